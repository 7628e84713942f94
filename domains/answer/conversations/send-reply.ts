import type { Tx } from '#db'
import { type Letterhead, postLetter, writeReply } from '#domains/letters'
import { findInput, markInputsAnswered } from '#domains/register'
import { findOpenPlaces, findSendObstacle, type NotMandated } from '../approvals/obstacle.ts'
import { writtenNow } from '../channels/mail-text.ts'
import { readAsking } from '../deadlines/ask.ts'
import { answerByHook } from '../hooks/answer-by-hook.ts'
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
  /** It was told already, face to face or on the telephone: no mail leaves. */
  isTold?: boolean
  /** It asks for something, so that it stays open and waits for whoever asked. */
  asks?: boolean
}

/** A draft that stands in the conversation, by its entry. */
export type DraftReply = { draftSeq: number; answersInput: boolean; asks?: boolean }

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
  const { answersInput, isTold, asks } = reply
  return send(tx, { conversation, draft, answersInput, isTold, asks, turn }, letterhead)
}

/** Sends a draft as it stands in the conversation, with its approval where it has one. */
export async function sendDraft(
  tx: Tx,
  turn: Turn,
  { draftSeq, answersInput, asks }: DraftReply,
  letterhead: Letterhead,
): Promise<SendOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  const found = await findDraftAsSent(tx, conversation.id, draftSeq)
  if (!found) return { kind: 'not-mandated', obstacle: { kind: 'draft-replaced', missing: [] } }
  const obstacle = await findSendObstacle(tx, turn, found)
  if (obstacle) return { kind: 'not-mandated', obstacle }
  return send(tx, { conversation, draft: { ...found, isNew: false }, answersInput, asks, turn }, letterhead)
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
  turn: Turn
}

async function send(
  tx: Tx,
  { conversation, draft, answersInput, isTold, asks, turn }: Sending,
  letterhead: Letterhead,
): Promise<SendOutcome> {
  const { body, seq: draftSeq, approvalSeq, isNew } = draft
  const said = { conversation, body }
  const hookId = isTold ? undefined : await answerByHook(tx, said, turn.now)
  const mailId = isTold || hookId ? undefined : await mailReply(tx, said, letterhead, turn.now)
  const { timeZone } = letterhead
  const asking = asks ? await readAsking(tx, conversation, { timeZone, now: turn.now }) : {}
  const sent: NewEntry = {
    ...{ kind: 'sent', draftSeq, approvalSeq, mailId: mailId ?? null, on: turn.today },
    hookId: hookId ?? null,
    ...asking,
  }
  const seq = await appendEntries(tx, conversation, isNew ? [{ kind: 'draft', body }, sent] : [sent], turn)
  if (asking.asks) return { kind: 'sent', seq, mailed: mailId !== undefined }
  const input = await findInput(tx, conversation.input_id)
  if (answersInput || !input?.dossier_id) await markInputsAnswered(tx, [conversation.input_id], turn.now)
  return { kind: 'sent', seq, mailed: mailId !== undefined }
}

async function mailReply(
  tx: Tx,
  { conversation, body }: { conversation: Conversation; body: string },
  letterhead: Letterhead,
  now: Date,
): Promise<string | undefined> {
  const address = await findAddress(tx, conversation.id)
  if (!address) return undefined
  const entries: Entry[] = await listEntries(tx, conversation.id)
  // What somebody else wrote to us is not for whoever asked.
  const heard = entries.findLast((entry) => entry.kind === 'received' && !entry.mail?.isFromOther)
  const mail = entries.findLast((entry) => entry.mail && !entry.mail.isFromOther)?.mail
  const { language } = conversation
  const letter = writeReply(letterhead, {
    language,
    subject: mail?.subject || conversation.subject,
    body,
    conversationId: conversation.id,
    question: heard?.mail ? writtenNow(heard.body ?? '') : (heard?.body ?? ''),
    askedAt: heard?.at ?? now,
    thread: entries.flatMap((entry) => entry.mail?.messageId ?? entry.delivery?.messageId ?? []),
    heard: mail?.messageId,
  })
  return postLetter(tx, letter, { letterhead, to: address, now })
}
