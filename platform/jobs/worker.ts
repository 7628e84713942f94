import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { poolOptions } from '../db/index.ts'
import type { Log } from '../log/index.ts'
import { type JobHandler, laneSlots } from './handler.ts'
import { type Lane, startLane } from './lane.ts'
import { watchOutage } from './outage.ts'
import { openPresence } from './presence.ts'
import { isDoneWithin } from './within.ts'

export type JobWorker = {
  /** Lets jobs that run finish, tells them to break off when that takes long, and leaves them when it takes longer. */
  stop: () => Promise<void>
}

export type JobWorkerOptions = {
  databaseUrl: string
  handlers: JobHandler[]
  log: Log
  /** After how many milliseconds of stopping jobs are told to break off, and after how many they are left. */
  patience?: { breakOff: number; leave: number }
  /** How often, in milliseconds, the locks of dead workers are looked for; they are freed at the second look. */
  lookEvery?: number
}

const PATIENCE = { breakOff: 4000, leave: 7000 }
const LOOK_EVERY_MS = 15_000
const CLOSE_WITHIN_MS = 1000
/** One for each lane, which listens, and those that take jobs and write how they ended: never held while a job runs. */
const CONNECTIONS = Object.keys(laneSlots).length + Math.max(...Object.values(laneSlots))
/** What the queue asks is short; a server that says nothing for this long is not there. */
const ANSWER_WITHIN_MS = 30_000

/** Makes the tables in which jobs wait. */
export async function prepareJobs(databaseUrl: string): Promise<void> {
  await runMigrations({ connectionString: databaseUrl, logger: new Logger(() => () => undefined) })
}

/**
 * Runs jobs until it is stopped, and waits while the database is away.
 * Any number of workers may run against one database: each job is taken by one of them.
 * @throws when the database cannot be reached at the start
 */
export async function startJobWorker(options: JobWorkerOptions): Promise<JobWorker> {
  const { databaseUrl, handlers, log, patience = PATIENCE, lookEvery = LOOK_EVERY_MS } = options
  const outage = watchOutage(log)
  await using open = new AsyncDisposableStack()
  const presence = await openPresence({ databaseUrl, log, outage, lookEvery })
  open.defer(async () => void (await isDoneWithin(presence.close(), CLOSE_WITHIN_MS)))
  const pool = openPool(databaseUrl)
  open.defer(async () => void (await isDoneWithin(pool.end(), CLOSE_WITHIN_MS)))
  const shared = { pool, presence, log, outage, breakOffAfter: patience.breakOff }
  const lanes: Lane[] = []
  const stopLanes = () => Promise.all(lanes.map((lane) => lane.stop()))
  open.defer(async () => void (await isDoneWithin(stopLanes(), patience.leave)))
  // The clock is kept by one of them, which adds the jobs of all.
  let clockwork = handlers
  for (const [name, slots] of Object.entries(laneSlots)) {
    const own = handlers.filter((handler) => handler.lane === name)
    if (own.length === 0) continue
    lanes.push(await startLane({ ...shared, name, handlers: own, slots, clockwork }))
    clockwork = []
  }
  const all = open.move()
  return { stop: () => all.disposeAsync() }
}

/** Connections that break are told to whoever uses them. */
function openPool(databaseUrl: string): pg.Pool {
  const pool = new pg.Pool({
    ...poolOptions(databaseUrl, { answerWithinMs: ANSWER_WITHIN_MS }),
    types: pg.types,
    max: CONNECTIONS,
  })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
