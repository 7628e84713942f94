import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { PreparedSearch } from '#platform/search'
import type { Viewer } from '../conversations/inbox-pick.queries.ts'
import { mayRead } from '../privacy/may-read.ts'
import { type FoundConversation, showHits } from './show-hits.ts'

/** So many are counted. */
export const MOST_FOUND = 1000

/** What was found, the newest first; how much, on the first page: one more than `MOST_FOUND` stands for more. */
export type FoundPage = Page<FoundConversation> & { count: number | undefined }

type Asked = { search: PreparedSearch; viewer: Viewer }
type Hit = { id: string; at: Date }

/**
 * So many of the newest are looked at one by one: what stands in one of a hundred conversations is found among them. And so many are
 * counted, with one more that stands for all others.
 */
const BOUNDS = { lookedAt: 5000, counted: MOST_FOUND }
type Bounds = typeof BOUNDS

/**
 * Conversations in which all of it was said, newest words first, and what was said there. Who asked may be named by what is found,
 * never their address.
 *
 * What many conversations hold is found among the newest by reading these, for an index would give all of them to sort; what few
 * hold is found by the index. So neither a common word nor a rare one costs more than some thousands of rows.
 */
export async function findConversations(
  db: Db,
  { search, viewer }: Asked,
  { after, size }: PageRequest,
  bounds: Bounds = BOUNDS,
): Promise<FoundPage> {
  const cursor = readCursor(after, ['instant', 'uuid'])
  const isFirst = cursor === undefined
  const asked = { matches: matching(search, viewer), before: beforeCursor(cursor), size, bounds }
  const enough = isFirst ? Math.max(bounds.counted, size) : size
  const newest = await findEnoughNewest(db, asked, enough + 1)
  const { hits, count } =
    newest.length > enough
      ? { hits: newest, count: bounds.counted + 1 }
      : await byIndex(db, (tx) => findByIndex(tx, asked, newest))
  const page = pageOf(hits.slice(0, size + 1), size, ({ at, id }) => [at.toISOString(), id])
  const rows = await showHits(db, { search, viewer }, page.rows)
  return { rows, next: page.next, count: isFirst ? count : undefined }
}

type Conditions = {
  matches: RawBuilder<boolean>
  before: RawBuilder<boolean>
  size: number
  bounds: Bounds
}

function matching({ tsquery }: PreparedSearch, viewer: Viewer): RawBuilder<boolean> {
  return sql`words @@ ${tsquery}::tsquery and ${mayRead(viewer, 'subject_id')}`
}

function beforeCursor(cursor: string[] | undefined): RawBuilder<boolean> {
  if (!cursor) return sql`true`
  return sql`(at, conversation_id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)`
}

/**
 * As many as are wanted, where the newest hold many: a few times as many are looked at where that will give enough. Two words that are
 * common each are together often not common enough, and by the index they would cost the most of all.
 */
async function findEnoughNewest(db: Db, asked: Conditions, most: number): Promise<Hit[]> {
  const { bounds } = asked
  const hits = await findAmongNewest(db, asked, most)
  if (hits.length >= most || hits.length < bounds.lookedAt * COMMON) return hits
  const lookedAt = Math.ceil((bounds.lookedAt * most * WIDER) / hits.length)
  return findAmongNewest(db, { ...asked, bounds: { ...bounds, lookedAt } }, most)
}

/** What is in more than so many of those looked at is common. */
const COMMON = 0.05
/** What was said before may be somewhat less of it. */
const WIDER = 1.3

async function findAmongNewest(
  db: Db,
  { matches, before, bounds }: Conditions,
  most: number,
): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select conversation_id as id, at
    from (
      select conversation_id, at, words, subject_id from conversation_search where ${before}
      order by at desc, conversation_id desc limit ${bounds.lookedAt}
    ) as newest
    where ${matches}
    order by at desc, conversation_id desc limit ${most}`.execute(db)
  return rows
}

/**
 * All of few; where there are too many to count, the first of all of them.
 * @param newest  what is found among the newest, which is enough where it fills a page
 */
async function findByIndex(
  tx: Tx,
  { matches, before, size, bounds }: Conditions,
  newest: Hit[],
): Promise<{ hits: Hit[]; count: number }> {
  const { rows: some } = await sql<Hit>`
    select conversation_id as id, at from conversation_search where ${matches} and ${before}
    limit ${bounds.counted + 1}`.execute(tx)
  const count = some.length
  if (count <= bounds.counted) return { hits: some.sort(newestFirst), count }
  if (newest.length > size) return { hits: newest, count }
  const { rows: hits } = await sql<Hit>`
    select conversation_id as id, at from conversation_search where ${matches} and ${before}
    order by at desc, conversation_id desc limit ${size + 1}`.execute(tx)
  return { hits, count }
}

/** Has PostgreSQL go by the index of words: it takes what many hold to be everywhere, and would read on and on to where it is not. */
async function byIndex<Found>(db: Db, find: (tx: Tx) => Promise<Found>): Promise<Found> {
  return db.transaction().execute(async (tx) => {
    await sql`set local enable_seqscan = off; set local enable_indexscan = off`.execute(tx)
    return find(tx)
  })
}

function newestFirst(a: Hit, b: Hit): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : -1)
}

/** Whether something that was said is still being made ready for it. */
export async function findingIsStillMade(db: Db): Promise<boolean> {
  const unmade = db.selectFrom('conversation_unfound').select('conversation_id')
  return (await unmade.limit(1).executeTakeFirst()) !== undefined
}
