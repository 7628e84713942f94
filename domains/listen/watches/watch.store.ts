import { sql } from 'kysely'
import type { Tx } from '#db'
import { lookAfter } from '../decency/post-look.store.ts'
import type { WrittenPost } from '../posts/written-post.ts'
import type { Mark } from './watch-book.ts'

/** A watch that marked a post that it had not. */
export type NewMark = { watchId: string; postId: string }

/** What is found longer after it was said, as in the archive of a new source or by a new watch, waits for nobody at the desk. */
const NEWS_DAYS = 14

/**
 * Marks posts with the watches that match them, and takes away the marks of those that do not any more; a mark that stays keeps what was
 * said of it.
 * @param watchId  the only watch that was held against them, where it was one
 * @returns the marks that were not there
 */
export async function saveMarks(
  tx: Tx,
  {
    posts,
    marks,
    now,
    watchId,
  }: { posts: readonly WrittenPost[]; marks: readonly Mark[]; now: Date; watchId?: string },
): Promise<NewMark[]> {
  if (posts.length === 0) return []
  const watchIds = marks.map((mark) => mark.watchId)
  const postIds = marks.map((mark) => mark.post.id)
  const dates = marks.map((mark) => mark.post.publishedAt)
  await sql`
    delete from post_match where post_id = any(${posts.map(({ id }) => id)}::uuid[])
      ${watchId === undefined ? sql`` : sql`and watch_id = ${watchId}::uuid`}
      and (watch_id, post_id) not in (select * from unnest(${watchIds}::uuid[], ${postIds}::uuid[]))`.execute(
    tx,
  )
  await sql`
    update post_match set is_readable = true where post_id = any(${posts.map(({ id }) => id)}::uuid[]) and not is_readable`.execute(
    tx,
  )
  if (marks.length === 0) return []
  const { rows } = await sql<NewMark>`
    insert into post_match (watch_id, post_id, published_at, matched_at, waits)
    select found.*, ${now}::timestamptz, post.taken_at is null and found.published_at > ${now}::timestamptz - ${NEWS_DAYS}::int * interval '1 day'
    from unnest(${watchIds}::uuid[], ${postIds}::uuid[], ${dates}::timestamptz[]) found (watch_id, post_id, published_at)
      join post on post.id = found.post_id
    on conflict do nothing returning watch_id as "watchId", post_id as "postId"`.execute(tx)
  await lookAfter(tx, postIds, now)
  return rows
}
