import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, migrate } from '#platform/db'
import { prepareJobs } from '#platform/jobs'
import { startCluster } from '#platform/postgres'
import { describeSchema } from './describe-schema.ts'
import { describeTables } from './describe-tables.ts'
import { describeTypes } from './describe-types.ts'

// Writes db/schema.sql, db/types.ts and db/tables.ts from the migrations: run it after each new migration, and after an
// update of graphile-worker.
const folder = await mkdtemp(join(tmpdir(), 'weerklank-schema-'))
const cluster = await startCluster({ folder: join(folder, 'pg'), fast: true })
const connection = connect<unknown>(cluster.url(), { max: 1 })
try {
  await prepareJobs(cluster.url())
  await migrate(connection.db, join(import.meta.dirname, 'migrations'))
  await writeFile(join(import.meta.dirname, 'schema.sql'), await describeSchema(connection.db))
  await writeFile(join(import.meta.dirname, 'types.ts'), await describeTypes(connection.db))
  await writeFile(join(import.meta.dirname, 'tables.ts'), await describeTables(connection.db))
} finally {
  await connection.close()
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
}
