import { sql } from 'kysely'
import type { Tx } from '#db'
import { findDossierBySlug, registerInput } from '#domains/dossier'
import {
  type ClaimCode,
  issueClaimCode,
  type NewContact,
  type NoticeWish,
  requestNotices,
} from '#domains/people'
import { addWorkingDays, dateIn } from '#platform/clock'
import { newId } from '#platform/db'
import type { Locale } from '#platform/i18n'
import { queueMail } from '#platform/mail'
import { insertConversation } from './conversation.store.ts'
import { type Channel, type NewEntry, subjectOf } from './conversation.ts'
import { type Letterhead, writeReceipt } from './letters.ts'
import type { Question } from './question.schema.ts'

/** What we promise on the receipt: an answer within a working week. */
const ANSWER_WITHIN_WORKING_DAYS = 5

/** The last day on which an answer to what is asked now is in time. */
export function dueDateOf(now: Date, timeZone: string): string {
  return addWorkingDays(dateIn(timeZone, now), ANSWER_WITHIN_WORKING_DAYS)
}

/** Receipts to one address within a day; who asks more than this is answered, but gets no more automatic mail. */
const RECEIPTS_PER_DAY = 5

export type StartedConversation = {
  conversationId: string
  inputId: string
  /** Shown once, now. */
  code: ClaimCode
  dueOn: string
  /** Whether a receipt is on its way by mail. */
  mailed: boolean
  /** Whether the answer will come by mail too. */
  answerByMail: boolean
}

export type Reception = {
  language: Locale
  channel: Channel
  secret: string
  letterhead: Letterhead
  now: Date
}

/**
 * Takes in what somebody asks or tells: an input in the register with its code, a conversation, and the receipt
 * by mail where there is an address, all or nothing. A dossier that is closed or unknown loses nobody their question.
 */
export async function startConversation(
  tx: Tx,
  question: Question,
  reception: Reception,
): Promise<StartedConversation> {
  const { language, channel, secret, letterhead, now } = reception
  const dueOn = dueDateOf(now, letterhead.timeZone)
  const inputId = await register(tx, question, { ...reception, dueOn })
  const code = await issueClaimCode(tx, { inputId, secret, now })
  const conversationId = newId()
  const contact = await wantNotices(tx, question.address, { inputId, language, secret, now, letterhead })
  const entries: NewEntry[] = [{ kind: 'received', channel, body: question.body, dueOn }]
  const receipt = await queueReceipt(tx, question.address, {
    ...writeReceipt(letterhead, {
      ...{ language, code, dueOn, now },
      ...(contact?.mustAsk ? { contactToConfirm: contact.contactId } : {}),
    }),
    domain: letterhead.mailDomain,
    now,
  })
  if (receipt) entries.push({ kind: 'receipt', mailId: receipt })
  const subject = subjectOf(question.body)
  await insertConversation(tx, { id: conversationId, input_id: inputId, subject, language }, entries, {
    by: null,
    now,
  })
  await rememberContact(tx, question, { conversationId, now })
  return {
    conversationId,
    inputId,
    code,
    dueOn,
    mailed: receipt !== undefined,
    answerByMail: question.address !== undefined,
  }
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

async function queueReceipt(
  tx: Tx,
  address: string | undefined,
  { subject, text, domain, now }: { subject: string; text: string; domain: string; now: Date },
): Promise<string | undefined> {
  if (!address || (await countReceipts(tx, address, now)) >= RECEIPTS_PER_DAY) return undefined
  return queueMail(tx, { to: address, subject, text, automatic: true }, { domain, now })
}

async function countReceipts(tx: Tx, address: string, now: Date): Promise<number> {
  const yesterday = new Date(now.getTime() - 24 * 60 * 60 * 1000)
  const { receipts } = await tx
    .selectFrom('conversation_contact')
    .innerJoin(
      'conversation_entry',
      'conversation_entry.conversation_id',
      'conversation_contact.conversation_id',
    )
    .select((eb) => eb.fn.countAll<number>().as('receipts'))
    .where('conversation_entry.kind', '=', 'receipt')
    .where(sql<boolean>`lower(address) = ${address.toLowerCase()}`)
    .where('given_at', '>', yesterday)
    .executeTakeFirstOrThrow()
  return receipts
}

/** Apart from the address to reply to, and tied to the input alone: who asks wants to hear what came of it. */
async function wantNotices(
  tx: Tx,
  address: string | undefined,
  { letterhead, ...wish }: Omit<NoticeWish, 'address' | 'today'> & { letterhead: Letterhead },
): Promise<NewContact | undefined> {
  if (!address) return undefined
  return requestNotices(tx, { ...wish, address, today: dateIn(letterhead.timeZone, wish.now) })
}

/** The address is kept to reply to. */
async function rememberContact(
  tx: Tx,
  { name, address }: Question,
  at: { conversationId: string; now: Date },
): Promise<void> {
  if (!name && !address) return
  await tx
    .insertInto('conversation_contact')
    .values({
      conversation_id: at.conversationId,
      name: name ?? null,
      address: address ?? null,
      given_at: at.now,
    })
    .execute()
}
