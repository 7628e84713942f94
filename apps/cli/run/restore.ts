import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { sql } from 'kysely'
import { type BackupFigures, loadBackup, readBackupHead, UnreadableBackup } from '#platform/backup'
import { type Config, readConfig } from '#platform/config'
import type { DataFolder } from '#platform/data-folder'
import { connect, findForeignChanges, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { SetupError, startCluster } from '#platform/postgres'
import { claimFolder } from './installation.ts'
import { migrationsFolder } from './package-root.ts'
import { migrateDatabase } from './reach-database.ts'
import { stopSignal, unlessStopped } from './stopping.ts'
import { refuseUnreadable } from './usable-file.ts'

/** `weerklank restore FILE` */
export function restoreCommand(): Command {
  return new Command('restore')
    .description('put a backup back, into a data folder that holds nothing yet')
    .argument('<file>', 'a file that "weerklank backup" made, with this version or an earlier one')
    .option('--json', 'print the result as JSON: {"folder", "tables", "rows", "madeAt", "seconds"}')
    .addHelpText(
      'after',
      '\nThe folder is WEERKLANK_DATA_DIR. Broken off half-way, do it again with the same folder.',
    )
    .action(runRestore)
}

async function runRestore(name: string, { json = false }: { json?: boolean }): Promise<void> {
  stopSignal()
  const started = performance.now()
  const file = resolve(name)
  const config = readConfig()
  if (config.databaseUrl)
    throw new SetupError(
      'A database of your own is restored with pg_restore: see docs/how-to/back-up-and-restore.md.',
    )
  refuseUnreadable(file)
  const { rows, tables, madeAt } = await restore(file, config).catch((error: unknown) => {
    if (!(error instanceof UnreadableBackup)) throw error
    throw new SetupError(`${file} cannot be put back: ${error.message}.`, { cause: error })
  })
  const seconds = Math.round((performance.now() - started) / 10) / 100
  const folder = resolve(config.dataDir)
  if (json) console.log(JSON.stringify({ folder, tables, rows, madeAt, seconds }))
  else console.log(`${folder}: ${rows} rows of ${tables} tables, as they were at ${madeAt}, in ${seconds} s.`)
}

async function restore(file: string, config: Config): Promise<BackupFigures & { madeAt: string }> {
  const head = await readBackupHead(file)
  await refuseForeign(head.migrations)
  const folder = await claimFolder(config.dataDir)
  try {
    refuseInhabited(folder)
    await folder.beginRestore(head.secret)
    const cluster = await startCluster({
      folder: folder.cluster,
      onNotice: (notice) => console.error(notice),
    })
    try {
      const url = cluster.url()
      await unlessStopped(prepareTables(url, head.migrations))
      const figures = await unlessStopped(loadBackup(url, file))
      await unlessStopped(migrateDatabase(url))
      await folder.endRestore(head.purpose)
      return { ...figures, madeAt: head.madeAt }
    } finally {
      await cluster.stop()
    }
  } finally {
    await folder.release()
  }
}

/** Before anything is made: a folder that holds half a backup of another version could never be put right. */
async function refuseForeign(migrations: readonly string[]): Promise<void> {
  const foreign = await findForeignChanges(migrationsFolder, migrations)
  if (foreign?.kind === 'database-is-newer')
    throw new UnreadableBackup('it was written by a newer version of Weerklank: install that version')
  if (foreign)
    throw new UnreadableBackup(
      'it was written before the first version of Weerklank that keeps its databases: put it back with that version',
    )
}

function refuseInhabited({ path, cluster, purpose, isRestoring }: DataFolder): void {
  if (isRestoring || (purpose === undefined && !existsSync(join(cluster, 'PG_VERSION')))) return
  throw new SetupError(
    `The data folder ${path} holds an installation: set WEERKLANK_DATA_DIR to a new one, or move this one away first.`,
  )
}

/** Empty tables, as they were in the version that made the backup; what an earlier try left goes. */
async function prepareTables(url: string, migrations: readonly string[]): Promise<void> {
  const { db, close } = connect<unknown>(url, { max: 1 })
  try {
    await sql`drop schema if exists graphile_worker cascade`.execute(db)
    await sql`drop schema public cascade`.execute(db)
    await sql`create schema public`.execute(db)
    await prepareJobs(url)
    const outcome = await migrate(db, migrationsFolder, { only: migrations })
    const applied = outcome.kind === 'migrated' ? outcome.applied : []
    const missing = migrations.filter((name) => !applied.includes(name))
    if (missing.length > 0) throw new Error(`The changes ${missing.join(', ')} were not made.`)
  } finally {
    await close()
  }
}
