import type { Tx } from '#db'
import { stateOf } from '../conversations/conversation.store.ts'
import type { Conversation } from '../conversations/conversation.ts'
import { lockHome, lockPlacing } from '../hands/home.ts'
import { listReached } from './later.queries.ts'
import { isLongSolved } from './long-solved.ts'

/** Where what whoever asked says now is heard: in a conversation, or in a new one that continues it. */
export type Hearer = { kind: 'here' | 'anew'; conversation: Conversation }

/**
 * Locks the conversation in which what is said now in one of them is heard: where that is handled, and long after it was solved the newest that
 * continues it.
 */
export async function lockToHear(tx: Tx, id: string, now: Date): Promise<Hearer | undefined> {
  // Of two that begin another at once, one does; mail is placed under the same lock, which comes before those of conversations.
  if (await mayBeginAnew(tx, id, now)) await lockPlacing(tx)
  return lockNewest(tx, id, now)
}

async function mayBeginAnew(tx: Tx, id: string, now: Date): Promise<boolean> {
  const reached = await listReached(tx, [id])
  const rows = await tx
    .selectFrom('conversation')
    .selectAll()
    .where(
      'id',
      'in',
      reached.map((one) => one.id),
    )
    .execute()
  return rows.some((row) => isLongSolved(stateOf(row), now))
}

async function lockNewest(tx: Tx, id: string, now: Date): Promise<Hearer | undefined> {
  const conversation = await lockHome(tx, id)
  if (!conversation) return undefined
  if (!isLongSolved(stateOf(conversation), now)) return { kind: 'here', conversation }
  const later = (await listReached(tx, [conversation.id]))
    .filter(({ goesOnFrom }) => goesOnFrom === conversation.id)
    .map((one) => one.id)
    .toSorted()
    .at(-1)
  return later === undefined ? { kind: 'anew', conversation } : lockNewest(tx, later, now)
}
