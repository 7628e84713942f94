import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { recordEvent } from '#platform/events'
import { addJob } from '#platform/jobs'
import { watchAdded, watchEnded } from '../listen.events.ts'
import { applyWatchJob } from '../listen.jobs.ts'
import type { WrittenPost } from '../posts/written-post.ts'
import { activate, lockWatches, saveMatches } from './watch.store.ts'
import type { NewWatch } from './watch.ts'
import { parseWatch, type WatchRefusal } from './watch-words.ts'

export type AddWatchOutcome =
  | { kind: 'added'; watchId: string }
  | { kind: 'refused'; refusal: WatchRefusal }
  | { kind: 'name-taken' }

/** Adds a watch. It marks what comes in from now on, and the posts of the last weeks shortly after. */
export async function addWatch(
  tx: Tx,
  watch: NewWatch,
  { by, now }: { by: string; now: Date },
): Promise<AddWatchOutcome> {
  const parsed = parseWatch(watch.query)
  if (parsed.kind === 'refused') return parsed
  await lockWatches(tx)
  const inserted = await tx
    .insertInto('watch')
    .values({
      id: newId(),
      name: watch.name,
      query: watch.query,
      purpose: watch.purpose,
      added_by: by,
      added_at: now,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return { kind: 'name-taken' }
  await addJob(tx, applyWatchJob, { watchId: inserted.id })
  await recordEvent(tx, { type: watchAdded, subject: inserted, dossierId: null, at: now })
  return { kind: 'added', watchId: inserted.id }
}

export type EndWatchOutcome = { kind: 'ended' } | { kind: 'not-found' }

/** Ends a watch: it marks nothing more, and its marks go. */
export async function endWatch(tx: Tx, watchId: string, now: Date): Promise<EndWatchOutcome> {
  const ended = await tx
    .updateTable('watch')
    .set({ ended_at: now })
    .where('id', '=', watchId)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!ended) return { kind: 'not-found' }
  await recordEvent(tx, { type: watchEnded, subject: ended, dossierId: null, at: now })
  await tx.deleteFrom('post_match').where('watch_id', '=', watchId).execute()
  return { kind: 'ended' }
}

const LOOK_BACK_MS = 30 * 24 * 60 * 60 * 1000
const BATCH = 500

/** Marks the posts of the last thirty days with a watch, a transaction per batch; may be repeated. */
export async function applyWatch(db: Db, watchId: string, now: Date): Promise<number> {
  let marked = 0
  let after: WrittenPost | undefined
  do {
    const batch = await db.transaction().execute((tx) => markBatch(tx, watchId, now, after))
    marked += batch.marked
    after = batch.last
  } while (after)
  return marked
}

async function markBatch(
  tx: Tx,
  watchId: string,
  now: Date,
  after: WrittenPost | undefined,
): Promise<{ marked: number; last: WrittenPost | undefined }> {
  const watch = await tx
    .selectFrom('watch')
    .select(['id', 'query'])
    .where('id', '=', watchId)
    .where('ended_at', 'is', null)
    .forShare()
    .executeTakeFirst()
  if (!watch) return { marked: 0, last: undefined }
  const posts = await tx
    .selectFrom('post')
    .select(['id', 'title', 'body', 'published_at as publishedAt'])
    .where('text_removed_at', 'is', null)
    .where('published_at', '>=', new Date(now.getTime() - LOOK_BACK_MS))
    .$if(after !== undefined, (query) =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('published_at', 'id'), '<', tuple(after?.publishedAt ?? now, after?.id ?? '')),
      ),
    )
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(BATCH)
    // An edit of one of these waits, and is matched by itself.
    .forShare()
    .execute()
  const marked = await saveMatches(tx, activate(watch.id, watch.query), posts, now)
  return { marked, last: posts.length === BATCH ? posts.at(-1) : undefined }
}
