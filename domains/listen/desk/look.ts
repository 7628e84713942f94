import { sql } from 'kysely'
import type { Db } from '#db'

const MINUTE_MS = 60_000
/** Whoever comes back within this time goes on with the same look: what was new to them stays so. */
const PAUSE_MS = 30 * MINUTE_MS
/** What is new to whoever looks for the first time. */
const FIRST_MS = 7 * 24 * 60 * MINUTE_MS

/** Notes that somebody looks at the desk, and says since when what was found is new to them. Written once a minute at most. */
export async function lookAtDesk(
  db: Db,
  { accountId, now }: { accountId: string; now: Date },
): Promise<Date> {
  const before = await db
    .selectFrom('listen_look')
    .select(['looked_at', 'new_since'])
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  const newSince = newSinceOf(before, now)
  if (before && now.getTime() - before.looked_at.getTime() < MINUTE_MS) return newSince
  await sql`
    insert into listen_look (account_id, looked_at, new_since) values (${accountId}, ${now}, ${newSince})
    on conflict (account_id) do update set looked_at = excluded.looked_at, new_since = excluded.new_since
    where listen_look.looked_at < excluded.looked_at`.execute(db)
  return newSince
}

/** Since when something is new to somebody, by how they looked before. */
export function newSinceOf(before: { looked_at: Date; new_since: Date } | undefined, now: Date): Date {
  if (!before) return new Date(now.getTime() - FIRST_MS)
  return now.getTime() - before.looked_at.getTime() > PAUSE_MS ? before.looked_at : before.new_since
}
