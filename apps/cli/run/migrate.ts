import { Command } from 'commander'
import { readConfig } from '#platform/config'
import { openInstallation } from './installation.ts'
import { migrateDatabase } from './reach-database.ts'
import { stopSignal, unlessStopped } from './stopping.ts'

/** `weerklank migrate` */
export function migrateCommand(): Command {
  return new Command('migrate')
    .description('bring the database up to this version')
    .option('--json', 'print the result as JSON: {"applied": [names]}')
    .action(async (options: { json?: boolean }) => {
      const applied = await migrateInstallation()
      if (options.json) console.log(JSON.stringify({ applied }))
      else
        console.log(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`)
    })
}

async function migrateInstallation(): Promise<string[]> {
  stopSignal()
  await using installation = await openInstallation(readConfig())
  return await unlessStopped(migrateDatabase(installation.databaseUrl))
}
