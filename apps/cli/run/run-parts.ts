import { join } from 'node:path'
import type { DB, Db } from '#db'
import { startOpinionEngine } from '#domains/opinions'
import { findOrganisation, type Organisation } from '#domains/people'
import { systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { connect } from '#platform/db'
import type { HttpServer } from '#platform/http'
import { startJobWorker } from '#platform/jobs'
import { createLog } from '#platform/log'
import { SetupError } from '#platform/postgres'
import { createServices, createWebApp } from '#web'
import { createJobHandlers, startMailIn } from '../../worker/index.ts'
import type { Installation } from './installation.ts'
import { packageRoot } from './package-root.ts'
import { leaveOnFault, surviveFaults } from './report-failure.ts'
import { aborted, stopSignal } from './stopping.ts'

export type Parts = {
  config: Config & { secret: string }
  installation: Installation
  db: Db
  /** Serves the pages, when given. */
  server?: HttpServer
  /** Does the jobs. */
  jobs: boolean
  /** Called when all of it runs. */
  onReady(): Promise<void>
}

/** Nobody waits longer for a page, and a query of a page that takes so long will not end. */
const PAGES_WITHIN_MS = 10_000
/** A job may work through a whole dialogue; what takes longer has lost its database without a word. */
const JOBS_WITHIN_MS = 10 * 60_000
const JOB_CONNECTIONS = 8

/**
 * Reading, forms and votes have connections of their own: however many read, a vote finds one. Who reads waits two seconds
 * for a connection and is then told to come back; what somebody wrote or chose is worth a longer wait.
 */
const pools = {
  reads: { max: 6, connectWithinMs: 2000 },
  writes: { max: 4, connectWithinMs: 5000 },
  votes: { max: 4, connectWithinMs: 10_000 },
}

/** A little more than requests (10 s) and jobs (7 s) may take to finish. */
const STOP_WITHIN_MS = 14_000

/** Opens one of the pools of the pages. */
export function openPool({ databaseUrl }: Installation, pool: keyof typeof pools = 'reads') {
  return connect<DB>(databaseUrl, { answerWithinMs: PAGES_WITHIN_MS, ...pools[pool] })
}

/**
 * Runs pages, jobs or both until we are asked to stop; then finishes the requests and jobs that run.
 * Leaves at once, and says so, when the database that we run ends by itself.
 */
export async function runParts({ config, installation, db, server, jobs, onReady }: Parts): Promise<void> {
  const log = createLog(config.logLevel)
  const stopping = stopSignal()
  await using open = new AsyncDisposableStack()
  open.defer(surviveFaults(log))
  const { databaseUrl } = installation
  let stopJobs = async () => {}
  if (jobs) {
    const own = connect<DB>(databaseUrl, { answerWithinMs: JOBS_WITHIN_MS, max: JOB_CONNECTIONS })
    open.defer(own.close)
    const context = { db: own.db, databaseUrl, config, log, clock: systemClock }
    const { handlers, close } = createJobHandlers(context)
    open.defer(close)
    const worker = await startJobWorker({ databaseUrl, handlers, log })
    const mailIn = startMailIn(context)
    stopJobs = once(async () => void (await Promise.all([worker.stop(), mailIn.stop()])))
    open.defer(() => stopJobs())
    const engine = await startOpinionEngine({
      databaseUrl,
      clock: systemClock,
      log,
      timeZone: config.timeZone,
    })
    open.defer(() => engine.stop())
  }
  if (server) {
    const assetsFolder = join(packageRoot, 'dist', 'assets')
    const [writes, votes] = [openPool(installation, 'writes'), openPool(installation, 'votes')]
    open.defer(votes.close)
    open.defer(writes.close)
    const services = await createServices({
      ...{ db, writes: writes.db, votes: votes.db },
      ...{ databaseUrl, config, log, assetsFolder },
    })
    open.defer(() => services.gate.close())
    open.defer(() => services.limits.close())
    open.defer(() => services.showings.close())
    open.defer(() => services.reader.close())
    open.defer(() => services.mailReader.close())
    const app = await createWebApp(services)
    server.answerWith(app.fetch)
    open.defer(() => server.stop())
    // First of all: a page that follows a map keeps its connection open for good.
    open.defer(() => services.snapshots.close())
    open.defer(() => services.conversations.close())
  }
  await onReady()
  const ended = installation.databaseEnded.then(() => 'database-ended' as const)
  // There is nothing to finish on a database that is gone, and all that waits for it would wait in vain.
  if ((await Promise.race([aborted(stopping), ended])) === 'database-ended') leaveOnFault(databaseEnded())
  log.info({}, 'stopping')
  leaveWhenLate()
  // Beside the requests that are finished: each may take its whole time.
  void stopJobs().catch(() => undefined)
}

/** Whatever hangs, a process that was asked to stop is gone in time; jobs that it held are freed by others. */
function leaveWhenLate(): void {
  const late = () => leaveOnFault(new SetupError('Weerklank left before all of its work was finished.'))
  setTimeout(late, STOP_WITHIN_MS).unref()
}

/** The same work for everybody who asks. */
function once(work: () => Promise<void>): () => Promise<void> {
  let begun: Promise<void> | undefined
  return () => {
    begun ??= work()
    return begun
  }
}

function databaseEnded(): SetupError {
  return new SetupError(
    'The embedded PostgreSQL stopped by itself: read postgres.log in the data folder, and start again.',
  )
}

/**
 * Makes sure that a demo is served as a demo only.
 * @throws SetupError when there is no organisation, or it is a demo that these settings do not allow
 */
export async function admitOrganisation(db: Db, config: Config): Promise<Organisation> {
  const organisation = await findOrganisation(db)
  if (!organisation)
    throw new SetupError('The database holds no organisation yet: run "weerklank start" first.')
  if (!organisation.is_demo || config.demo) return organisation
  throw new SetupError(
    'This database holds the demo, whose accounts are open: it is served on loopback with its own data folder only, so use another database.',
  )
}
