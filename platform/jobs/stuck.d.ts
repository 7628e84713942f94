import { type Kysely } from 'kysely'
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
/** Looks for jobs that are stuck. */
export declare function examineJobs<Schema>(db: Kysely<Schema>): Promise<JobsCondition>
/** The name of a job says what was to be done. What its error says can hold what somebody typed: that is in the log alone. */
export declare function listFailingJobs<Schema>(db: Kysely<Schema>): Promise<FailingJobs[]>
