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
  /** Failed twice or more, or was broken off, by name: once can be a connection that broke. */
  failing: FailingJobs[]
  /** Under way for longer than any job should be, by a worker that lives. */
  long: number
}

/** Jobs of one name that fail. */
export type FailingJobs = {
  name: string
  jobs: number
  /** How often the one was tried that was tried most. */
  tries: number
  /** How many of them are not tried again. */
  givenUp: number
}

const FAILS = 2
const UNDER_WAY_LONG = sql`interval '15 minutes'`

/** Looks for jobs that are stuck. */
export async function examineJobs<Schema>(db: Kysely<Schema>): Promise<JobsCondition> {
  const failing = await listFailingJobs(db)
  const { rows } = await sql<Omit<JobsCondition, 'failing'>>`
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
        select count(*)::int from graphile_worker._private_jobs held
        where locked_at < now() - ${UNDER_WAY_LONG} and not (${sql.raw(hasNoHolder)})
      ) as long`.execute(db)
  return { ...(rows[0] ?? { hasWorker: false, held: 0, late: 0, long: 0 }), failing }
}

/** The name of a job says what was to be done. What its error says can hold what somebody typed: that is in the log alone. */
export async function listFailingJobs<Schema>(db: Kysely<Schema>): Promise<FailingJobs[]> {
  const { rows } = await sql<FailingJobs>`
    select task.identifier as name, count(*)::int as jobs, max(job.attempts)::int as tries,
      (count(*) filter (where job.attempts >= job.max_attempts))::int as "givenUp"
    from graphile_worker._private_jobs job
    join graphile_worker._private_tasks task on task.id = job.task_id
    where job.attempts >= ${FAILS} and job.locked_at is null
    group by task.identifier
    order by jobs desc, name
    limit 50`.execute(db)
  return rows
}
