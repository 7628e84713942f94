import type { Tx } from '#db'
import { type Letter, type Letterhead, postLetter, writeReply } from '#domains/letters'
import { findInput, markInputsAnswered } from '#domains/register'
import { findOpenPlaces, findSendObstacle, type NotMandated } from '../approvals/obstacle.ts'
import { writtenNow } from '../channels/mail-text.ts'
import { readAsking } from '../deadlines/ask.ts'
import { answerByHook } from '../hooks/answer-by-hook.ts'
import { postCopies } from '../recipients/copies.store.ts'
import type { Copy } from '../recipients/copy.ts'
import { appendEntries } from './conversation.store.ts'
import type { Conversation, NewEntry } from './conversation.ts'
import { type Entry, listEntries } from './entry.queries.ts'
import { findAddress } from './reply-thread.queries.ts'
import { lockUnchanged, type MissedTurn, type Turn } from './take-turn.ts'

/** A text of one's own. */
export type Reply = {
  body: string
  /** Whether this answers the input for its dossier too; without a dossier a reply always does. */
  answersInput: boolean
  /** It was told already, face to face, on the telephone or somewhere in public: no mail leaves. */
  isTold?: boolean
  /** It asks for something, so that it stays open and waits for whoever asked. */
  asks?: boolean
  /** Who gets it besides whoever asked, where it is mailed. */
  copies?: readonly Copy[]
}

/** A draft that stands in the conversation, by its entry. */
export type DraftReply = Pick<Reply, 'answersInput' | 'isTold' | 'asks' | 'copies'> & { draftSeq: number }

export type SendOutcome = { kind: 'sent'; seq: number; mailed: boolean } | MissedTurn | NotMandated

/**
 * Sends a reply now: the draft that it is, the entry that says so, and the mail where there is an address, all or nothing. Pages call
 * `orderReply`, so that it can be taken back. Without an address it is read with the claim code only. Of two people who send at once, the second is told what
 * the first wrote. It takes a mandate, which the database holds whatever is asked here.
 */
export async function sendReply(
  tx: Tx,
  turn: Turn,
  reply: Reply,
  letterhead: Letterhead,
): Promise<SendOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  const open = findOpenPlaces(reply.body)
  if (open) return open
  const obstacle = await findSendObstacle(tx, turn)
  if (obstacle) return { kind: 'not-mandated', obstacle }
  const draft = { body: reply.body, seq: conversation.last_seq + 1, approvalSeq: null, isNew: true }
  const { answersInput, isTold, asks, copies } = reply
  return send(tx, { conversation, draft, answersInput, isTold, asks, copies, turn }, letterhead)
}

/** Sends a draft as it stands in the conversation, with its approval where it has one. */
export async function sendDraft(
  tx: Tx,
  turn: Turn,
  { draftSeq, answersInput, isTold, asks, copies }: DraftReply,
  letterhead: Letterhead,
): Promise<SendOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  const found = await findDraftAsSent(tx, conversation.id, draftSeq)
  if (!found) return { kind: 'not-mandated', obstacle: { kind: 'draft-replaced', missing: [] } }
  const obstacle = await findSendObstacle(tx, turn, found)
  if (obstacle) return { kind: 'not-mandated', obstacle }
  const draft = { ...found, isNew: false }
  return send(tx, { conversation, draft, answersInput, isTold, asks, copies, turn }, letterhead)
}

/** A draft as it stands in the conversation, with its approval; null: none that has words. */
export async function findDraftAsSent(
  tx: Tx,
  conversationId: string,
  draftSeq: number,
): Promise<{ body: string; seq: number; approvalSeq: number | null } | null> {
  const entries = await listEntries(tx, conversationId)
  const body = entries.find(({ kind, seq }) => kind === 'draft' && seq === draftSeq)?.body
  if (!body) return null
  const approval = entries.find((entry) => entry.kind === 'approved' && entry.draftSeq === draftSeq)
  return { body, seq: draftSeq, approvalSeq: approval?.seq ?? null }
}

type Sending = {
  conversation: Conversation
  draft: { body: string; seq: number; approvalSeq: number | null; isNew: boolean }
  answersInput: boolean
  isTold?: boolean | undefined
  asks?: boolean | undefined
  copies?: readonly Copy[] | undefined
  turn: Turn
}

async function send(
  tx: Tx,
  { conversation, draft, answersInput, isTold, asks, copies = [], turn }: Sending,
  letterhead: Letterhead,
): Promise<SendOutcome> {
  const { body, seq: draftSeq, approvalSeq, isNew } = draft
  const hookId = isTold ? undefined : await answerByHook(tx, { conversation, body }, turn.now)
  const mailed =
    isTold || hookId ? undefined : await mailReply(tx, { conversation, body, copies }, letterhead, turn.now)
  const mailId = mailed?.mailId
  const { timeZone } = letterhead
  const asking = asks ? await readAsking(tx, conversation, { timeZone, now: turn.now }) : {}
  const sent: NewEntry = {
    ...{ kind: 'sent', draftSeq, approvalSeq, mailId: mailId ?? null, on: turn.today },
    hookId: hookId ?? null,
    ...asking,
  }
  const seq = await appendEntries(tx, conversation, isNew ? [{ kind: 'draft', body }, sent] : [sent], turn)
  if (mailed)
    await postCopies(tx, { conversationId: conversation.id, seq, copies }, mailed.letter, {
      ...{ letterhead, now: turn.now },
    })
  if (asking.asks) return { kind: 'sent', seq, mailed: mailId !== undefined }
  const input = await findInput(tx, conversation.input_id)
  if (answersInput || !input?.dossier_id) await markInputsAnswered(tx, [conversation.input_id], turn.now)
  return { kind: 'sent', seq, mailed: mailId !== undefined }
}

async function mailReply(
  tx: Tx,
  { conversation, body, copies }: { conversation: Conversation; body: string; copies: readonly Copy[] },
  letterhead: Letterhead,
  now: Date,
): Promise<{ mailId: string; letter: Letter } | undefined> {
  const address = await findAddress(tx, conversation.id)
  if (!address) return undefined
  const entries: Entry[] = await listEntries(tx, conversation.id)
  // What somebody else wrote to us is not for whoever asked, and what was split off is answered elsewhere.
  const heard = entries.findLast(
    (entry) => entry.kind === 'received' && !entry.splitOff && !entry.mail?.isFromOther,
  )
  const mail = entries.findLast((entry) => entry.mail && !entry.mail.isFromOther)?.mail
  const { language } = conversation
  const written = writeReply(letterhead, {
    language,
    subject: mail?.subject || conversation.subject,
    body,
    conversationId: conversation.id,
    question: heard?.mail ? writtenNow(heard.body ?? '') : (heard?.body ?? ''),
    askedAt: heard?.at ?? now,
    thread: entries.flatMap((entry) => entry.mail?.messageId ?? entry.delivery?.messageId ?? []),
    heard: mail?.messageId,
  })
  const cc = copies.map((copy) => copy.address)
  const letter = cc.length > 0 ? { ...written, shownTo: { to: address, cc } } : written
  return { mailId: await postLetter(tx, letter, { letterhead, to: address, now }), letter }
}
