import type pg from 'pg'
import type { Log } from '../log/index.ts'
import type { JobHandler } from './handler.ts'
import type { Outage } from './outage.ts'
/** One runner of the queue, from its start to its end; it ends by itself when it loses the database. */
export type QueueRunner = {
  /** The name in which it takes jobs. */
  id: string
  /** Resolves when it takes no jobs any more; those that it has may still run. */
  leaving: Promise<void>
  /** Resolves when the last of its jobs is over. */
  over: Promise<void>
  stop: () => Promise<void>
}
export type RunnerOptions = {
  /** What it is called where an outage is told. */
  name: string
  pool: pg.Pool
  handlers: JobHandler[]
  /** How many jobs at once. */
  slots: number
  /** What adds jobs by the clock. */
  clockwork: JobHandler[]
  log: Log
  outage: Outage
  /** Jobs that still run this long after we began to stop are told to break off. */
  breakOffAfter: number
}
/** @throws when the database cannot be reached */
export declare function startRunner(options: RunnerOptions): Promise<QueueRunner>
