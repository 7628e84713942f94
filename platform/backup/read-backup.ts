import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline as connect, Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { isSecret } from '#platform/config'
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
import { listSequences, listTables, readQueueState, type Table } from './catalog.ts'
import { type Frame, readFrames } from './frames.ts'
import type { BackupFigures } from './write-backup.ts'

const NEWER = 'it was written by a newer version of Weerklank: install that version'
const BEHIND = 'something stands behind its end'

/** A file that is no backup, or not a whole one; the message says what is wrong with it. */
export class UnreadableBackup extends Error {
  override name = 'UnreadableBackup'
}

/**
 * Reads what a backup says of itself.
 * @throws UnreadableBackup where it is none, of a newer Weerklank, or with a secret that no data folder takes
 */
export async function readBackupHead(file: string): Promise<BackupHead> {
  for await (const frame of framesIn(file)) return headOf(frame)
  throw new UnreadableBackup('it is empty')
}

/**
 * Puts what a backup holds into the empty tables of its own version: all of it, or nothing.
 * @throws UnreadableBackup where the file is damaged, names what these tables do not have, or holds jobs that do not fit
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
    const unpacked = createGunzip()
    connect(createReadStream(file), unpacked, () => undefined)
    yield* readFrames(unpacked)
    // Unpacking ends where the pieces do, and passes over what stands behind.
    if (unpacked.bytesWritten !== (await stat(file)).size) throw new RangeError(BEHIND)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UnreadableBackup(reason, { cause })
  }
}

function headOf(frame: Frame): BackupHead {
  const parsed = headSchema.safeParse(told(frame))
  if (!parsed.success) throw new UnreadableBackup('it does not begin as a backup of Weerklank does')
  if (parsed.data.format > FORMAT) throw new UnreadableBackup(NEWER)
  if (!isSecret(parsed.data.secret))
    throw new UnreadableBackup(
      'its secret is damaged, or so easily guessed that no version takes it any more',
    )
  return parsed.data
}

function told(frame: Frame | undefined): unknown {
  if (frame?.kind !== 'told') throw new UnreadableBackup('its pieces are not in order')
  return frame.value
}

async function loadTables(client: pg.Client, frames: AsyncGenerator<Frame>): Promise<BackupFigures> {
  const figures: BackupFigures = { tables: 0, rows: 0 }
  const head = headOf((await frames.next()).value as Frame)
  await refuseQueue(client, head)
  const tables = new Map((await listTables(client)).map((table) => [table.table, table]))
  for (;;) {
    const next = told((await frames.next()).value)
    const named = tableSchema.safeParse(next)
    if (!named.success) {
      await setSequences(client, endOf(next, figures))
      // All is read before anything is kept: only at its end does the file say whether it is whole.
      if (!(await frames.next()).done) throw new UnreadableBackup(BEHIND)
      return figures
    }
    const table = takeTable(tables, named.data)
    figures.rows += await loadTable(client, table, frames)
    figures.tables += 1
  }
}

/** The queue makes its tables as they are now. Rows of an older one fit, unless it says that something broke since. */
async function refuseQueue(client: pg.Client, { queue }: BackupHead): Promise<void> {
  if (queue === undefined) return
  const { last, breaking } = await readQueueState(client)
  if (queue > last) throw new UnreadableBackup(NEWER)
  if (queue < breaking)
    throw new UnreadableBackup(
      'its jobs are of an older version: put it back with the version that wrote it, and update that',
    )
}

/**
 * What a file names becomes SQL, and anybody can have written it: only names that the catalog has are taken, each table
 * once.
 */
function takeTable(tables: Map<string, Table>, { table, columns }: Table): Table {
  const known = tables.get(table)
  if (!known) throw isUnknown('table', table)
  tables.delete(table)
  for (const column of columns) if (!known.columns.includes(column)) throw isUnknown('column', column)
  return { table: known.table, columns }
}

function isUnknown(what: string, name: string): UnreadableBackup {
  return new UnreadableBackup(`it holds a ${what} which this version does not have, ${name}`)
}

function endOf(value: unknown, { tables }: BackupFigures): BackupEnd {
  const end = endSchema.safeParse(value)
  if (end.success && end.data.tables === tables) return end.data
  throw new UnreadableBackup('tables are missing from it')
}

async function loadTable(
  client: pg.Client,
  { table, columns }: Table,
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
  const known = new Set((await listSequences(client)).map(({ name }) => name))
  for (const { name, last } of sequences) {
    if (!known.has(name)) throw isUnknown('sequence', name)
    await client.query('select setval($1::regclass, $2::bigint)', [name, last])
  }
}
