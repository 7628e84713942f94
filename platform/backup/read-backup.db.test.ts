import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { newId } from '../db/index.ts'
import { rewriteBackup } from './backup-testing.ts'
import { writeFrame } from './frames.ts'
import { loadBackup, readBackupHead, UnreadableBackup, writeBackup } from './index.ts'

const source = useTestDatabase()
const target = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')
const about = { secret: 'a secret for tests, and for nothing else', purpose: 'real', now } as const
let folder: string
let sound: string
let file: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weerklank-backup-'))
  sound = join(folder, 'sound')
  file = join(folder, 'file')
  const { db, url } = source()
  await db.insertInto('unit').values({ id: newId(), name: 'theirs', created_at: now }).execute()
  await sql`select graphile_worker.add_job('none')`.execute(db)
  await writeBackup(url, sound, about)
  return () => rm(folder, { recursive: true, force: true })
})

beforeEach(async () => {
  await sql`truncate unit cascade`.execute(target().db)
})

async function countUnits(): Promise<number> {
  const { count } = await target()
    .db.selectFrom('unit')
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

async function expectRefused(says: string): Promise<void> {
  const refused = loadBackup(target().url, file)
  await expect(refused).rejects.toThrow(says)
  await expect(refused).rejects.toBeInstanceOf(UnreadableBackup)
  expect(await countUnits()).toBe(0)
}

/** The queue of the target as a later version of the library would make it, until the work is done. */
async function withNewerQueue(breaking: boolean, work: () => Promise<void>): Promise<void> {
  const { db } = target()
  await sql`insert into graphile_worker.migrations (id, breaking) values (9000, ${breaking})`.execute(db)
  try {
    await work()
  } finally {
    await sql`delete from graphile_worker.migrations where id = 9000`.execute(db)
  }
}

test.each([1, 4, 8, 9])('a file that lacks its last %i bytes puts nothing back', async (missing) => {
  await writeFile(file, (await readFile(sound)).subarray(0, -missing))
  await expectRefused('unexpected end of file')
})

test('a file whose checksum is another puts nothing back', async () => {
  const bytes = await readFile(sound)
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 6) ^ 1, bytes.length - 6)
  await writeFile(file, bytes)
  await expectRefused('incorrect data check')
})

test.each([
  ['zeros', Buffer.alloc(8)],
  ['words', Buffer.from('more')],
  ['another piece', gzipSync(writeFrame({ kind: 'told', value: {} }))],
  ['many zeros', Buffer.alloc(300_000)],
])('%s behind the end are refused', async (_, more) => {
  await writeFile(file, await readFile(sound))
  await appendFile(file, more)
  await expectRefused('')
})

test.each([
  "public.unit; copy (select 1) to program 'touch PWNED'; delete from public.unit",
  'pg_catalog.pg_authid',
  'public.schema_migration',
  'theirs.big_x',
])('a table that is not ours is no name to work with: %s', async (table) => {
  const pwned = join(folder, 'pwned')
  await rewriteBackup(sound, file, (told) =>
    told.table === 'public.unit' ? { ...told, table: table.replace('PWNED', pwned) } : told,
  )
  await expectRefused('which this version does not have')
  await expect(readFile(pwned)).rejects.toThrow('ENOENT')
})

test('nor is a column, a table that came before, or a sequence', async () => {
  const column = "name) from program 'id'; --"
  await rewriteBackup(sound, file, (told) =>
    told.table === 'public.unit' ? { ...told, columns: ['id', column] } : told,
  )
  await expectRefused('which this version does not have')
  await rewriteBackup(sound, file, (told) =>
    told.table === 'public.unit' ? { ...told, table: 'public.access_log', columns: ['id'] } : told,
  )
  await expectRefused('which this version does not have')
  await rewriteBackup(sound, file, (told) =>
    told.sequences ? { ...told, sequences: [{ name: 'pg_catalog.pg_class', last: '1' }] } : told,
  )
  await expectRefused('which this version does not have')
})

test('a secret that no data folder takes is refused before anything is made', async () => {
  for (const secret of ['short', 's'.repeat(40), '']) {
    await rewriteBackup(sound, file, (told, at) => (at === 0 ? { ...told, secret } : told))
    await expect(readBackupHead(file)).rejects.toThrow('its secret is damaged, or so easily guessed')
  }
})

test('jobs of a newer queue are refused', async () => {
  await rewriteBackup(sound, file, (told, at) => (at === 0 ? { ...told, queue: 9000 } : told))
  await expectRefused('it was written by a newer version of Weerklank: install that version')
})

test('jobs of an older queue are refused where it was changed in a way that breaks', async () => {
  await writeFile(file, await readFile(sound))
  await withNewerQueue(true, () => expectRefused('put it back with the version that wrote it'))
})

test('jobs of an older queue are put back where it was only added to', async () => {
  await withNewerQueue(false, async () => {
    const { db, url } = target()
    await sql`alter table graphile_worker._private_jobs add added integer default 7`.execute(db)
    await loadBackup(url, sound)
    const found = await sql<{ added: number }>`select added from graphile_worker._private_jobs`.execute(db)
    expect(found.rows).toEqual([{ added: 7 }])
  })
})
