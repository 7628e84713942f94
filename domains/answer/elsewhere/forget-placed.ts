import { sql } from 'kysely'
import type { Tx } from '#db'
import { defineRetention } from '#platform/retention'
import { ASKER_KEPT_DAYS } from '../conversations/forget-askers.ts'
import { overFor } from '../privacy/over-for.ts'

/** Where replies stand that were put somewhere else; that they were stays. */
export const placedReplies = defineRetention<string>({
  kind: 'placed-reply',
  what: 'where a reply stands that we put below somebody’s post',
  keptFor: { days: ASKER_KEPT_DAYS },
  from: 'the answer, or the closing without one; a subject may say another number of days',
  ground:
    'The address leads to whoever wrote the post; until then what is said below it comes to the same conversation.',
  table: 'placed_reply',
  key: 'conversation_id',
  isDue: ({ now }) =>
    sql<boolean>`address <> '' and conversation_id in (${overFor('contact', now, ASKER_KEPT_DAYS)})`,
  letGo: (tx, ids) => forgetPlacedOf(tx, ids),
})

/** Forgets where the replies of some conversations stand: nothing comes in from there any more. */
export async function forgetPlacedOf(tx: Tx, conversationIds: readonly string[]): Promise<number> {
  if (conversationIds.length === 0) return 0
  const { numUpdatedRows } = await tx
    .updateTable('placed_reply')
    .set({ address: '', thread: [], feed: null })
    .where('conversation_id', 'in', conversationIds)
    .where('address', '<>', '')
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}
