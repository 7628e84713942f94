import type { DB, Db } from '#db'
import { type Config, readConfig } from '#platform/config'
import { connect } from '#platform/db'
import { openInstallation } from './installation.ts'
import { checkDatabase, migrateDatabase } from './reach-database.ts'
import { stopSignal, unlessStopped } from './stopping.ts'

/** What a command works with. */
export type CommandContext = { config: Config; db: Db; databaseUrl: string; secret: string }

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
  return await unlessStopped(work({ config, db: connection.db, databaseUrl, secret }))
}
