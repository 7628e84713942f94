import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { growthOf, LEAST_WEEKS } from './growth.ts'

const WEEK_MS = 7 * 24 * 60 * 60 * 1000
/** This week, and those that it is compared with. */
const MOST_WEEKS = 9

/**
 * Counts what every watch found in each of the last weeks. Weeks before the first source was added are left out: there was nothing to
 * find yet. Reads the marks of nine weeks.
 */
export async function countFinds(tx: Tx, now: Date): Promise<void> {
  const weeks = await comparableWeeks(tx, now)
  const { rows } = await sql<{ watchId: string; counts: number[] }>`
    with counted as (
      select watch_id, floor(extract(epoch from ${now}::timestamptz - published_at) / ${WEEK_MS / 1000})::int as ago, count(*)::int as n
      from post_match where not_relevant_at is null and published_at <= ${now}::timestamptz
        and published_at > ${now}::timestamptz - ${weeks}::int * interval '7 days'
      group by 1, 2
    )
    select watch.id as "watchId", array_agg(coalesce(n, 0) order by week.ago desc) as counts
    from watch cross join generate_series(0, ${weeks}::int - 1) week (ago)
      left join counted on counted.watch_id = watch.id and counted.ago = week.ago
    where watch.ended_at is null group by watch.id`.execute(tx)
  await tx.deleteFrom('watch_weeks').execute()
  if (rows.length === 0) return
  const lines = rows.map(({ watchId, counts }) => ({
    ...{ watch_id: watchId, weeks: counts },
    growth: growthOf(counts) ?? null,
  }))
  await sql`insert into watch_weeks (watch_id, weeks, growth)
    select watch_id, weeks, growth from json_populate_recordset(null::watch_weeks, ${JSON.stringify(lines)}::json)`.execute(
    tx,
  )
}

async function comparableWeeks(db: Db, now: Date): Promise<number> {
  const { first } = await db
    .selectFrom('source')
    .select(({ fn }) => fn.min('added_at').as('first'))
    .executeTakeFirstOrThrow()
  const since = first === null ? 0 : Math.floor((now.getTime() - first.getTime()) / WEEK_MS)
  return Math.min(MOST_WEEKS, Math.max(1, since))
}

/** A watch that found more this week than in each week before. */
export type GrowingWatch = { id: string; name: string; weeks: number[] }

const MOST_GROWING = 4

/** What grows, that which grows most first; and whether there were enough weeks to tell. */
export async function listGrowing(db: Db): Promise<{ watches: GrowingWatch[]; isTold: boolean }> {
  const [watches, any] = await Promise.all([
    db
      .selectFrom('watch_weeks')
      .innerJoin('watch', 'watch.id', 'watch_weeks.watch_id')
      .select(['watch.id', 'watch.name', 'watch_weeks.weeks'])
      .where('watch_weeks.growth', 'is not', null)
      .where('watch.ended_at', 'is', null)
      .orderBy('watch_weeks.growth', 'desc')
      .orderBy('watch_weeks.watch_id')
      .limit(MOST_GROWING)
      .execute(),
    db
      .selectFrom('watch_weeks')
      .select(sql<number>`cardinality(weeks)`.as('weeks'))
      .limit(1)
      .executeTakeFirst(),
  ])
  return { watches, isTold: (any?.weeks ?? 0) > LEAST_WEEKS }
}
