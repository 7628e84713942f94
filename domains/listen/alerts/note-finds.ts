import { sql } from 'kysely'
import type { Tx } from '#db'
import type { WrittenPost } from '../posts/written-post.ts'
import type { Source } from '../sources/source.ts'
import type { NewMark } from '../watches/watch.store.ts'

/** What was published longer before we first saw it is archive, not news. */
const NEWS_DAYS = 7
const DAY_MS = 24 * 60 * 60 * 1000

type Came = {
  added: readonly WrittenPost[]
  /** The marks that were not there before. */
  fresh: readonly NewMark[]
  batch: { source: Pick<Source, 'added_at'>; seenAt: Date }
}

/**
 * Notes what watches found as it came in, once for each watch and post, and who is to be told: in the transaction that stores the
 * posts. What a source brings as we begin to read it, or from long ago, is no news.
 */
export async function noteFinds(tx: Tx, { added, fresh, batch: { source, seenAt } }: Came): Promise<void> {
  const since = new Date(seenAt.getTime() - NEWS_DAYS * DAY_MS)
  const isFirst = seenAt <= source.added_at
  const archive = new Set(
    added.filter(({ publishedAt }) => isFirst || publishedAt < since).map(({ id }) => id),
  )
  const news = fresh.filter(({ postId }) => !archive.has(postId))
  if (news.length === 0) return
  const watchIds = news.map(({ watchId }) => watchId)
  const postIds = news.map(({ postId }) => postId)
  await sql`
    with find as (
      insert into watch_find (watch_id, post_id, found_at)
      select found.*, ${seenAt}::timestamptz from unnest(${watchIds}::uuid[], ${postIds}::uuid[]) found
      on conflict do nothing returning watch_id, post_id, found_at
    ), follow as (
      -- Whoever stops following meanwhile is left out.
      select account_id, watch_id from watch_follow where watch_id = any(${watchIds}::uuid[])
      order by watch_id, account_id for key share
    )
    insert into watch_news (account_id, watch_id, post_id, found_at)
    select follow.account_id, find.watch_id, find.post_id, find.found_at from find join follow using (watch_id)`.execute(
    tx,
  )
}
