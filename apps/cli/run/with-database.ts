import type { DB, Db } from '#db'
import { findOrganisation } from '#domains/people'
import { systemClock } from '#platform/clock'
import { type Config, readConfig } from '#platform/config'
import { connect } from '#platform/db'
import { ensureOrganisation } from './first-run.ts'
import { type Installation, openInstallation } from './installation.ts'
import { checkDatabase, migrateDatabase } from './reach-database.ts'
import { stopSignal, unlessStopped } from './stopping.ts'

/** What a command works with. */
export type CommandContext = {
  config: Config
  db: Db
  databaseUrl: string
  secret: string
  /** Makes an empty installation an organisation, as `weerklank start` does; never the demo. */
  found: () => Promise<void>
}

/**
 * Runs a command's work on the installation's database: of the instance that runs now, of DATABASE_URL, or else the
 * embedded one, started for the occasion. Ctrl-C breaks it off and still closes everything.
 */
export async function withDatabase<Result>(
  work: (context: CommandContext) => Promise<Result>,
): Promise<Result> {
  stopSignal()
  const settings = readConfig()
  await using open = new AsyncDisposableStack()
  const installation = open.use(await openInstallation(settings))
  const { database, databaseUrl, secret } = installation
  if (database === 'embedded') await migrateDatabase(databaseUrl)
  else await checkDatabase(databaseUrl)
  await installation.announce()
  const config = { ...settings, url: installation.address ?? settings.url }
  const connection = connect<DB>(databaseUrl)
  open.defer(connection.close)
  const found = () => foundWhereEmpty(installation, connection.db, { ...config, secret })
  return await unlessStopped(work({ config, db: connection.db, databaseUrl, secret, found }))
}

/** What a command brings in must not stand beside the story of the demo. */
async function foundWhereEmpty(
  { database, folder, databaseUrl }: Installation,
  db: Db,
  config: Config & { secret: string },
): Promise<void> {
  // What another process runs, that process founds; and a folder that is to hold the demo becomes nothing else.
  if (database === 'joined' || folder?.purpose === 'demo' || config.demoAsked) return
  if (await findOrganisation(db)) return
  await folder?.decidePurpose('real')
  const about = { purpose: 'real', databaseUrl } as const
  const { name } = await ensureOrganisation(db, about, { config, clock: systemClock, brokenOff: false })
  console.error(`There was no organisation yet: "${name}" was founded. "weerklank start" shows it.`)
}
