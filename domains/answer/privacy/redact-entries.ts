import type { Db, Tx } from '#db'
import { logAccess } from '#domains/people'
import { appendEntries } from '../conversations/conversation.store.ts'
import { lockUnchanged, type MissedTurn, type Turn } from '../conversations/take-turn.ts'
import { answerWaits, forgetWords } from './forget-words.store.ts'
import { type RemovalReason, repeats } from './removal.ts'

export type RedactOutcome =
  | { kind: 'appended'; seq: number }
  | MissedTurn
  /** One of them has no words, or has none any more. */
  | { kind: 'nothing-to-remove' }
  /** One is a draft that somebody decides on: its writer takes it back first. */
  | { kind: 'draft-at-hand' }
  /** An answer that quotes it is on its way. */
  | { kind: 'mail-waits' }

/** What an entry that can be removed is. */
const removable = ['received', 'note', 'draft', 'returned'] as const

/**
 * Removes the words of some entries, with the files and the mail that they came by; the entries stay, and say when and why. It cannot be
 * undone.
 * @param seqs  of an answer, its draft
 */
export async function redactEntries(
  tx: Tx,
  turn: Turn,
  { seqs, reason }: { seqs: readonly number[]; reason: RemovalReason },
): Promise<RedactOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  const wanted = [...new Set(seqs)].sort((a, b) => a - b)
  const found = await listRemovable(tx, conversation.id)
  const chosen = found.filter(({ seq }) => wanted.includes(seq))
  if (wanted.length === 0 || chosen.length < wanted.length) return { kind: 'nothing-to-remove' }
  const { draft_seq: atHand, draft_state: state } = conversation
  if (atHand !== null && state !== 'returned' && wanted.includes(atHand)) return { kind: 'draft-at-hand' }
  const isSaidToUs = chosen.some(({ kind }) => kind === 'received')
  if (isSaidToUs && (await answerWaits(tx, conversation.id))) return { kind: 'mail-waits' }
  await forgetWords(tx, conversation, wanted)
  const entries = wanted.map((redactedSeq) => ({ kind: 'redacted', redactedSeq, reason }) as const)
  const seq = await appendEntries(tx, conversation, entries, turn)
  const { by: accountId, now } = turn
  const about = { subjectKind: 'conversation', subjectId: conversation.id } as const
  await logAccess(tx, { accountId, action: 'changed', ...about, now })
  return { kind: 'appended', seq }
}

/** An entry whose words can be removed. */
export type Removable = { seq: number; kind: (typeof removable)[number]; body: string }

async function listRemovable(db: Db, conversationId: string): Promise<Removable[]> {
  const rows = await db
    .selectFrom('conversation_entry')
    .select(['seq', 'kind', 'body'])
    .where('conversation_id', '=', conversationId)
    .where('kind', 'in', removable)
    .where('body', 'is not', null)
    .where('unhelped_seq', 'is', null)
    .orderBy('seq')
    .execute()
  return rows.flatMap(({ seq, kind, body }) => {
    const known = removable.find((one) => one === kind)
    return known && body !== null ? [{ seq, kind: known, body }] : []
  })
}

/** An entry whose words can be removed, with the others in the conversation that repeat some of them; undefined: it has none. */
export async function findRemovable(
  db: Db,
  conversationId: string,
  seq: number,
): Promise<{ entry: Removable; repeatedIn: Removable[] } | undefined> {
  const all = await listRemovable(db, conversationId)
  const entry = all.find((one) => one.seq === seq)
  return (
    entry && {
      entry,
      repeatedIn: all.filter((one) => one.seq !== seq && repeats(one.body, entry.body)),
    }
  )
}
