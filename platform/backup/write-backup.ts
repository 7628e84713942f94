import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { clientOptions, cutOff } from '../db/index.ts'
import { type BackupEnd, type BackupHead, FORMAT } from './backup-parts.ts'
import { listSequences, listTables, readQueueState, refuseStrangers } from './catalog.ts'
import { finishFile } from './finished-file.ts'
import { type Frame, writeFrame } from './frames.ts'

export type BackupFigures = { tables: number; rows: number }

/** What a database does not say of itself; a signal that breaks the work off. */
export type BackupOptions = Pick<BackupHead, 'secret' | 'purpose'> & { now: Date; signal?: AbortSignal }

/**
 * Writes all that is ours in a database into one file, as it is at one moment, while it goes on: rows as text, which any later
 * PostgreSQL reads. The file is there whole or not at all, and only this user may read it: the secret is in it.
 * @throws SetupError where the database holds what is not ours; what the disk or the database says; the reason of the
 * signal, once all has ended
 */
export async function writeBackup(
  databaseUrl: string,
  file: string,
  { signal = new AbortController().signal, ...about }: BackupOptions,
): Promise<BackupFigures> {
  const client = new pg.Client(clientOptions(databaseUrl))
  client.on('error', () => undefined)
  // What waits for the database hears of the end from the connection.
  const leave = () => cutOff(client)
  signal.addEventListener('abort', leave)
  const figures: BackupFigures = { tables: 0, rows: 0 }
  try {
    signal.throwIfAborted()
    await client.connect()
    await client.query('begin isolation level repeatable read, read only')
    await refuseStrangers(client)
    await finishFile(file, async (part) => {
      const frames = Readable.from(framesOf(client, about, figures))
      const written = createWriteStream(part, { flags: 'wx', mode: 0o600 })
      await pipeline(frames, createGzip(), written, { signal })
    })
    return figures
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', leave)
    await client.end()
  }
}

async function* framesOf(
  client: pg.Client,
  { now, ...about }: Omit<BackupOptions, 'signal'>,
  figures: BackupFigures,
): AsyncGenerator<Buffer> {
  const head: BackupHead = {
    format: FORMAT,
    madeAt: now.toISOString(),
    ...about,
    migrations: await listMigrations(client),
    queue: (await readQueueState(client)).last,
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
  const sequences = (await listSequences(client)).flatMap(({ name, last }) => (last ? [{ name, last }] : []))
  const end: BackupEnd = { sequences, tables: figures.tables }
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
