import { join } from 'node:path'
import { sql } from 'kysely'
import type { DB, Db } from '#db'
import { connect, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'

const TEMPLATE = 'weerklank_template'

/** The numbered SQL files of this checkout. */
export const migrationsFolder = join(import.meta.dirname, '..', 'db', 'migrations')

/** The same server, another database. */
export function inDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

/** Makes the migrated database that every test database is a clone of. */
export async function makeTemplate(postgresUrl: string): Promise<void> {
  await runOn(postgresUrl, (db) => sql.raw(`create database ${TEMPLATE}`).execute(db))
  const url = inDatabase(postgresUrl, TEMPLATE)
  await prepareJobs(url)
  await runOn(url, (db) => migrate(db, migrationsFolder))
}

export type TestDatabase = { db: Db; url: string; drop: () => Promise<void> }

/** Clones the template: a migrated, empty database of its own in some tens of milliseconds. */
export async function cloneTemplate(postgresUrl: string): Promise<TestDatabase> {
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await runOn(postgresUrl, (db) => sql.raw(`create database ${name} template ${TEMPLATE}`).execute(db))
  const url = inDatabase(postgresUrl, name)
  const connection = connect<DB>(url)
  return {
    db: connection.db,
    url,
    drop: async () => {
      await connection.close()
      await runOn(postgresUrl, (db) => sql.raw(`drop database if exists ${name} with (force)`).execute(db))
    },
  }
}

async function runOn<Result>(url: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  const connection = connect<DB>(url, { max: 1 })
  try {
    return await work(connection.db)
  } finally {
    await connection.close()
  }
}
