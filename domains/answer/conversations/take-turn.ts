import type { Tx } from '#db'
import { mayReadConversation } from '../privacy/may-read.ts'
import { appendEntries, lockConversation } from './conversation.store.ts'
import type { Conversation, NewEntry } from './conversation.ts'
import { type Entry, listEntries } from './entry.queries.ts'

/** A member of staff does something in a conversation, having read it up to the entry `seen`; `today` as 2026-03-02. */
export type Turn = {
  conversationId: string
  seen: number
  by: string
  now: Date
  today: string
  /** Of the organisation: by its clock it is said when something is due. */
  timeZone: string
}

/** The turn was not taken: somebody was first, or there is no such conversation for whoever asks. */
export type MissedTurn = { kind: 'changed'; newer: Entry[] } | { kind: 'not-found' }

export type TurnOutcome = { kind: 'appended'; seq: number } | MissedTurn

/** Appends, unless entries came in that the writer has not seen: those are then given back, and nothing is changed. */
export async function takeTurn(tx: Tx, turn: Turn, entries: NewEntry[]): Promise<TurnOutcome> {
  const locked = await lockUnchanged(tx, turn)
  if (locked.kind !== 'locked') return locked
  return { kind: 'appended', seq: await appendEntries(tx, locked.conversation, entries, turn) }
}

/** Locks a conversation for somebody who may read it. */
export async function lockReadable(
  tx: Tx,
  { conversationId, by, today }: Omit<Turn, 'seen' | 'timeZone'>,
): Promise<Conversation | undefined> {
  const conversation = await lockConversation(tx, conversationId)
  const isReadable = conversation && (await mayReadConversation(tx, conversationId, { accountId: by, today }))
  return isReadable ? conversation : undefined
}

/** Locks a conversation for a writer who may read it and has seen all of it. */
export async function lockUnchanged(
  tx: Tx,
  turn: Turn,
): Promise<{ kind: 'locked'; conversation: Conversation } | MissedTurn> {
  const { conversationId, seen } = turn
  const conversation = await lockReadable(tx, turn)
  if (!conversation) return { kind: 'not-found' }
  if (conversation.last_seq === seen) return { kind: 'locked', conversation }
  return { kind: 'changed', newer: await listEntries(tx, conversationId, seen) }
}
