import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { type FindsOf, type PostKeyAt, watchesOf } from '../desk/waiting.queries.ts'

/** What people ask in public, counted over seven days and the seven before. */
export type AskedLine = {
  readonly id: string
  /** As the first of them wrote it. */
  readonly words: string
  readonly language: string
  /** Sources in which it was asked in the last seven days; at least one. */
  readonly sources: number
  readonly posts: number
  readonly postsBefore: number
  /** Posts in each of the last weeks of seven days, the oldest first. */
  readonly weeks: readonly number[]
}

type Counted = Omit<AskedLine, 'weeks'>
type AskedKey = { sources: number; posts: number; id: string }

/** Weeks that are drawn. */
const WEEKS = 9
const WEEK_SECONDS = 7 * 24 * 60 * 60

/**
 * What was asked in the last seven days in posts that watches found, by one of them or for a dossier: that which was asked in most places
 * first, then most often.
 */
export async function listAsked(
  db: Db,
  of: FindsOf,
  { now, ...page }: PageRequest & { now: Date },
): Promise<Page<AskedLine>> {
  const cursor = readCursor(page.after, ['number', 'number', 'uuid'])
  const after = cursor && { sources: Number(cursor[0]), posts: Number(cursor[1]), id: cursor[2] ?? '' }
  const { rows } = await selectAsked(of, { now, after, size: page.size }).execute(db)
  const { rows: lines, next } = pageOf(rows, page.size, ({ sources, posts, id }) => [
    String(sources),
    String(posts),
    id,
  ])
  const weeks = await countWeeks(
    db,
    of,
    lines.map(({ id }) => id),
    now,
  )
  const none = Array.from({ length: WEEKS }, () => 0)
  return { rows: lines.map((line) => ({ ...line, weeks: weeks.get(line.id) ?? none })), next }
}

/** Posts that count: those that a watch of these found, and nobody said not to be relevant to it. */
function isFound(of: FindsOf): RawBuilder<boolean> {
  const watches = watchesOf(of)
  return sql<boolean>`exists (
    select from post_match hit where hit.post_id = asked.post_id and hit.not_relevant_at is null
    ${watches ? sql`and hit.watch_id in (${watches})` : sql``}
  )`
}

/** Apart, so that its plan can be looked at: reads what was asked in fourteen days. */
export function selectAsked(
  of: FindsOf,
  { now, after, size }: { now: Date; after?: AskedKey | undefined; size: number },
): RawBuilder<Counted> {
  const isNow = sql`heard.published_at > ${now}::timestamptz - interval '7 days'`
  return sql<Counted>`
    with counted as (
      select asked_id, count(distinct source_id) filter (where ${isNow})::int as sources,
        count(*) filter (where ${isNow})::int as posts, count(*) filter (where not ${isNow})::int as "postsBefore"
      from (
        select asked_id, source_id, published_at from asked
        where published_at > ${now}::timestamptz - interval '14 days' and published_at <= ${now}::timestamptz and ${isFound(of)}
      ) heard group by asked_id
    )
    select lead.asked_id as id, lead.words, lead.language, sources, posts, "postsBefore"
    from counted join asked lead on lead.asked_id = counted.asked_id and lead.leads
    where posts > 0 ${
      after
        ? sql`and (sources, posts, counted.asked_id) < (${after.sources}::int, ${after.posts}::int, ${after.id}::uuid)`
        : sql``
    }
    order by sources desc, posts desc, counted.asked_id desc limit ${size + 1}`
}

async function countWeeks(
  db: Db,
  of: FindsOf,
  askedIds: readonly string[],
  now: Date,
): Promise<Map<string, number[]>> {
  if (askedIds.length === 0) return new Map()
  const { rows } = await sql<{ id: string; ago: number; posts: number }>`
    select asked_id as id, floor(extract(epoch from ${now}::timestamptz - published_at) / ${WEEK_SECONDS}::int)::int as ago, count(*)::int as posts
    from asked where asked_id = any(${[...askedIds]}::uuid[]) and published_at <= ${now}::timestamptz
      and published_at > ${now}::timestamptz - ${WEEKS}::int * interval '7 days' and ${isFound(of)}
    group by 1, 2`.execute(db)
  const weeks = new Map(askedIds.map((id) => [id, Array.from({ length: WEEKS }, () => 0)]))
  for (const { id, ago, posts } of rows) weeks.get(id)?.splice(WEEKS - 1 - ago, 1, posts)
  return weeks
}

/** A question by its id; undefined where nothing is left of its words. */
export async function findAsked(
  db: Db,
  id: string,
): Promise<{ id: string; words: string; language: string } | undefined> {
  return db
    .selectFrom('asked')
    .select(['asked_id as id', 'words', 'language'])
    .where('asked_id', '=', id)
    .where('leads', '=', true)
    .executeTakeFirst()
}

/** Posts that ask it, the newest first, of those that can still be read. */
export function selectAskedPosts(
  { askedId, ...of }: FindsOf & { askedId: string },
  { after, size }: { after?: { at: Date; id: string } | undefined; size: number },
): RawBuilder<PostKeyAt> {
  const before = after
    ? sql`and (published_at, post_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
    : sql``
  return sql<PostKeyAt>`
    select published_at as at, post_id as id from asked
    where asked_id = ${askedId}::uuid and words <> '' and ${isFound(of)} ${before}
    order by published_at desc, post_id desc limit ${size + 1}`
}

/** In which words each of these posts asks it. */
export async function findWordsOf(
  db: Db,
  askedId: string,
  postIds: readonly string[],
): Promise<Map<string, string>> {
  if (postIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('asked')
    .select(['post_id as id', 'words'])
    .where('asked_id', '=', askedId)
    .where('post_id', 'in', postIds)
    .execute()
  return new Map(rows.map(({ id, words }) => [id, words]))
}
