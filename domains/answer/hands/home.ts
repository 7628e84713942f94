import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { lockConversation } from '../conversations/conversation.store.ts'
import type { Conversation } from '../conversations/conversation.ts'

/** Where some conversations are handled, by their ids: those that were merged into another, and no others. */
export async function findHomes(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: string; home: string }>`
    select id, conversation_home(id) as home from conversation
    where id = any(${ids}::uuid[]) and merged_into is not null`.execute(db)
  return new Map(rows.map(({ id, home }) => [id, home]))
}

/** Locks the conversation in which another is handled; it is merged into none as long as the transaction runs. */
export async function lockHome(tx: Tx, id: string): Promise<Conversation | undefined> {
  const homes = await findHomes(tx, [id])
  const locked = await lockConversation(tx, homes.get(id) ?? id)
  // It was merged while somebody else held it.
  return locked?.merged_into ? lockHome(tx, locked.id) : locked
}

/** Locks a conversation, and the one in which it is handled where that is another: in the order of their ids, as all who lock more than one. */
export async function lockWithHome(
  tx: Tx,
  id: string,
): Promise<{ conversation: Conversation; home: Conversation | undefined } | undefined> {
  const home = (await findHomes(tx, [id])).get(id)
  const locked = new Map<string, Conversation | undefined>()
  for (const one of [id, ...(home ? [home] : [])].toSorted()) locked.set(one, await lockConversation(tx, one))
  const conversation = locked.get(id)
  if (!conversation) return undefined
  if (conversation.merged_into === null) return { conversation, home: undefined }
  // Of those that were merged meanwhile.
  return { conversation, home: keepsWork(locked.get(home ?? '')) ?? (await lockHome(tx, id)) }
}

function keepsWork(home: Conversation | undefined): Conversation | undefined {
  return home?.merged_into === null ? home : undefined
}

/** What is placed looks at what was placed before, and at what was merged: one at a time, until the transaction ends. */
export async function lockPlacing(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('place-mail', 0))`.execute(tx)
}
