import type { Log } from '../log/index.ts'
import { type JobHandler } from './handler.ts'
export type JobWorker = {
  /** Lets jobs that run finish, tells them to break off when that takes long, and leaves them when it takes longer. */
  stop: () => Promise<void>
}
export type JobWorkerOptions = {
  databaseUrl: string
  handlers: JobHandler[]
  log: Log
  /** After how many milliseconds of stopping jobs are told to break off, and after how many they are left. */
  patience?: {
    breakOff: number
    leave: number
  }
  /** How often, in milliseconds, the locks of dead workers are looked for; they are freed at the second look. */
  lookEvery?: number
}
/** Makes the tables in which jobs wait. */
export declare function prepareJobs(databaseUrl: string): Promise<void>
/**
 * Runs jobs until it is stopped, and waits while the database is away.
 * Any number of workers may run against one database: each job is taken by one of them.
 * @throws when the database cannot be reached at the start
 */
export declare function startJobWorker(options: JobWorkerOptions): Promise<JobWorker>
