import type { Tx } from '#db'
import { findDossierBySlug } from '#domains/dossier'
import { type Letterhead, postLetter, writeReceipt } from '#domains/letters'
import { type ClaimCode, issueClaimCode, registerInput, requestNotices } from '#domains/register'
import { dateIn } from '#platform/clock'
import { showCode } from '#platform/code'
import { newId } from '#platform/db'
import type { Locale } from '#platform/i18n'
import { readHearing } from '../deadlines/hearing.ts'
import { keepFiles } from '../files/conversation-files.ts'
import { keepPlace } from '../near/conversation-place.ts'
import { insertConversation } from './conversation.store.ts'
import { type Channel, type NewEntry, subjectOf } from './conversation.ts'
import { promiseBy } from './file-at-once.ts'
import type { Question } from './question.schema.ts'

export type StartedConversation = {
  conversationId: string
  inputId: string
  /** Shown once, now. */
  code: ClaimCode
  dueOn: string
  /** Whether the answer will come by mail too. */
  answerByMail: boolean
}

export type Reception = {
  language: Locale
  channel: Channel
  secret: string
  letterhead: Letterhead
  /** Whether a receipt may leave: not where one address, or one visitor, had too many of them. */
  mayMail: boolean
  /** The member of staff who wrote it down, where somebody did. */
  by?: string
  /** Until when they promised an answer, where that is sooner than it is due anyway. */
  promisedOn?: string | undefined
  now: Date
}

/**
 * Takes in what somebody asks or tells: an input in the register with its code, a conversation, and the receipt by
 * mail where there is an address, all or nothing. Where the dossier is closed or unknown, the question is taken in
 * all the same. Whether a receipt left is not in the outcome: anybody can fill in anybody's address, and would learn
 * if it was stopped.
 */
export async function startConversation(
  tx: Tx,
  question: Question,
  reception: Reception,
): Promise<StartedConversation> {
  const { language, channel, secret, letterhead, now } = reception
  const { timeZone } = letterhead
  const due = await readHearing(tx, undefined, { timeZone, now })
  const hearing = promiseBy(due, reception.promisedOn, dateIn(timeZone, now))
  const { dueOn } = hearing
  const inputId = await register(tx, question, { ...reception, dueOn })
  const code = await issueClaimCode(tx, { inputId, secret, now })
  const conversationId = newId()
  const entries: NewEntry[] = [{ kind: 'received', channel, body: question.body, ...hearing }]
  const mailId = await queueReceipt(tx, question, { ...reception, inputId, code, dueOn, conversationId })
  if (mailId) entries.push({ kind: 'receipt', mailId })
  const subject = subjectOf(question.body)
  await insertConversation(tx, { id: conversationId, input_id: inputId, subject, language }, entries, {
    by: reception.by ?? null,
    now,
  })
  await keepFiles(tx, question.files, { conversationId, seq: 1 })
  if (question.place) await keepPlace(tx, question.place, { conversationId, seq: 1 })
  await rememberContact(tx, question, { conversationId, now })
  return { conversationId, inputId, code, dueOn, answerByMail: question.address !== undefined }
}

async function register(
  tx: Tx,
  question: Question,
  { channel, language, dueOn, now }: Reception & { dueOn: string },
): Promise<string> {
  const asked = question.dossier ? await findDossierBySlug(tx, question.dossier) : undefined
  const dossierId = asked?.dossier.state === 'open' ? asked.dossier.id : undefined
  const input = {
    kind: 'question',
    channel,
    body: question.body,
    language,
    answerOn: dueOn,
    receivedAt: now,
  } as const
  const outcome = await registerInput(tx, { ...input, dossierId })
  if ('inputId' in outcome) return outcome.inputId
  const elsewhere = await registerInput(tx, input)
  if ('inputId' in elsewhere) return elsewhere.inputId
  throw new Error(`An input without a dossier was not registered: ${elsewhere.kind}`)
}

/**
 * Whoever leaves an address wants to hear what comes of it: a contact apart from the address to reply to, and tied to
 * the input alone. Then the receipt, to whoever did not stop our mail.
 */
export async function queueReceipt(
  tx: Tx,
  { address }: Pick<Question, 'address'>,
  reception: Omit<Reception, 'channel'> & {
    inputId: string
    conversationId: string
    code: ClaimCode
    dueOn: string
    /** The Message-ID of what it is about, if it came by mail. */
    heard?: string | undefined
    /** When it was said, where that is not now. */
    receivedAt?: Date
  },
): Promise<string | undefined> {
  if (!address) return undefined
  const { letterhead, language, code, dueOn, now, mayMail, conversationId, heard } = reception
  const { receivedAt = now } = reception
  const today = dateIn(letterhead.timeZone, now)
  const contact = await requestNotices(tx, { ...reception, address, today, mayMail: async () => mayMail })
  if (!mayMail || contact.state === 'stopped') return undefined
  const { seal, mustAsk } = contact
  const letter = writeReceipt(letterhead, {
    ...{ language, dueOn, seal, mustAsk, conversationId, heard, receivedAt },
    code: { shown: showCode(code), typed: code },
  })
  return postLetter(tx, letter, { letterhead, to: address.mailbox, now })
}

/** The address is kept to reply to. */
async function rememberContact(
  tx: Tx,
  { name, address, onBehalfOf, reach }: Question,
  at: { conversationId: string; now: Date },
): Promise<void> {
  if (!name && !address && !onBehalfOf && !reach) return
  await tx
    .insertInto('conversation_contact')
    .values({
      conversation_id: at.conversationId,
      name: name ?? null,
      address: address?.mailbox ?? null,
      on_behalf_of: onBehalfOf ?? null,
      reach: reach ?? null,
      given_at: at.now,
    })
    .execute()
}
