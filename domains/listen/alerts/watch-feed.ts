import type { Db } from '#db'
import type { Page } from '#platform/db'
import { listPosts, type PostLine } from '../posts/post.queries.ts'

/** What is read of a feed: of one watch, or of all that somebody follows. */
export type FeedRequest = { accountId: string; watchId: string | undefined; after: string | undefined }

/** A post of a feed, and when its words were last changed. */
export type FeedPost = PostLine & { updatedAt: Date }

export type WatchFeed = {
  /** The name of the watch; undefined where it is of all. */
  watch: string | undefined
  posts: Page<FeedPost>
}

/** As much as a program reads at once. */
const PAGE_SIZE = 50

/** What a feed holds, the newest first, with the marks that belong in it; undefined where the watch has ended. */
export async function findWatchFeed(
  db: Db,
  { accountId, watchId, after }: FeedRequest,
): Promise<WatchFeed | undefined> {
  const watch = watchId === undefined ? undefined : await findName(db, watchId)
  if (watchId !== undefined && watch === undefined) return undefined
  const filter = watchId === undefined ? { followedBy: accountId } : { watchId }
  const page = await listPosts(db, filter, { after, size: PAGE_SIZE })
  const edited = await listEdited(
    db,
    page.rows.map(({ id }) => id),
  )
  const rows = page.rows.map((post) => ({
    ...post,
    marks: watchId === undefined ? post.marks : post.marks.filter((mark) => mark.watchId === watchId),
    updatedAt: latest(post.published_at, edited.get(post.id)),
  }))
  return { watch, posts: { rows, next: page.next } }
}

async function findName(db: Db, watchId: string): Promise<string | undefined> {
  const watch = await db
    .selectFrom('watch')
    .select('name')
    .where('id', '=', watchId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return watch?.name
}

/** When the words of posts were last changed: first seen, where they never were. */
async function listEdited(db: Db, ids: readonly string[]): Promise<Map<string, Date>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('post').select(['id', 'text_since']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, row.text_since]))
}

function latest(one: Date, other: Date | undefined): Date {
  return other && other > one ? other : one
}
