import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { discardHooks } from '#platform/hooks'
import { defineRetention } from '#platform/retention'
import { ASKER_KEPT_DAYS } from '../conversations/forget-askers.ts'
import { overFor } from '../privacy/over-for.ts'

/** What hooks brought, as it came. The text in the conversation stays. */
export const receivedHooks = defineRetention<string>({
  kind: 'received-hook',
  what: 'what a channel of others brought, as it came, with the names in it',
  keptFor: { days: ASKER_KEPT_DAYS },
  from: 'the answer, or the closing without one; where it was not as agreed, when it came; a subject may say another number of days',
  ground: 'As long as people may write back or complain, what they sent must be there as they sent it.',
  table: 'received_hook',
  key: 'id',
  isDue: ({ now, olderThan }) => sql<boolean>`raw is not null and (
    id in (select received_id from hook_message where conversation_id in (${overFor('mail', now, ASKER_KEPT_DAYS)}))
    or state = 'held' and stored_at < ${olderThan}
  )`,
  letGo: forgetRaw,
})

async function forgetRaw(tx: Tx, ids: readonly string[]): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('received_hook')
    .set({ raw: null })
    .where('id', 'in', ids)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Who somebody is in a channel of others, and where they wrote there. Who writes there later begins a new conversation. */
export const hookHandles = defineRetention<string>({
  kind: 'hook-handle',
  what: 'by what name somebody is known in a channel of others, and where they wrote there',
  keptFor: { days: ASKER_KEPT_DAYS },
  from: 'the answer, or the closing without one; a subject may say another number of days',
  ground: 'Until then people may write back there, and are answered there.',
  table: 'hook_thread',
  key: 'conversation_id',
  isDue: ({ now }) => sql<boolean>`conversation_id in (${overFor('contact', now, ASKER_KEPT_DAYS)})`,
})

/**
 * Takes out what hooks brought of some entries, and answers that wait to leave by them, in a locked conversation. What else came in the same
 * hook goes along: it stands in the conversations that it belongs to.
 */
export async function forgetHooksOf(
  tx: Tx,
  { conversationId, seqs }: { conversationId: string; seqs: readonly number[] },
): Promise<void> {
  const brought = await tx
    .selectFrom('hook_message')
    .innerJoin('received_hook', 'received_hook.id', 'hook_message.received_id')
    .select('received_id')
    .where('conversation_id', '=', conversationId)
    .where('seq', 'in', seqs)
    .where('raw', 'is not', null)
    .execute()
  const ids = [...new Set(brought.map((row) => row.received_id))]
  if (ids.length > 0) await forgetRaw(tx, ids)
  const sent = await tx
    .selectFrom('conversation_entry')
    .select('hook_id')
    .where('conversation_id', '=', conversationId)
    .where('draft_seq', 'in', seqs)
    .where('hook_id', 'is not', null)
    .execute()
  await discardHooks(
    tx,
    sent.flatMap((entry) => entry.hook_id ?? []),
  )
}

/** Forgets by what name somebody is known in a channel of others. */
export async function forgetHookHandle(tx: Tx, conversationId: string, now: Date): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom('hook_thread')
    .where('conversation_id', '=', conversationId)
    .executeTakeFirstOrThrow()
  await hookHandles.prove(tx, Number(numDeletedRows), now)
}

/** How much of what hooks brought for a conversation is kept as it came. */
export async function countBrought(db: Db, conversationId: string): Promise<number> {
  const { many } = await db
    .selectFrom('received_hook')
    .select((eb) => eb.fn.countAll<number>().as('many'))
    .where('raw', 'is not', null)
    .where('id', 'in', (eb) =>
      eb.selectFrom('hook_message').select('received_id').where('conversation_id', '=', conversationId),
    )
    .executeTakeFirstOrThrow()
  return Number(many)
}
