import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import type { FactState, FactVerdict } from './fact.ts'
import type { FactWriter } from './write-fact.ts'

/** A post and the sheet that is about what it says. */
export type FactOfPost = { sheetId: string; postId: string }

/** Says that a post claims what a sheet is about; saying it again changes nothing. */
export async function linkPost(
  tx: Tx,
  { sheetId, postId }: FactOfPost,
  { by, now }: FactWriter,
): Promise<{ kind: 'linked' | 'not-found' }> {
  const sheet = tx.selectFrom('fact_sheet').select('id').where('id', '=', sheetId).forShare()
  const post = tx
    .selectFrom('post')
    .select('id')
    .where('id', '=', postId)
    .where('text_removed_at', 'is', null)
    .forShare()
  if (!(await sheet.executeTakeFirst()) || !(await post.executeTakeFirst())) return { kind: 'not-found' }
  await tx
    .insertInto('fact_post')
    .values({ sheet_id: sheetId, post_id: postId, by_account: by, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return { kind: 'linked' }
}

/** Takes back that a post claims it. */
export async function unlinkPost(tx: Tx, { sheetId, postId }: FactOfPost): Promise<void> {
  await tx.deleteFrom('fact_post').where('sheet_id', '=', sheetId).where('post_id', '=', postId).execute()
}

/** A sheet that a post is linked to. */
export type LinkedFact = {
  id: string
  number: number | null
  language: string
  claim: string
  verdict: FactVerdict
  state: FactState
}

/** The sheets about what a post says, by what is public of them or else their newest text. */
export async function listFactsOfPost(db: Db, postId: string, reader: Reader): Promise<LinkedFact[]> {
  const { rows } = await sql<LinkedFact>`
    select sheet.id, sheet.number, sheet.language, v.claim, v.verdict, sheet.state
    from fact_post link
    join fact_sheet sheet on sheet.id = link.sheet_id
    join fact_version v on v.sheet_id = sheet.id and v.version = coalesce(sheet.public_version, sheet.last_version)
    where link.post_id = ${postId}::uuid and ${mayRead(reader, 'v.subject_id')}
    order by link.at desc, sheet.id limit 20`.execute(db)
  return rows
}

/** A post that claims what a sheet is about, without who wrote it. */
export type FactPostLine = {
  id: string
  /** Empty where its text is no longer kept, and where it never had one. */
  title: string
  source: string
  url: string | null
  language: string | null
  publishedAt: Date
  linkedAt: Date
  /** Its text is no longer kept: it has no page any more, and counts. */
  isGone: boolean
}

/** The posts of a sheet, what was linked last first. */
export async function listPostsOfFact(
  db: Db,
  sheetId: string,
  { after, size }: PageRequest,
): Promise<Page<FactPostLine>> {
  const cursor = readCursor(after, ['instant', 'uuid'])
  const { rows } = await sql<FactPostLine>`
    select post.id, post.title, source.title as source, post.url, post.language, post.published_at as "publishedAt",
      link.at as "linkedAt", post.text_removed_at is not null as "isGone"
    from fact_post link join post on post.id = link.post_id join source on source.id = post.source_id
    where link.sheet_id = ${sheetId}::uuid
      ${cursor ? sql`and (link.at, link.post_id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by link.at desc, link.post_id desc limit ${size + 1}`.execute(db)
  return pageOf(rows, size, ({ linkedAt, id }) => [linkedAt.toISOString(), id])
}

/** How often it was said: in each week, which begins on a Monday, and on the whole. */
export type FactCounts = { weeks: { from: string; posts: number }[]; posts: number; sources: number }

/** So many weeks are drawn. */
const WEEKS = 12

/** Counts the posts of a sheet in the weeks in which they were published, up to the one of today. Gone texts count. */
export async function countPostsOfFact(
  db: Db,
  sheetId: string,
  { today, timeZone }: { today: string; timeZone: string },
): Promise<FactCounts> {
  const { rows } = await sql<{ from: string; posts: number }>`
    select to_char(week.day, 'YYYY-MM-DD') as from, count(said.day)::integer as posts
    from generate_series(
      date_trunc('week', ${today}::timestamp) - ${WEEKS - 1} * interval '1 week', date_trunc('week', ${today}::timestamp),
      interval '1 week'
    ) as week (day)
    left join (
      select date_trunc('week', post.published_at at time zone ${timeZone}) as day
      from fact_post link join post on post.id = link.post_id where link.sheet_id = ${sheetId}::uuid
    ) said on said.day = week.day
    group by week.day order by week.day`.execute(db)
  const whole = await db
    .selectFrom('fact_post')
    .innerJoin('post', 'post.id', 'fact_post.post_id')
    .select((eb) => eb.fn.countAll<number>().as('posts'))
    .select((eb) => eb.fn.count<number>('post.source_id').distinct().as('sources'))
    .where('fact_post.sheet_id', '=', sheetId)
    .executeTakeFirstOrThrow()
  return { weeks: rows, ...whole }
}
