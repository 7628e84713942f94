import { type Kysely, sql } from 'kysely'
import type { z } from 'zod'

/** A kind of work that is done later: its name, and the shape of what it carries (ids only, never personal data). */
export type Job<Payload> = { name: string; payload: z.ZodType<Payload> }

export type AddJobOptions = {
  /** Two waiting jobs with one key are one job: the later one, unless the earlier is kept. */
  key?: string
  /**
   * Leaves a job with the same key that waits as it is, so that one that failed is tried again later each time, whatever is
   * added meanwhile. It does not begin before this transaction is committed.
   */
  keepsWaiting?: boolean
  /** Jobs of one queue run one after the other. */
  queue?: string
  runAt?: Date
  maxAttempts?: number
}

/** Names a kind of job, once, beside the use case that adds it. */
export function defineJob<Payload>(name: string, payload: z.ZodType<Payload>): Job<Payload> {
  return { name, payload }
}

/** A job of a list that is added at once. */
export type JobToAdd<Payload> = AddJobOptions & { payload: Payload }

/**
 * Adds a job in the transaction that causes it: it runs when that is committed, and never when it is not.
 * A failed job is tried again, later each time, `maxAttempts` times (25 unless told).
 */
export async function addJob<Schema, Payload>(
  tx: Kysely<Schema>,
  job: Job<Payload>,
  payload: Payload,
  options: AddJobOptions = {},
): Promise<void> {
  await addJobs(tx, job, [{ ...options, payload }])
}

/** Adds many jobs of one kind, each as `addJob` would, in one statement. */
export async function addJobs<Schema, Payload>(
  tx: Kysely<Schema>,
  job: Job<Payload>,
  jobs: readonly JobToAdd<Payload>[],
): Promise<void> {
  if (jobs.length === 0) return
  const payloads = jobs.map(({ payload }) => JSON.stringify(job.payload.parse(payload)))
  await sql`with wanted as materialized (
    select * from unnest(
      ${payloads}::text[],
      ${jobs.map(({ key }) => key ?? null)}::text[],
      ${jobs.map(({ keepsWaiting = false }) => keepsWaiting)}::boolean[],
      ${jobs.map(({ queue }) => queue ?? null)}::text[],
      ${jobs.map(({ runAt }) => runAt ?? null)}::timestamptz[],
      ${jobs.map(({ maxAttempts = 25 }) => maxAttempts)}::integer[]
    ) with ordinality as wanted (payload, key, keeps_waiting, queue, run_at, max_attempts, place)
  ), waiting as materialized (
    select key from graphile_worker._private_jobs
    where key = any(array(select key from wanted where keeps_waiting)) and is_available
    order by key for update
  )
  select graphile_worker.add_job(
    ${job.name}::text,
    payload := payload::json,
    queue_name := queue,
    run_at := run_at,
    max_attempts := max_attempts,
    job_key := key
  )
  from wanted where not (keeps_waiting and exists (select from waiting where waiting.key = wanted.key))
  order by place`.execute(tx)
}
