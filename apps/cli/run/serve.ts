import { Command } from 'commander'
import { readConfig } from '#platform/config'
import { claimPort, withPort } from './claim-port.ts'
import { openInstallation } from './installation.ts'
import { checkDatabase, waitForDatabase } from './reach-database.ts'
import { admitOrganisation, openPool, runParts } from './run-parts.ts'
import { stopSignal } from './stopping.ts'

/** `weerklank serve` */
export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the pages; any number of these may run against one database')
    .action(() => run({ pages: true }))
}

/** `weerklank worker` */
export function workerCommand(): Command {
  return new Command('worker')
    .description('do the jobs; any number of these may run against one database')
    .action(() => run({ pages: false }))
}

async function run({ pages }: { pages: boolean }): Promise<void> {
  const stopping = stopSignal()
  const settings = readConfig()
  await using open = new AsyncDisposableStack()
  const server = pages ? await claimPort(settings) : undefined
  if (server) open.defer(() => server.stop())
  const installation = open.use(await openInstallation(settings))
  if (installation.database === 'external') await waitForDatabase(installation.databaseUrl, stopping)
  await checkDatabase(installation.databaseUrl)
  const { db, close } = openPool(installation)
  open.defer(close)
  const config = { ...withPort(settings, server?.port ?? settings.port), secret: installation.secret }
  await admitOrganisation(db, config)
  const says = server ? `Weerklank serves ${config.url}` : 'Weerklank does the jobs'
  await runParts({
    config,
    installation,
    db,
    jobs: !server,
    onReady: async () => {
      await installation.announce(server && config.url)
      console.log(`${says}. Ctrl-C stops it.`)
    },
    ...(server ? { server } : {}),
  })
}
