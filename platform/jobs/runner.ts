import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, run, type Task, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { isDatabaseAway } from '../db/index.ts'
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

const POLL_MS = 2000

/** @throws when the database cannot be reached */
export async function startRunner(options: RunnerOptions): Promise<QueueRunner> {
  const { name, pool, handlers, slots, clockwork, outage, breakOffAfter } = options
  const events: WorkerEvents = new EventEmitter()
  const id = new Promise<string>((tell) => events.once('pool:create', (event) => tell(event.workerPool.id)))
  const leaving = new Promise<void>((left) => events.once('pool:gracefulShutdown', () => left()))
  const over = new Promise<void>((ended) => events.once('pool:release', () => ended()))
  events.on('pool:fatalError', ({ error }) => outage.begin(name, error))
  const runner = await run({
    pgPool: pool,
    concurrency: slots,
    pollInterval: POLL_MS,
    noHandleSignals: true,
    events,
    logger: new Logger(() => (level, message, meta) => relay(options, level, message, meta)),
    taskList: tasksOf(handlers),
    parsedCronItems: cronOf(clockwork),
    preset: {
      worker: {
        gracefulShutdownAbortTimeout: breakOffAfter,
        // With a batch of its own, a job whose end cannot be written ends the runner; without one, the process.
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  })
  runner.promise.catch(() => undefined)
  return { id: await id, leaving, over, stop: () => runner.stop().catch(() => undefined) }
}

function tasksOf(handlers: JobHandler[]): Record<string, Task> {
  const tasks: Record<string, Task> = {}
  for (const handler of handlers)
    tasks[handler.name] = (payload, { abortSignal }) => handler.run(payload, { signal: abortSignal })
  return tasks
}

function cronOf(handlers: JobHandler[]) {
  return parseCronItems(
    handlers.flatMap(({ name, cron }) =>
      cron ? [{ task: name, match: cron, payload: {}, options: { backfillPeriod: 0 } }] : [],
    ),
  )
}

/**
 * The messages of the queue name jobs and errors. What it says of its own comings and goings is left out, and so is a
 * database that is away, which it would tell once a connection.
 */
function relay({ log, outage }: RunnerOptions, level: string, message: string, meta?: object): void {
  const { failure, error } = { failure: false, error: undefined, ...meta }
  if (!failure && (outage.isOn() || isDatabaseAway(error))) log.debug({ part: 'jobs' }, message)
  else if (level === 'error') log.error({ part: 'jobs' }, message)
  else if (level === 'warning') log.warn({ part: 'jobs' }, message)
}
