import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Tx } from '#db'
import type { WrittenPost } from '../posts/written-post.ts'
import { findMatches, parseWatch, type Span, type WordWatch, wordsOf } from './watch-words.ts'

/** A watch in force, ready to match. */
export interface ActiveWatch {
  readonly id: string
  readonly words: WordWatch
}

/** The number has no meaning but must never change. */
const WATCHES_LOCK = 7_350_301

/**
 * Reads the watches in force, and holds them until the transaction ends: a watch that is added meanwhile waits, and
 * then finds these posts when it looks back. So no post falls between the two.
 */
export async function holdWatches(tx: Tx): Promise<ActiveWatch[]> {
  await sql`select pg_advisory_xact_lock_shared(${WATCHES_LOCK})`.execute(tx)
  const watches = await tx.selectFrom('watch').select(['id', 'query']).where('ended_at', 'is', null).execute()
  return watches.flatMap(({ id, query }) => activate(id, query))
}

/** Waits for whoever reads the watches now; whoever comes after sees the change. */
export async function lockWatches(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${WATCHES_LOCK})`.execute(tx)
}

/** A stored query was read once already; one that an older version took, and that this one refuses, matches nothing. */
export function activate(id: string, query: string): ActiveWatch[] {
  const parsed = parseWatch(query)
  return parsed.kind === 'parsed' ? [{ id, words: parsed.watch }] : []
}

/** More marks than this in one text say nothing more. */
const MOST_SPANS = 50

/** A statement takes 65,535 values at most. */
const INSERTED_AT_ONCE = 1000

/** Marks posts with the watches that match them, in place of what earlier versions of their text matched. */
export async function saveMatches(
  tx: Tx,
  watches: readonly ActiveWatch[],
  posts: readonly WrittenPost[],
  now: Date,
): Promise<number> {
  if (posts.length === 0 || watches.length === 0) return 0
  await tx
    .deleteFrom('post_match')
    .where(sql<boolean>`post_id = any(${posts.map((post) => post.id)}::uuid[])`)
    .where(sql<boolean>`watch_id = any(${watches.map((watch) => watch.id)}::uuid[])`)
    .execute()
  const matches = []
  for (const post of posts) matches.push(...(await matchPost(watches, post, now)))
  for (let at = 0; at < matches.length; at += INSERTED_AT_ONCE)
    await tx
      .insertInto('post_match')
      .values(matches.slice(at, at + INSERTED_AT_ONCE))
      .execute()
  return matches.length
}

/** A long post and many watches take seconds together; pages are served in between. */
async function matchPost(watches: readonly ActiveWatch[], post: WrittenPost, now: Date) {
  const [titleWords, bodyWords] = [wordsOf(post.title), wordsOf(post.body)]
  const matches = []
  for (const watch of watches) {
    await nextTurn()
    const title = findMatches(watch.words, titleWords)
    const body = findMatches(watch.words, bodyWords)
    if (title.length + body.length === 0) continue
    matches.push({
      watch_id: watch.id,
      post_id: post.id,
      published_at: post.publishedAt,
      title_spans: flatten(title),
      body_spans: flatten(body),
      matched_at: now,
    })
  }
  return matches
}

function flatten(spans: readonly Span[]): number[] {
  return spans.slice(0, MOST_SPANS).flatMap(({ start, end }) => [start, end])
}
