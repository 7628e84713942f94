import { sql } from 'kysely'
import type { Db } from '#db'

/**
 * Begins work beside a transaction that is still open, for tests of what waits for what. Comes back once the work is over,
 * or is one of so many in this database that wait for another transaction: either way what follows is not by chance.
 */
export async function begin<Result>(
  db: Db,
  work: () => Promise<Result>,
  waiting = 1,
): Promise<{ end: Promise<Result> }> {
  let isOver = false
  const end = work().finally(() => {
    isOver = true
  })
  // Who awaits the end hears of a failure; before that nobody can.
  end.catch(() => undefined)
  while (!isOver && (await countWaiting(db)) !== waiting) await new Promise((go) => setTimeout(go, 5))
  return { end }
}

async function countWaiting(db: Db): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`
    select count(*)::integer as waiting from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
  return rows[0]?.waiting ?? 0
}
