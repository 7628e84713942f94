import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { addJob } from '#platform/jobs'
import { keepAreas } from '../areas/post-area.store.ts'
import { holdPlaces, type PlaceBook } from '../areas/post-areas.ts'
import { readFoundJob } from '../listen.jobs.ts'
import { keepQuestions } from './asked.store.ts'
import { readQuestions } from './asked-question.ts'

/** A job reads as many posts. */
const MOST_AT_ONCE = 100

/** Has posts read that a watch found just now, or that say something else than when one did. */
export async function readLater(tx: Tx, postIds: readonly string[]): Promise<void> {
  const ids = [...new Set(postIds)]
  for (let at = 0; at < ids.length; at += MOST_AT_ONCE)
    await addJob(tx, readFoundJob, { postIds: ids.slice(at, at + MOST_AT_ONCE) })
}

/**
 * Notes what posts ask that a watch found, and which areas they are about, each in a transaction of its own; may be repeated, and at once. One that changes meanwhile is read
 * again by the job that the change adds.
 */
export async function readFound(db: Db, postIds: readonly string[], now: Date): Promise<void> {
  const places = await holdPlaces(db, now)
  for (const id of await listToRead(db, places, postIds))
    await db.transaction().execute((tx) => readOne(tx, places, id))
}

/** Those that ask something or name a place, or did. */
async function listToRead(db: Db, places: PlaceBook, postIds: readonly string[]): Promise<string[]> {
  if (postIds.length === 0) return []
  const posts = await db
    .selectFrom('post')
    .select(['id', 'title', 'html', 'body', 'language'])
    .select(
      sql<boolean>`exists (select from asked where post_id = post.id) or exists (select from post_area where post_id = post.id)`.as(
        'wasRead',
      ),
    )
    .where('id', 'in', postIds)
    .where('text_removed_at', 'is', null)
    .where(sql<boolean>`exists (select from post_match where post_id = post.id)`)
    .orderBy('published_at')
    .orderBy('id')
    .execute()
  const saysAny = (post: (typeof posts)[number]) =>
    post.wasRead || readQuestions(post).length > 0 || places.names(textOf(post))
  return posts.filter(saysAny).map(({ id }) => id)
}

function textOf({ title, body }: { title: string; body: string }): string {
  return `${title}\n${body}`
}

async function readOne(tx: Tx, places: PlaceBook, id: string): Promise<void> {
  const post = await tx
    .selectFrom('post')
    .select(['id', 'title', 'html', 'body', 'language', 'source_id', 'published_at'])
    .where('id', '=', id)
    .where('text_removed_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (!post) return
  await keepAreas(tx, post, await places.areasOf(tx, textOf(post)))
  await keepQuestions(tx, post, readQuestions(post))
}
