import type { Db, Tx } from '#db'
import { withdrawNamed, withoutKeptOut } from '../decency/wishes-of-feed.ts'
import type { FeedReader } from '../feeds/feed-reader.ts'
import type { NotAFeedReason, ParsedFeed } from '../feeds/parsed-feed.ts'
import { followHub } from '../push/follow-hub.ts'
import { lockSource, markFailed, markGood } from '../sources/source.store.ts'
import type { Source } from '../sources/source.ts'
import { holdWatches } from '../watches/watch-book.ts'
import { type StoredPosts, storePosts } from './post.store.ts'
import { identifyItems } from './post-identity.ts'

export type UnderstandOutcome =
  | ({ kind: 'understood' } & StoredPosts)
  | { kind: 'not-a-feed'; reason: string }
  | { kind: 'gone' }

/**
 * Makes posts of a file that came in, and marks them with the watches. Each post appears once however often this is
 * done, because a source's files are understood one at a time and posts are known by every name they ever had.
 */
export async function understandRaw(
  db: Db,
  reader: FeedReader,
  { rawId, now }: { rawId: string; now: Date },
): Promise<UnderstandOutcome> {
  const raw = await db.selectFrom('source_raw').selectAll().where('id', '=', rawId).executeTakeFirst()
  if (!raw) return { kind: 'gone' }
  const read = await reader.read({ bytes: raw.body, url: raw.url, contentType: raw.content_type })
  return db.transaction().execute(async (tx): Promise<UnderstandOutcome> => {
    const source = await lockSource(tx, raw.source_id)
    if (!source) return { kind: 'gone' }
    await tx.updateTable('source_raw').set({ understood_at: now }).where('id', '=', rawId).execute()
    if (read.kind === 'not-a-feed') return distrust(tx, source, read.reason, now)
    await learnOf(tx, source, read.feed)
    await followHub(tx, source.id, { raw, feed: read.feed })
    const watches = await holdWatches(db, tx)
    const { items, keptOut } = withoutKeptOut(read.feed, identifyItems(read.feed.items))
    const stored = await storePosts(tx, {
      source,
      items,
      language: read.feed.language,
      watches,
      seenAt: raw.fetched_at,
    })
    await withdrawNamed(tx, source.id, { keptOut, deleted: read.feed.deleted ?? [], now })
    await markGood(tx, source.id, raw.fetched_at)
    return { kind: 'understood', ...stored }
  })
}

/** Forgets the cursor as well: the next answer must be a whole file, not "the same as before". */
async function distrust(
  tx: Tx,
  source: Source,
  reason: NotAFeedReason,
  now: Date,
): Promise<UnderstandOutcome> {
  await markFailed(tx, source, { problem: `not-a-feed-${reason}`, now })
  await tx
    .updateTable('source')
    .set({ etag: null, last_modified: null, body_hash: null })
    .where('id', '=', source.id)
    .execute()
  return { kind: 'not-a-feed', reason }
}

async function learnOf(tx: Tx, source: Source, feed: ParsedFeed): Promise<void> {
  await tx
    .updateTable('source')
    .set({
      title: feed.title || source.title,
      home: feed.home ?? source.home,
      language: feed.language ?? source.language,
      ttl_minutes: feed.ttlMinutes ?? null,
    })
    .where('id', '=', source.id)
    .execute()
}
