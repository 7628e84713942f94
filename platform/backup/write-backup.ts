import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { clientOptions } from '../db/index.ts'
import { type BackupEnd, type BackupHead, FORMAT } from './backup-parts.ts'
import { type Frame, writeFrame } from './frames.ts'

export type BackupFigures = { tables: number; rows: number }

/**
 * Writes all that a database holds into one file, as it is at one moment, while it goes on: rows as text, which any later
 * PostgreSQL reads. The file is there whole or not at all, and only this user may read it: the secret is in it.
 * @throws what the disk or the database says
 */
export async function writeBackup(
  databaseUrl: string,
  file: string,
  about: Pick<BackupHead, 'secret' | 'purpose'> & { now: Date },
): Promise<BackupFigures> {
  const client = new pg.Client(clientOptions(databaseUrl))
  client.on('error', () => undefined)
  const figures: BackupFigures = { tables: 0, rows: 0 }
  const part = `${file}.${process.pid}.part`
  try {
    await client.connect()
    await client.query('begin isolation level repeatable read, read only')
    const frames = Readable.from(framesOf(client, about, figures))
    await pipeline(frames, createGzip(), createWriteStream(part, { flags: 'wx', mode: 0o600 }))
    await keepOnDisk(part)
    await rename(part, file)
    return figures
  } finally {
    await client.end()
    await rm(part, { force: true })
  }
}

async function* framesOf(
  client: pg.Client,
  { now, ...about }: Pick<BackupHead, 'secret' | 'purpose'> & { now: Date },
  figures: BackupFigures,
): AsyncGenerator<Buffer> {
  const head: BackupHead = {
    format: FORMAT,
    madeAt: now.toISOString(),
    ...about,
    migrations: await listMigrations(client),
  }
  yield tell(head)
  for (const { table, columns } of await listTables(client)) {
    yield tell({ table, columns })
    let rows = 0
    const copying = client.query(copyTo(`copy ${table} (${columns.join(', ')}) to stdout`))
    for await (const bytes of copying) {
      rows += countLines(bytes)
      yield writeFrame({ kind: 'rows', bytes })
    }
    yield tell({ rows })
    figures.tables += 1
    figures.rows += rows
  }
  const end: BackupEnd = { sequences: await listSequences(client), tables: figures.tables }
  yield tell(end)
}

function tell(value: Extract<Frame, { kind: 'told' }>['value']): Buffer {
  return writeFrame({ kind: 'told', value })
}

/** A row is a line: a line break in a value is written as \n. */
function countLines(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1
  return lines
}

async function listMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from schema_migration order by name')
  return rows.map((row) => row.name)
}

/** Our tables and those of the queue, apart from what says how they were made. */
async function listTables(client: pg.Client): Promise<{ table: string; columns: string[] }[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(`
    select format('%I.%I', space.nspname, class.relname) as table,
      array_agg(quote_ident(attname) order by attnum) as columns
    from pg_class class
    join pg_namespace space on space.oid = class.relnamespace
    join pg_attribute on attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = ''
    where class.relkind = 'r' and space.nspname in ('public', 'graphile_worker')
      and class.relname not in ('schema_migration', 'migrations')
    group by space.nspname, class.relname
    order by 1`)
  return rows
}

async function listSequences(client: pg.Client): Promise<BackupEnd['sequences']> {
  const { rows } = await client.query<{ name: string; last: string }>(`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
    from pg_sequences
    where schemaname in ('public', 'graphile_worker') and last_value is not null`)
  return rows
}

async function keepOnDisk(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
