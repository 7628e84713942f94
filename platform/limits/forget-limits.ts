import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#db'
import { defineJob } from '../jobs/index.ts'

/** Forgets counts that are over: clockwork, a few times an hour. */
export const forgetLimitsJob = defineJob('forget-limits', z.looseObject({}))

/**
 * Forgets who was counted, once it no longer limits them. By the clock of the database, which also counts: a worker
 * whose clock is ahead would let a guesser begin anew.
 * @returns how many counts went
 */
export async function forgetLimits(db: Db): Promise<number> {
  const { numAffectedRows } =
    await sql`delete from rate_limit where expire < extract(epoch from clock_timestamp()) * 1000`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
