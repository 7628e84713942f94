import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type postgres from 'postgres'

export type MigrateOutcome =
  | { kind: 'migrated'; applied: string[] }
  | { kind: 'database-is-newer'; unknown: string[] }

/** One lock for all who migrate a database; the number has no meaning but must never change. */
const MIGRATION_LOCK = 7_350_212

/**
 * Brings a database up to the numbered `.sql` files of a folder, all in one transaction; who comes second waits.
 * There is no way down: a mistake is mended by the next file.
 * @throws what PostgreSQL says of a file that it refuses; nothing is applied then
 */
export async function migrate(sql: postgres.Sql, folder: string): Promise<MigrateOutcome> {
  const names = await listMigrations(folder)
  return sql.begin(async (tx): Promise<MigrateOutcome> => {
    await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`
    await tx`create table if not exists schema_migration (name text primary key, applied_at timestamptz not null default now())`
    const rows = await tx<{ name: string }[]>`select name from schema_migration order by name`
    const done = new Set(rows.map((row) => row.name))
    const unknown = [...done].filter((name) => !names.includes(name))
    if (unknown.length > 0) return { kind: 'database-is-newer', unknown }
    const missing = names.filter((name) => !done.has(name))
    for (const name of missing) await apply(tx, folder, name)
    return { kind: 'migrated', applied: missing }
  })
}

async function apply(tx: postgres.TransactionSql, folder: string, name: string): Promise<void> {
  try {
    await tx.unsafe(await readFile(join(folder, name), 'utf8'))
  } catch (cause) {
    throw new Error(`The migration ${name} was refused; nothing was changed.`, { cause })
  }
  await tx`insert into schema_migration (name) values (${name})`
}

/** What a database and this version know of each other; nothing is changed. */
export async function readMigrationState(
  sql: postgres.Sql,
  folder: string,
): Promise<{ missing: string[]; unknown: string[] }> {
  const names = await listMigrations(folder)
  const [table] = await sql<
    { exists: boolean }[]
  >`select to_regclass('schema_migration') is not null as exists`
  const rows = table?.exists
    ? await sql<{ name: string }[]>`select name from schema_migration order by name`
    : []
  const done = new Set(rows.map((row) => row.name))
  return {
    missing: names.filter((name) => !done.has(name)),
    unknown: [...done].filter((name) => !names.includes(name)),
  }
}

async function listMigrations(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
}
