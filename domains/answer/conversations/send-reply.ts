import type { Tx } from '#db'
import { type Letterhead, postLetter, writeReply } from '#domains/letters'
import { findInput, markInputsAnswered } from '#domains/register'
import { appendEntries } from './conversation.store.ts'
import type { Conversation, NewEntry } from './conversation.ts'
import { type Entry, listEntries } from './entry.queries.ts'
import { lockUnchanged, type MissedTurn, type Turn } from './take-turn.ts'

export type Reply = {
  body: string
  /** Whether this answers the input for its dossier too; without a dossier a reply always does. */
  answersInput: boolean
}

export type SendOutcome = { kind: 'sent'; seq: number; mailed: boolean } | MissedTurn

/**
 * Sends a reply: the draft that it is, the entry that says so, and the mail where there is an address, all or nothing.
 * Without an address it is read with the claim code only. Of two people who send at once, the second is told what
 * the first wrote.
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
  const entries = await listEntries(tx, conversation.id)
  const mailId = await mailReply(tx, { conversation, entries, body: reply.body }, letterhead, turn.now)
  const draft: NewEntry = { kind: 'draft', body: reply.body }
  const sent: NewEntry = { kind: 'sent', draftSeq: conversation.last_seq + 1, mailId: mailId ?? null }
  const seq = await appendEntries(tx, conversation, [draft, sent], turn)
  const input = await findInput(tx, conversation.input_id)
  if (reply.answersInput || !input?.dossier_id)
    await markInputsAnswered(tx, [conversation.input_id], turn.now)
  return { kind: 'sent', seq, mailed: mailId !== undefined }
}

async function mailReply(
  tx: Tx,
  { conversation, entries, body }: { conversation: Conversation; entries: Entry[]; body: string },
  letterhead: Letterhead,
  now: Date,
): Promise<string | undefined> {
  const address = await findAddress(tx, conversation.id)
  if (!address) return undefined
  const heard = entries.findLast((entry) => entry.kind === 'received')
  const { language, subject } = conversation
  const letter = writeReply(letterhead, {
    language,
    subject,
    body,
    question: heard?.body ?? '',
    askedAt: heard?.at ?? now,
    thread: entries.flatMap((entry) => entry.delivery?.messageId ?? []),
  })
  return postLetter(tx, letter, { letterhead, to: address, now })
}

async function findAddress(tx: Tx, conversationId: string): Promise<string | undefined> {
  const contact = await tx
    .selectFrom('conversation_contact')
    .select('address')
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return contact?.address ?? undefined
}
