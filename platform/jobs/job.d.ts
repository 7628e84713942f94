import { type Kysely } from 'kysely'
import type { z } from 'zod'
/** A kind of work that is done later: its name, and the shape of what it carries (ids only, never personal data). */
export type Job<Payload> = {
  name: string
  payload: z.ZodType<Payload>
}
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
export declare function defineJob<Payload>(name: string, payload: z.ZodType<Payload>): Job<Payload>
/**
 * Adds a job in the transaction that causes it: it runs when that is committed, and never when it is not.
 * A failed job is tried again, later each time, `maxAttempts` times (25 unless told).
 */
export declare function addJob<Schema, Payload>(
  tx: Kysely<Schema>,
  job: Job<Payload>,
  payload: Payload,
  options?: AddJobOptions,
): Promise<void>
