import { type Kysely, sql } from 'kysely'
import { hasNoHolder, isOfARunner } from './locks.ts'

/** What waits for work, and whether anybody does it. */
export type JobsCondition = {
  /** Some worker lives, wherever it runs. */
  hasWorker: boolean
  /** Held for longer than a minute by workers that are gone. */
  held: number
  /** Due for longer than ten minutes, and free to be taken. */
  late: number
  /** Failed five times or more, and will be tried again much later, or never. */
  failing: number
  /** Under way for longer than any job should be, by a worker that lives. */
  long: number
}

const FAILS_OFTEN = 5
const UNDER_WAY_LONG = sql`interval '15 minutes'`

/** Looks for jobs that are stuck. */
export async function examineJobs<Schema>(db: Kysely<Schema>): Promise<JobsCondition> {
  const { rows } = await sql<JobsCondition>`
    select
      exists (select from pg_locks where ${sql.raw(isOfARunner)}) as "hasWorker",
      (
        select count(*)::int from graphile_worker._private_jobs held
        where locked_at < now() - interval '1 minute' and ${sql.raw(hasNoHolder)}
      ) as held,
      (
        select count(*)::int from graphile_worker._private_jobs
        where is_available and run_at < now() - interval '10 minutes'
      ) as late,
      (
        select count(*)::int from graphile_worker._private_jobs
        where attempts >= ${FAILS_OFTEN} and locked_at is null
      ) as failing,
      (
        select count(*)::int from graphile_worker._private_jobs held
        where locked_at < now() - ${UNDER_WAY_LONG} and not (${sql.raw(hasNoHolder)})
      ) as long`.execute(db)
  return rows[0] ?? { hasWorker: false, held: 0, late: 0, failing: 0, long: 0 }
}
