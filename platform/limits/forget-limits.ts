import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#db'
import { defineJob } from '../jobs/index.ts'

/** Forgets counts that are over: clockwork, a few times an hour. */
export const forgetLimitsJob = defineJob('forget-limits', z.looseObject({}))

/**
 * Forgets who was counted, once it no longer limits them.
 * @returns how many counts went
 */
export async function forgetLimits(db: Db, now: Date): Promise<number> {
  const { numAffectedRows } =
    await sql`delete from rate_limit where expire < ${now.getTime()}::bigint`.execute(db)
  return Number(numAffectedRows ?? 0n)
}
