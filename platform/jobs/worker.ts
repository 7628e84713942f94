import { Logger, parseCronItems, run, runMigrations, type Task } from 'graphile-worker'
import type { Log } from '../log/index.ts'
import type { Job } from './job.ts'

/** A job, what to do for it, and (for clockwork) when: five cron fields in UTC. */
export type JobHandler = { name: string; run: (payload: unknown) => Promise<void>; cron?: string }

export type JobWorker = { stop: () => Promise<void> }

/** Ties a job to what is done for it; the payload is checked before. */
export function handle<Payload>(
  job: Job<Payload>,
  work: (payload: Payload) => Promise<void>,
  { cron }: { cron?: string } = {},
): JobHandler {
  return { name: job.name, run: async (raw) => work(job.payload.parse(raw)), ...(cron ? { cron } : {}) }
}

/** Makes the tables in which jobs wait. */
export async function prepareJobs(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: new Logger(() => () => undefined) })
}

/**
 * Runs jobs until it is stopped; `stop` lets those that run finish, and gives the others back.
 * Any number of workers may run against one database: each job is taken by one of them.
 */
export async function startJobWorker(options: {
  databaseUrl: string
  handlers: JobHandler[]
  log: Log
  concurrency?: number
}): Promise<JobWorker> {
  const { databaseUrl, handlers, log, concurrency = 4 } = options
  const taskList: Record<string, Task> = {}
  for (const handler of handlers) taskList[handler.name] = (payload) => handler.run(payload)
  const runner = await run({
    connectionString: databaseUrl,
    concurrency,
    pollInterval: 2000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => relay(log, level, message)),
    taskList,
    parsedCronItems: parseCronItems(
      handlers.flatMap((handler) =>
        handler.cron
          ? [{ task: handler.name, match: handler.cron, payload: {}, options: { backfillPeriod: 0 } }]
          : [],
      ),
    ),
  })
  return { stop: () => runner.stop() }
}

/** The messages of the queue name jobs and errors; what it says of its own comings and goings is left out. */
function relay(log: Log, level: string, message: string): void {
  if (level === 'error') log.error({ part: 'jobs' }, message)
  else if (level === 'warning') log.warn({ part: 'jobs' }, message)
}
