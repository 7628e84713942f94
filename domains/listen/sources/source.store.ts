import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#db'
import { addDays } from '#platform/clock'
import { newId } from '#platform/db'
import { canonicalAddress } from '../feeds/canonical-address.ts'
import { healthAfter, nextTry } from './next-fetch.ts'
import { findSilence, SILENCE_DAYS } from './silence.ts'
import type { Source } from './source.ts'
import type { SourceProblem } from './source-problem.ts'

/** Locks a source that is listened to for the rest of the transaction: its fetches and posts go one at a time. */
export async function lockSource(tx: Tx, id: string): Promise<Source | undefined> {
  return tx
    .selectFrom('source')
    .selectAll()
    .where('id', '=', id)
    .where('stopped_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

export interface RawFile {
  readonly url: string
  readonly contentType: string
  /** The header Link, where one came. */
  readonly link: string | undefined
  readonly body: Uint8Array
  readonly fetchedAt: Date
}

/** Keeps a file as it came. */
export async function insertRaw(tx: Tx, sourceId: string, file: RawFile): Promise<string> {
  const id = newId()
  await tx
    .insertInto('source_raw')
    .values({
      id,
      source_id: sourceId,
      url: file.url,
      content_type: file.contentType,
      link: file.link ?? null,
      body: Buffer.from(file.body),
      fetched_at: file.fetchedAt,
    })
    .execute()
  return id
}

/** What a site may change in a file without saying anything new. */
const VOLATILE = /<lastBuildDate>[^<]*<\/lastBuildDate>/g

/** Tells files apart for sites that answer every question with the whole file. */
export function hashBody(body: Uint8Array): string {
  const said = Buffer.from(body).toString('latin1').replace(VOLATILE, '')
  return createHash('sha256').update(said, 'latin1').digest('base64url')
}

/** What the site said of its newest file, word for word: it is given back with the next question. */
export function cursorOf(headers: Readonly<Record<string, string>>): {
  etag: string | null
  last_modified: string | null
} {
  return { etag: headers.etag ?? null, last_modified: headers['last-modified'] ?? null }
}

/** Notes that it works, and whether it fell silent all the same: nothing fails where a site forgets its feed. */
export async function markGood(tx: Tx, id: string, at: Date): Promise<void> {
  const silent_since = await findSilentSince(tx, id, at)
  await tx
    .updateTable('source')
    .set({ health: 'ok', failures: 0, problem: null, last_good_at: at, silent_since })
    .where('id', '=', id)
    .execute()
}

/** The last day with posts of a source that is silent for longer than it ever is. */
async function findSilentSince(tx: Tx, sourceId: string, now: Date): Promise<string | null> {
  const today = now.toISOString().slice(0, 10)
  const from = addDays(today, 1 - SILENCE_DAYS)
  const day = sql<string>`to_char(published_at at time zone 'UTC', 'YYYY-MM-DD')`
  const days = await tx
    .selectFrom('post')
    .select(({ fn }) => [day.as('day'), fn.countAll<number>().as('posts')])
    .where('source_id', '=', sourceId)
    .where('published_at', '>=', new Date(from))
    .groupBy(day)
    .execute()
  const posts = new Map(days.map((one) => [one.day, one.posts]))
  const counts = Array.from({ length: SILENCE_DAYS }, (_, at) => posts.get(addDays(from, at)) ?? 0)
  const silent = findSilence(counts, now.getUTCDay())
  return silent === 0 ? null : addDays(today, -silent - 1)
}

/** Adds what one request cost to what its day did. */
export async function countFetch(
  tx: Tx,
  sourceId: string,
  { now, ...cost }: { now: Date; unchanged: number; failed: number; bytes: number },
): Promise<void> {
  await tx
    .insertInto('source_day')
    .values({ source_id: sourceId, day: now.toISOString().slice(0, 10), fetches: 1, ...cost })
    .onConflict((conflict) =>
      conflict.columns(['source_id', 'day']).doUpdateSet({
        fetches: sql`source_day.fetches + excluded.fetches`,
        unchanged: sql`source_day.unchanged + excluded.unchanged`,
        failed: sql`source_day.failed + excluded.failed`,
        bytes: sql`source_day.bytes + excluded.bytes`,
      }),
    )
    .execute()
}

/** Notes one more failure, and when to try again. */
export async function markFailed(
  tx: Tx,
  source: Source,
  failure: { problem: SourceProblem; now: Date; retryAfter?: Date | undefined },
): Promise<void> {
  const failures = source.failures + 1
  const { problem, now, retryAfter } = failure
  await tx
    .updateTable('source')
    .set({
      failures,
      problem,
      health: healthAfter(failures),
      last_tried_at: now,
      next_fetch_at: nextTry({ now, failures, retryAfter, random: spreadOf(source.id) }),
    })
    .where('id', '=', source.id)
    .execute()
}

/** A share between 0 and 1 that differs per source, from the random end of its key. */
function spreadOf(id: string): number {
  return Number.parseInt(id.slice(-4), 16) / 0xffff
}

/** A host that asks to be left alone is left alone by all sources that it serves. */
export async function silenceHost(tx: Tx, host: string, until: Date): Promise<void> {
  await tx
    .updateTable('source')
    .set({ next_fetch_at: until })
    .where('host', '=', host)
    .where('stopped_at', 'is', null)
    .where('next_fetch_at', '<', until)
    .execute()
}

/** Follows a lasting move, unless the new address is a source already. */
export async function moveSource(tx: Tx, id: string, address: string): Promise<void> {
  const key = canonicalAddress(address)
  await tx
    .updateTable('source')
    .set({ address, address_key: key, host: new URL(address).host })
    .where('id', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('source as other')
            .select('other.id')
            .where('other.address_key', '=', key)
            .where('other.id', '!=', id),
        ),
      ),
    )
    .execute()
}

/** When the newest posts of a source were published: its rate is learnt from these. */
export async function listPublished(tx: Tx, sourceId: string, limit: number): Promise<Date[]> {
  const posts = await tx
    .selectFrom('post')
    .select('published_at')
    .where('source_id', '=', sourceId)
    .orderBy('published_at', 'desc')
    .limit(limit)
    .execute()
  return posts.map((post) => post.published_at)
}
