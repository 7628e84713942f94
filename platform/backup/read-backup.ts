import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { clientOptions } from '../db/index.ts'
import {
  type BackupEnd,
  type BackupHead,
  endSchema,
  FORMAT,
  headSchema,
  tableEndSchema,
  tableSchema,
} from './backup-parts.ts'
import { type Frame, readFrames } from './frames.ts'
import type { BackupFigures } from './write-backup.ts'

/** A file that is no backup, or not a whole one; the message says what is wrong with it. */
export class UnreadableBackup extends Error {
  override name = 'UnreadableBackup'
}

/**
 * Reads what a backup says of itself.
 * @throws UnreadableBackup where it is none, or of a newer Weerklank
 */
export async function readBackupHead(file: string): Promise<BackupHead> {
  for await (const frame of framesIn(file)) return headOf(frame)
  throw new UnreadableBackup('it is empty')
}

/**
 * Puts what a backup holds into the empty tables of its own version: all of it, or nothing.
 * @throws UnreadableBackup where the file is damaged
 */
export async function loadBackup(databaseUrl: string, file: string): Promise<BackupFigures> {
  const client = new pg.Client(clientOptions(databaseUrl))
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('begin')
    // Rows come as they were: neither triggers nor references look at them, and their order does not matter.
    await client.query('set local session_replication_role = replica')
    const figures = await loadTables(client, framesIn(file))
    await client.query('commit')
    return figures
  } finally {
    await client.end()
  }
}

async function* framesIn(file: string): AsyncGenerator<Frame> {
  try {
    const opened = createReadStream(file)
    const unpacked = createGunzip()
    opened.on('error', (error) => unpacked.destroy(error))
    yield* readFrames(opened.pipe(unpacked))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UnreadableBackup(reason, { cause })
  }
}

function headOf(frame: Frame): BackupHead {
  const parsed = headSchema.safeParse(told(frame))
  if (!parsed.success) throw new UnreadableBackup('it does not begin as a backup of Weerklank does')
  if (parsed.data.format > FORMAT)
    throw new UnreadableBackup('it was written by a newer version of Weerklank: install that version')
  return parsed.data
}

function told(frame: Frame | undefined): unknown {
  if (frame?.kind !== 'told') throw new UnreadableBackup('its pieces are not in order')
  return frame.value
}

async function loadTables(client: pg.Client, frames: AsyncGenerator<Frame>): Promise<BackupFigures> {
  const figures: BackupFigures = { tables: 0, rows: 0 }
  headOf((await frames.next()).value as Frame)
  for (;;) {
    const next = told((await frames.next()).value)
    const table = tableSchema.safeParse(next)
    if (!table.success) {
      await setSequences(client, endOf(next, figures))
      return figures
    }
    figures.rows += await loadTable(client, table.data, frames)
    figures.tables += 1
  }
}

function endOf(value: unknown, { tables }: BackupFigures): BackupEnd {
  const end = endSchema.safeParse(value)
  if (end.success && end.data.tables === tables) return end.data
  throw new UnreadableBackup('tables are missing from it')
}

async function loadTable(
  client: pg.Client,
  { table, columns }: { table: string; columns: string[] },
  frames: AsyncGenerator<Frame>,
): Promise<number> {
  // What migrations put in is in the backup too.
  await client.query(`delete from ${table}`)
  let end: unknown
  async function* rows() {
    for (
      let frame = (await frames.next()).value as Frame | undefined;
      ;
      frame = (await frames.next()).value
    ) {
      if (frame?.kind !== 'rows') {
        end = told(frame)
        return
      }
      yield frame.bytes
    }
  }
  const loading = client.query(copyFrom(`copy ${table} (${columns.join(', ')}) from stdin`))
  await pipeline(Readable.from(rows()), loading)
  const parsed = tableEndSchema.safeParse(end)
  if (parsed.success && parsed.data.rows === loading.rowCount) return parsed.data.rows
  throw new UnreadableBackup(`rows of ${table} are missing from it`)
}

async function setSequences(client: pg.Client, { sequences }: BackupEnd): Promise<void> {
  for (const { name, last } of sequences)
    await client.query('select setval($1::regclass, $2::bigint)', [name, last])
}
