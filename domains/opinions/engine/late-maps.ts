import { sql } from 'kysely'
import type { Db } from '#db'
import { clusterHere, unreadFrom } from './engine.store.ts'

/** A map is made a second behind; after this it is not coming by itself. */
const LATE_AFTER_MS = 60_000

/**
 * Counts open dialogues whose newest map lacks a vote of over a minute ago: no worker makes maps, the map was made on
 * another cluster, as after a restore, or a transaction that does not end keeps the engine from reading on. One look
 * into the index for each dialogue.
 */
export async function countLateMaps(db: Db, now: Date): Promise<number> {
  const before = new Date(now.getTime() - LATE_AFTER_MS)
  const { rows } = await sql<{ late: number }>`
    select count(*)::integer as late
    from dialogue
    cross join (${clusterHere}) as here
    left join lateral (
      select cluster, through_transaction from opinion_snapshot
      where dialogue_id = dialogue.id order by version desc limit 1
    ) as made on true
    cross join lateral (
      select voted_at from vote_history
      where dialogue_id = dialogue.id
        and transaction >= ${unreadFrom}
      order by dialogue_id, transaction limit 1
    ) as unknown
    where dialogue.state = 'open' and unknown.voted_at < ${before}::timestamptz`.execute(db)
  return rows[0]?.late ?? 0
}

/** A transaction that holds up the maps of all dialogues, since it may still bring an earlier vote. */
export type LongTransaction = { database: string; process: number; since: Date }

/** Finds the oldest transaction of the whole server that writes, where it began longer ago than maps may be late. */
export async function findLongTransaction(
  db: Db,
  longerThanMs = LATE_AFTER_MS,
): Promise<LongTransaction | undefined> {
  const { rows } = await sql<LongTransaction>`
    select datname as database, pid as process, xact_start as since from pg_stat_activity
    where backend_xid is not null and xact_start < clock_timestamp() - make_interval(secs => ${longerThanMs / 1000})
    order by xact_start limit 1`.execute(db)
  return rows[0]
}
