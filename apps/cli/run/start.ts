import { Command } from 'commander'
import { systemClock } from '#platform/clock'
import { readConfig } from '#platform/config'
import { claimPort, withPort } from './claim-port.ts'
import { ensureOrganisation, type Invitation, inviteStaff } from './first-run.ts'
import { claimInstallation } from './installation.ts'
import { choosePurpose } from './purpose.ts'
import { migrateDatabase, waitForDatabase } from './reach-database.ts'
import { admitOrganisation, openPool, runParts } from './run-parts.ts'
import { stopSignal } from './stopping.ts'

/** `weerklank start` */
export function startCommand(): Command {
  return new Command('start')
    .description('run everything in one process: the database (unless DATABASE_URL is set), pages and jobs')
    .action(start)
}

async function start(): Promise<void> {
  const stopping = stopSignal()
  const settings = readConfig()
  await using open = new AsyncDisposableStack()
  const claim = open.use(await claimInstallation(settings))
  const purpose = choosePurpose(settings, claim.folder)
  const server = await claimPort(settings)
  open.defer(() => server.stop())
  const installation = open.use(await claim.open((notice) => console.log(notice)))
  stopping.throwIfAborted()
  if (installation.database === 'external') await waitForDatabase(installation.databaseUrl, stopping)
  await migrateDatabase(installation.databaseUrl)
  const config = { ...withPort(settings, server.port), secret: installation.secret }
  const { db, close } = openPool(installation)
  open.defer(close)
  const brokenOff = claim.folder?.purpose === 'demo'
  await claim.folder?.decidePurpose(purpose)
  const { databaseUrl } = installation
  await ensureOrganisation(db, { purpose, databaseUrl }, { config, clock: systemClock, brokenOff })
  const organisation = await admitOrganisation(db, config)
  stopping.throwIfAborted()
  await runParts({
    config,
    installation,
    db,
    server,
    jobs: true,
    onReady: async () => {
      await installation.announce(config.url)
      const invitations = await inviteStaff(db, organisation, config)
      console.log(greeting(config.url, organisation.name, invitations))
    },
  })
}

function greeting(url: string, organisation: string, invitations: Invitation[]): string {
  const links = invitations.map(
    ({ name, roles, link }) =>
      `  ${name} (${[...new Set(roles.map(({ role }) => role.replace('_', ' ')))].join(', ')})\n    ${link}`,
  )
  const signIn = links.length > 0 ? ['', 'Sign in as (each link works once, for a day):', ...links] : []
  return [`Weerklank of ${organisation} runs: ${url}`, ...signIn, '', 'Ctrl-C stops it.'].join('\n')
}
