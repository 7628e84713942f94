import { join } from 'node:path'
import type { DB, Db } from '#db'
import { startOpinionEngine } from '#domains/deliberate'
import { findOrganisation, type Organisation } from '#domains/people'
import { systemClock } from '#platform/clock'
import type { Config } from '#platform/config'
import { connect } from '#platform/db'
import type { HttpServer } from '#platform/http'
import { startJobWorker } from '#platform/jobs'
import { createLog } from '#platform/log'
import { SetupError } from '#platform/postgres'
import { createServices, createWebApp } from '../web/index.ts'
import { createJobHandlers } from '../worker/index.ts'
import type { Installation } from './installation.ts'
import { packageRoot } from './package-root.ts'
import { leaveOnFault } from './report-failure.ts'
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

/** Opens the pool that pages and jobs share. */
export function openPool(installation: Installation) {
  return connect<DB>(installation.databaseUrl)
}

/**
 * Runs pages, jobs or both until we are asked to stop; then finishes the requests and jobs that run.
 * Leaves at once, and says so, when the database that we run ends by itself.
 */
export async function runParts({ config, installation, db, server, jobs, onReady }: Parts): Promise<void> {
  const log = createLog(config.logLevel)
  const stopping = stopSignal()
  await using open = new AsyncDisposableStack()
  const { databaseUrl } = installation
  if (jobs) {
    const { handlers, close } = createJobHandlers({ db, config, clock: systemClock, log })
    open.defer(close)
    const worker = await startJobWorker({ databaseUrl, handlers, log })
    open.defer(() => worker.stop())
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
    const services = await createServices({ db, databaseUrl, config, log, assetsFolder })
    open.defer(() => services.limits.close())
    open.defer(() => services.showings.close())
    open.defer(() => services.reader.close())
    const app = await createWebApp(services)
    server.answerWith(app.fetch)
    open.defer(() => server.stop())
    // First of all: a page that follows a map keeps its connection open for good.
    open.defer(() => services.snapshots.close())
  }
  await onReady()
  const ended = installation.databaseEnded.then(() => 'database-ended' as const)
  // There is nothing to finish on a database that is gone, and all that waits for it would wait in vain.
  if ((await Promise.race([aborted(stopping), ended])) === 'database-ended') leaveOnFault(databaseEnded())
  log.info({}, 'stopping')
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
