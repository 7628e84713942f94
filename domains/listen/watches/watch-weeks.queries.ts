import { sql } from 'kysely'
import type { Db } from '#db'

/** What watches marked in each of the last weeks of seven days, the oldest first, and how many posts all of them marked. */
export type WatchWeeks = {
  /** By the id of the watch. */
  counts: ReadonlyMap<string, readonly number[]>
  inAll: number
}

const WEEK_SECONDS = 7 * 24 * 60 * 60

/** Counts marks by when their posts were published; what was said to be not relevant is left out. */
export async function countMarksByWeek(
  db: Db,
  { watchIds, weeks, now }: { watchIds: readonly string[]; weeks: number; now: Date },
): Promise<WatchWeeks> {
  const since = new Date(now.getTime() - weeks * WEEK_SECONDS * 1000)
  const inTime = sql`not_relevant_at is null and published_at > ${since}::timestamptz and published_at <= ${now}::timestamptz`
  const [{ rows }, both] = await Promise.all([
    sql<{ watchId: string; ago: number; n: number }>`
      select watch_id as "watchId", floor(extract(epoch from ${now}::timestamptz - published_at) / ${WEEK_SECONDS})::integer as ago, count(*)::int as n
      from post_match where watch_id = any(${watchIds}::uuid[]) and ${inTime} group by watch_id, ago`.execute(
      db,
    ),
    sql<{ n: number }>`
      select count(*)::int as n from (
        select post_id from post_match where watch_id = any(${watchIds}::uuid[]) and ${inTime}
        group by post_id having count(*) = ${watchIds.length}
      ) shared`.execute(db),
  ])
  const counts = new Map(watchIds.map((id) => [id, Array.from({ length: weeks }, () => 0)]))
  for (const { watchId, ago, n } of rows) {
    const line = counts.get(watchId)
    if (line && ago < weeks) line[weeks - 1 - ago] = n
  }
  return { counts, inAll: both.rows[0]?.n ?? 0 }
}
