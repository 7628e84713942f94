import { sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { Source } from './source.ts'

/** A source in the list of staff. */
export type SourceLine = Omit<Source, 'etag' | 'last_modified' | 'body_hash' | 'address_key'> & {
  /** When its newest post was published. */
  readonly newestPostAt: Date | null
  /** Posts of each of the last weeks, the oldest first. */
  readonly weeks: readonly number[]
}

/** Sources in the register that everybody sees: a municipality reads along in hundreds of places at most. */
const MOST_SOURCES = 2000

/** Weeks of posts that are drawn. */
const DRAWN_WEEKS = 12
const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** The sources that are listened to: what fails or fell silent first, then by title. */
export async function listSources(db: Db, now: Date, page: PageRequest): Promise<Page<SourceLine>> {
  const [standing = '0', id = ''] = readCursor(page.after, ['number', 'uuid']) ?? []
  const rows = await withNewest(db)
    .where('stopped_at', 'is', null)
    .$if(id !== '', (query) =>
      query.where(
        sql<boolean>`(standing, title, id) > (${standing}::integer, (select title from source where id = ${id}), ${id}::uuid)`,
      ),
    )
    .orderBy('standing')
    .orderBy('title')
    .orderBy('id')
    .limit(page.size + 1)
    .execute()
  const { rows: shown, next } = pageOf(rows, page.size, (source) => [String(source.standing), source.id])
  return { rows: await drawWeeks(db, shown, now), next }
}

/** A source that is listened to. */
export async function findSource(db: Db, id: string, now: Date): Promise<SourceLine | undefined> {
  const found = await withNewest(db).where('stopped_at', 'is', null).where('id', '=', id).execute()
  return (await drawWeeks(db, found, now))[0]
}

function withNewest(db: Db) {
  return db
    .selectFrom('source')
    .selectAll()
    .select(({ selectFrom }) =>
      selectFrom('post')
        .select('post.published_at')
        .whereRef('post.source_id', '=', 'source.id')
        .orderBy('post.published_at', 'desc')
        .limit(1)
        .as('newestPostAt'),
    )
}

async function drawWeeks<Line extends { id: string }>(
  db: Db,
  sources: readonly Line[],
  now: Date,
): Promise<(Line & { weeks: number[] })[]> {
  const from = new Date(now.getTime() - DRAWN_WEEKS * WEEK_MS)
  const ids = sources.map(({ id }) => id)
  const { rows } = await sql<{ id: string; week: number; posts: number }>`
    select source_id as id, floor(extract(epoch from published_at - ${from}) / ${WEEK_MS / 1000})::int as week,
      count(*)::int as posts
    from post where source_id = any(${ids}::uuid[]) and published_at >= ${from} and published_at < ${now}
    group by 1, 2`.execute(db)
  const counts = new Map(rows.map(({ id, week, posts }) => [`${id} ${week}`, posts]))
  return sources.map((source) => ({
    ...source,
    weeks: Array.from({ length: DRAWN_WEEKS }, (_, week) => counts.get(`${source.id} ${week}`) ?? 0),
  }))
}

/** What a source cost and brought in the last thirty days. */
export interface SourceBalance {
  readonly fetches: number
  readonly unchanged: number
  readonly failed: number
  readonly bytes: number
  readonly posts: number
  /** Of these, marked by a watch; and counted in a dossier. */
  readonly matched: number
  readonly inputs: number
  /** Files that came in and are not understood yet, and since when the first of them waits. */
  readonly waiting: number
  readonly waitsSince: Date | null
  /** Until when its hub brings us its news. */
  readonly pushedUntil: Date | null
}

/** Adds up what a source cost and brought, and what of it is not understood yet. */
export async function weighSource(db: Db, id: string, now: Date): Promise<SourceBalance> {
  const from = new Date(now.getTime() - RECENT_MS)
  const { rows } = await sql<SourceBalance>`
    select cost.*, brought.*, waits.*, (
      select lease_until from source_push where source_id = ${id} and state = 'active' and lease_until > ${now}
    ) as "pushedUntil"
    from (
      select coalesce(sum(fetches), 0)::int as fetches, coalesce(sum(unchanged), 0)::int as unchanged,
        coalesce(sum(failed), 0)::int as failed, coalesce(sum(bytes), 0)::float8 as bytes
      from source_day where source_id = ${id} and day >= ${from}::date
    ) as cost,
    (
      select count(*)::int as posts,
        (count(*) filter (where exists (select from post_match where post_id = post.id)))::int as matched,
        (count(*) filter (where exists (select from post_input where post_id = post.id)))::int as inputs
      from post where source_id = ${id} and published_at >= ${from}
    ) as brought,
    (
      select count(*)::int as waiting, min(fetched_at) as "waitsSince"
      from source_raw where source_id = ${id} and understood_at is null
    ) as waits`.execute(db)
  const [balance] = rows
  if (!balance) throw new Error('sums without groups give one row')
  return balance
}

/** A source as the public register shows it. */
export type RegisteredSource = Pick<
  Source,
  'id' | 'kind' | 'title' | 'home' | 'address' | 'language' | 'purpose' | 'legal_basis' | 'added_at'
>

/** Where we read along, and why: for everybody. */
export async function listRegisteredSources(db: Db): Promise<RegisteredSource[]> {
  return db
    .selectFrom('source')
    .select(['id', 'kind', 'title', 'home', 'address', 'language', 'purpose', 'legal_basis', 'added_at'])
    .where('stopped_at', 'is', null)
    .orderBy('title')
    .orderBy('id')
    .limit(MOST_SOURCES)
    .execute()
}

/** How many sources work, of how many, and how many fell silent; for the head of a page. */
export async function countSources(db: Db): Promise<{ all: number; working: number; silent: number }> {
  return db
    .selectFrom('source')
    .select(({ fn }) => [
      fn.countAll<number>().as('all'),
      fn.countAll<number>().filterWhere('health', 'in', ['ok', 'degraded']).as('working'),
      fn.countAll<number>().filterWhere('silent_since', 'is not', null).as('silent'),
    ])
    .where('stopped_at', 'is', null)
    .executeTakeFirstOrThrow()
}

const RECENT_MS = 30 * 24 * 60 * 60 * 1000
