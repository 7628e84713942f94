import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Kysely, sql, type Transaction } from 'kysely'

/** A database with changes that this version does not know. */
export type ForeignDatabase =
  /** A later version made it. */
  | { kind: 'database-is-newer'; unknown: string[] }
  /** It was made before the first of our files was written: none of these leads from there. */
  | { kind: 'database-is-too-old'; unknown: string[] }

export type MigrateOutcome = { kind: 'migrated'; applied: string[] } | ForeignDatabase

/** One lock for all who migrate a database; the number has no meaning but must never change. */
const MIGRATION_LOCK = 7_350_212

/**
 * Brings a database up to the `.sql` files of a folder, all in one transaction; whoever comes second waits. There is
 * no way down: a mistake is mended by the next file.
 * @param only  up to an earlier state: just these files, of those that are there
 * @throws what PostgreSQL says of a file that it refuses; nothing is applied then
 */
export async function migrate<Schema>(
  db: Kysely<Schema>,
  folder: string,
  { only }: { only?: readonly string[] } = {},
): Promise<MigrateOutcome> {
  const names = await listMigrations(folder)
  return db.transaction().execute(async (tx): Promise<MigrateOutcome> => {
    await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(tx)
    await sql`create table if not exists schema_migration (name text primary key, applied_at timestamptz not null default now())`.execute(
      tx,
    )
    const done = await listApplied(tx)
    const foreign = findForeign(names, done)
    if (foreign) return foreign
    const missing = names.filter((name) => !done.has(name) && (only?.includes(name) ?? true))
    for (const name of missing) await apply(tx, folder, name)
    return { kind: 'migrated', applied: missing }
  })
}

async function apply<Schema>(tx: Transaction<Schema>, folder: string, name: string): Promise<void> {
  try {
    await sql.raw(await readFile(join(folder, name), 'utf8')).execute(tx)
  } catch (cause) {
    throw new Error(`The migration ${name} was refused; nothing was changed.`, { cause })
  }
  await sql`insert into schema_migration (name) values (${name})`.execute(tx)
}

async function listApplied<Schema>(db: Kysely<Schema>): Promise<Set<string>> {
  const { rows } = await sql<{ name: string }>`select name from schema_migration order by name`.execute(db)
  return new Set(rows.map((row) => row.name))
}

/** Which changes a database lacks, and whether it has others that this version does not know. */
export type MigrationState = { missing: string[]; foreign: ForeignDatabase | undefined }

/** What a database and this version know of each other; nothing is changed. */
export async function readMigrationState<Schema>(
  db: Kysely<Schema>,
  folder: string,
): Promise<MigrationState> {
  const names = await listMigrations(folder)
  const { rows } = await sql<{
    exists: boolean
  }>`select to_regclass('schema_migration') is not null as exists`.execute(db)
  const done = rows[0]?.exists ? await listApplied(db) : new Set<string>()
  return { missing: names.filter((name) => !done.has(name)), foreign: findForeign(names, done) }
}

/** The same of changes that are named, as in a backup. */
export async function findForeignChanges(
  folder: string,
  changes: readonly string[],
): Promise<ForeignDatabase | undefined> {
  return findForeign(await listMigrations(folder), new Set(changes))
}

/** Files are named by the time at which they were written. */
function findForeign(names: readonly string[], done: ReadonlySet<string>): ForeignDatabase | undefined {
  const unknown = [...done].filter((name) => !names.includes(name))
  if (unknown.length === 0) return undefined
  const isTooOld = unknown.some((name) => name < (names[0] ?? ''))
  return { kind: isTooOld ? 'database-is-too-old' : 'database-is-newer', unknown }
}

async function listMigrations(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
}
