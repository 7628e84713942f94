import { Matcher, type Query } from '#cores/watch'
import type { Db, Tx } from '#db'
import { readLater } from '../asked/read-found.ts'
import { selectWritten, type WrittenPost } from '../posts/written-post.ts'
import { saveMarks } from './watch.store.ts'
import { holdWatches, type Mark } from './watch-book.ts'
import { asMatched, stemLanguageOf, stemmers } from './watch-query.ts'

const BATCH = 500

/** Marks the posts that are there with a watch, a transaction per batch, the newest first; may be repeated. */
export async function applyWatch(db: Db, watchId: string, now: Date): Promise<number> {
  let marked = 0
  let after: WrittenPost | undefined
  do {
    const batch = await db.transaction().execute((tx) => markBatch({ db, tx }, watchId, now, after))
    marked += batch.marked
    after = batch.last
  } while (after)
  return marked
}

async function markBatch(
  { db, tx }: { db: Db; tx: Tx },
  watchId: string,
  now: Date,
  after: WrittenPost | undefined,
): Promise<{ marked: number; last: WrittenPost | undefined }> {
  const query = (await holdWatches(db, tx)).queryOf(watchId)
  if (!query) return { marked: 0, last: undefined }
  const posts = await selectWritten(tx)
    .$if(after !== undefined, (posts) =>
      posts.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('post.published_at', 'post.id'), '<', tuple(after?.publishedAt ?? now, after?.id ?? '')),
      ),
    )
    .orderBy('post.published_at', 'desc')
    .orderBy('post.id', 'desc')
    .limit(BATCH)
    // An edit of one of these waits, and is matched by itself.
    .forShare('post')
    .execute()
  const marks = matchOne(query, posts).map((post): Mark => ({ watchId, post }))
  const fresh = await saveMarks(tx, { watchId, posts, marks, now })
  await readLater(
    tx,
    fresh.map(({ postId }) => postId),
  )
  return { marked: marks.length, last: posts.length === BATCH ? posts.at(-1) : undefined }
}

/** The posts that a query matches. */
export function matchOne(query: Query, posts: readonly WrittenPost[]): WrittenPost[] {
  const matched: WrittenPost[] = []
  for (const [language, written] of Map.groupBy(posts, (post) => stemLanguageOf(post.language))) {
    const matcher = new Matcher(stemmers[language])
    matcher.add(0, query)
    matcher.match(written.map(asMatched), (at) => {
      const post = written[at]
      if (post) matched.push(post)
    })
  }
  return matched
}
