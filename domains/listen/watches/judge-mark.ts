import { sql } from 'kysely'
import type { Tx } from '#db'
import { attendToPost } from '../alerts/attend.ts'

export type JudgeMarkOutcome = { kind: 'judged' } | { kind: 'not-found' }

/** Says that a post is not relevant to a watch that marked it, or takes that back. Who said so is not kept: what a watch is worth is counted, not people. */
export async function judgeMark(
  tx: Tx,
  { watchId, postId, isRelevant, now }: { watchId: string; postId: string; isRelevant: boolean; now: Date },
): Promise<JudgeMarkOutcome> {
  const judged = await tx
    .updateTable('post_match')
    .set({
      not_relevant_at: isRelevant ? null : now,
      waits: isRelevant
        ? sql<boolean>`is_readable and exists (select from post where id = post_id and taken_at is null)`
        : false,
    })
    .where('watch_id', '=', watchId)
    .where('post_id', '=', postId)
    .returning('post_id')
    .executeTakeFirst()
  if (judged) await attendToPost(tx, postId, now)
  return judged ? { kind: 'judged' } : { kind: 'not-found' }
}
