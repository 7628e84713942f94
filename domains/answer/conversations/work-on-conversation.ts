import type { Tx } from '#db'
import { holdStaffMember } from '#domains/people'
import { type PlaceOutcome, placeInput } from '#domains/register'
import { appendEntries, lockConversation } from './conversation.store.ts'
import { type MissedTurn, type Turn, type TurnOutcome, takeTurn } from './take-turn.ts'

/** Gives a conversation to a member of staff, or back to everybody; whoever takes it gives it to themselves. */
export async function assignConversation(
  tx: Tx,
  turn: Turn,
  to: string | null,
): Promise<TurnOutcome | { kind: 'not-staff' }> {
  if (to !== null && !(await holdStaffMember(tx, to, turn.today))) return { kind: 'not-staff' }
  return takeTurn(tx, turn, [{ kind: 'assigned', to }])
}

/**
 * Writes a note that only staff see. A note contradicts nothing, so it is taken whatever came in meanwhile; it does
 * stop a reply by somebody who has not read it.
 */
export async function addNote(
  tx: Tx,
  { conversationId, by, now }: Omit<Turn, 'seen' | 'today'>,
  body: string,
): Promise<TurnOutcome> {
  const locked = await lockConversation(tx, conversationId)
  if (!locked) return { kind: 'not-found' }
  return { kind: 'appended', seq: await appendEntries(tx, locked, [{ kind: 'note', body }], { by, now }) }
}

/** Opens a conversation again, because the reply did not settle it. */
export async function reopenConversation(tx: Tx, turn: Turn): Promise<TurnOutcome> {
  return takeTurn(tx, turn, [{ kind: 'status', status: 'open' }])
}

export type PlaceConversationOutcome =
  | { kind: 'appended'; seq: number }
  | MissedTurn
  | Exclude<PlaceOutcome, { kind: 'placed' }>

/** Says which dossier a question belongs to, or that it belongs to none. */
export async function placeConversation(
  tx: Tx,
  turn: Turn,
  dossierId: string | null,
): Promise<PlaceConversationOutcome> {
  const locked = await lockConversation(tx, turn.conversationId)
  if (!locked) return { kind: 'not-found' }
  if (locked.last_seq === turn.seen) {
    const placed = await placeInput(tx, locked.input_id, dossierId)
    if (placed.kind !== 'placed') return placed
  }
  return takeTurn(tx, turn, [{ kind: 'linked', dossierId }])
}
