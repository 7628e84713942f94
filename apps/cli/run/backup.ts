import { accessSync, constants, lstatSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { Command } from 'commander'
import { writeBackup } from '#platform/backup'
import { type Config, readConfig } from '#platform/config'
import { readPurpose } from '#platform/data-folder'
import { SetupError } from '#platform/postgres'
import { openInstallation } from './installation.ts'
import { checkDatabase } from './reach-database.ts'
import { stopSignal } from './stopping.ts'
import { whyNotWritten } from './usable-file.ts'

/** `weerklank backup FILE` */
export function backupCommand(): Command {
  return new Command('backup')
    .description('write all that the embedded database holds into a file, also while Weerklank runs')
    .argument('<file>', 'the file to make; none may be there yet')
    .option('--json', 'print the result as JSON: {"file", "tables", "rows", "seconds"}')
    .addHelpText(
      'after',
      '\nThe secret of the installation is in the file: keep it as you keep the data folder.' +
        '\nTables in schemas that you made yourself are not in it.' +
        '\nA database of your own (DATABASE_URL) is backed up with pg_dump.',
    )
    .action(runBackup)
}

async function runBackup(name: string, { json = false }: { json?: boolean }): Promise<void> {
  const signal = stopSignal()
  const started = performance.now()
  const config = readConfig()
  const file = placeFor(name)
  const purpose = await purposeOf(config)
  await using installation = await openInstallation(config)
  const { databaseUrl, secret } = installation
  await checkDatabase(databaseUrl)
  await installation.announce()
  const about = { secret, purpose, now: new Date(), signal }
  const figures = await writeBackup(databaseUrl, file, about).catch(explain(file))
  const seconds = Math.round((performance.now() - started) / 10) / 100
  if (json) console.log(JSON.stringify({ file, ...figures, seconds }))
  else console.log(`${file}: ${figures.rows} rows of ${figures.tables} tables, in ${seconds} s.`)
}

/** @throws SetupError where nothing can be made there, or something is there: also a link that leads nowhere */
function placeFor(name: string): string {
  const file = resolve(name)
  const folder = dirname(file)
  try {
    if (lstatSync(file, { throwIfNoEntry: false })) throw isThere(file)
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      throw new SetupError(`The folder ${folder} does not exist: make it first.`)
    accessSync(folder, constants.W_OK)
  } catch (error) {
    explain(file)(error)
  }
  return file
}

function isThere(file: string, cause?: Error): SetupError {
  return new SetupError(`${file} is there already: name another file, or remove it.`, { cause })
}

async function purposeOf(config: Config): Promise<'demo' | 'real'> {
  if (config.databaseUrl)
    throw new SetupError(
      'A database of your own is backed up with pg_dump: see docs/how-to/back-up-and-restore.md.',
    )
  const purpose = await readPurpose(config.dataDir)
  if (purpose) return purpose
  throw new SetupError(
    `The data folder ${config.dataDir} holds nothing yet: set WEERKLANK_DATA_DIR to the one to back up.`,
  )
}

function explain(file: string): (error: unknown) => never {
  return (cause) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') throw isThere(file, cause)
    const reason = whyNotWritten(cause)
    throw reason ? new SetupError(`${file} cannot be written: ${reason}.`, { cause }) : cause
  }
}
