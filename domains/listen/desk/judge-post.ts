import { sql } from 'kysely'
import type { Tx } from '#db'

export type JudgePostOutcome = { kind: 'judged' } | { kind: 'nothing-to-judge' }

/**
 * Says that a post is not relevant to whichever watch marked it, or to one of them. Who said so is not kept.
 * @param now  by which it can be taken back
 */
export async function judgePost(
  tx: Tx,
  { postId, watchId, now }: { postId: string; watchId?: string | undefined; now: Date },
): Promise<JudgePostOutcome> {
  const judged = await tx
    .updateTable('post_match')
    .set({ not_relevant_at: now, waits: false })
    .where('post_id', '=', postId)
    .where('not_relevant_at', 'is', null)
    .$if(watchId !== undefined, (query) => query.where('watch_id', '=', watchId ?? ''))
    .returning('watch_id')
    .execute()
  return judged.length > 0 ? { kind: 'judged' } : { kind: 'nothing-to-judge' }
}

/** Takes back what was said of a post at a moment, and nothing that was said of it before or after. */
export async function takeBackJudgement(
  tx: Tx,
  { postId, judgedAt }: { postId: string; judgedAt: Date },
): Promise<JudgePostOutcome> {
  const { rows } = await sql`
    update post_match hit set not_relevant_at = null, waits = post.taken_at is null and hit.is_readable
    from post where post.id = hit.post_id and hit.post_id = ${postId}::uuid and hit.not_relevant_at = ${judgedAt}::timestamptz
    returning hit.watch_id`.execute(tx)
  return rows.length > 0 ? { kind: 'judged' } : { kind: 'nothing-to-judge' }
}
