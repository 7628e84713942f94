import type { Tx } from '#db'
import { holdStaffMember } from '#domains/people'
import { type PlaceOutcome, placeInput } from '#domains/register'
import { readReopening } from '../deadlines/hearing.ts'
import { countsByItself } from '../posts/make-post-a-conversation.ts'
import { listReaders } from '../privacy/may-read.ts'
import { appendEntries } from './conversation.store.ts'
import {
  lockReadable,
  lockUnchanged,
  type MissedTurn,
  type Turn,
  type TurnOutcome,
  takeTurn,
} from './take-turn.ts'

/**
 * Gives a conversation to a member of staff who may read it, or back to everybody; whoever takes it gives it to themselves.
 */
export async function assignConversation(
  tx: Tx,
  turn: Turn,
  to: string | null,
): Promise<TurnOutcome | { kind: 'not-staff' | 'may-not-read' }> {
  if (to !== null && !(await holdStaffMember(tx, to, turn.today))) return { kind: 'not-staff' }
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  const asked = { subjectId: conversation.subject_id, accountIds: to === null ? [] : [to], today: turn.today }
  if (to !== null && !(await listReaders(tx, asked)).has(to)) return { kind: 'may-not-read' }
  return { kind: 'appended', seq: await appendEntries(tx, conversation, [{ kind: 'assigned', to }], turn) }
}

/**
 * Writes a note that only staff see. A note contradicts nothing, so it is taken whatever came in meanwhile; it does
 * stop a reply by somebody who has not read it.
 */
export async function addNote(
  tx: Tx,
  turn: Omit<Turn, 'seen' | 'timeZone'>,
  body: string,
): Promise<TurnOutcome> {
  const locked = await lockReadable(tx, turn)
  if (!locked) return { kind: 'not-found' }
  return { kind: 'appended', seq: await appendEntries(tx, locked, [{ kind: 'note', body }], turn) }
}

/** Opens a conversation again, because the reply did not settle it: an answer is due anew. One that is open stays as it is. */
export async function reopenConversation(tx: Tx, turn: Turn): Promise<TurnOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  const { conversation } = locked
  if (conversation.status === 'open') return { kind: 'appended', seq: conversation.last_seq }
  const deadlines = await readReopening(tx, conversation, turn)
  const opened = { kind: 'status', status: 'open', deadlines } as const
  return { kind: 'appended', seq: await appendEntries(tx, conversation, [opened], turn) }
}

export type PlaceConversationOutcome =
  | { kind: 'appended'; seq: number }
  | MissedTurn
  | Exclude<PlaceOutcome, { kind: 'placed' }>
  /** It was made of a post that counts there by itself. */
  | { kind: 'counts-there' }

/** Says which dossier a question belongs to, or that it belongs to none. */
export async function placeConversation(
  tx: Tx,
  turn: Turn,
  dossierId: string | null,
): Promise<PlaceConversationOutcome> {
  const locked = await lockReadable(tx, turn)
  if (!locked) return { kind: 'not-found' }
  if (locked.last_seq === turn.seen) {
    if (dossierId && (await countsByItself(tx, locked.id, dossierId))) return { kind: 'counts-there' }
    const placed = await placeInput(tx, locked.input_id, dossierId)
    if (placed.kind !== 'placed') return placed
  }
  return takeTurn(tx, turn, [{ kind: 'linked', dossierId }])
}
