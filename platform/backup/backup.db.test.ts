import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Db } from '#db'
import { useTestDatabase } from '#testing'
import { newId } from '../db/index.ts'
import { addJob } from '../jobs/index.ts'
import { sendMailJob } from '../mail/index.ts'
import { loadBackup, readBackupHead, writeBackup } from './index.ts'

const database = useTestDatabase()
const empty = useTestDatabase()
const untouched = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')
const about = { secret: 'a secret for tests, and for nothing else', purpose: 'real', now } as const
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'weerklank-backup-'))
  return () => rm(folder, { recursive: true, force: true })
})

beforeAll(async () => {
  const { db } = database()
  const texts = ['één', 'a\tb\\c\nd\r\n', '\\.', "'; drop table unit; --", '日本語 عربى 👩‍👩‍👧', '']
  for (const name of texts)
    await db.insertInto('unit').values({ id: newId(), name, created_at: now }).execute()
  await sql`insert into rate_limit (key, points, expire) select 'k' || n, n, null from generate_series(1, 20000) as n`.execute(
    db,
  )
  await addJob(db, sendMailJob, { id: newId() })
})

/** All that is in a database, table by table. */
async function contentsOf(db: Db): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'graphile_worker') order by 1`.execute(db)
  const contents: Record<string, unknown> = {}
  for (const { name } of rows) {
    const found = await sql<{ all: string | null; many: number }>`
      select count(*)::integer as many, md5(string_agg(leaf::text, E'\n' order by leaf::text)) as all
      from ${sql.raw(name)} as leaf`.execute(db)
    contents[name] = found.rows[0]
  }
  const last = await sql`select schemaname, sequencename, last_value from pg_sequences order by 1, 2`.execute(
    db,
  )
  return { ...contents, sequences: last.rows }
}

test('a backup holds everything, and puts it back just as it was', async () => {
  const file = join(folder, 'whole')
  const written = await writeBackup(database().url, file, about)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  const head = await readBackupHead(file)
  expect(head).toMatchObject({ secret: about.secret, purpose: 'real', madeAt: now.toISOString() })
  expect(head.migrations.length).toBeGreaterThan(10)
  const other = empty()
  expect(await loadBackup(other.url, file)).toEqual(written)
  expect(await contentsOf(other.db)).toEqual(await contentsOf(database().db))
})

test('a file that is cut short or damaged puts nothing back, and says so', async () => {
  const file = join(folder, 'sound')
  await writeBackup(database().url, file, about)
  const sound = await readFile(file)
  const { url, db } = untouched()
  const held = await contentsOf(db)
  const flipped = Buffer.from(sound)
  flipped.writeUInt8(flipped.readUInt8(sound.length - 400) ^ 0x55, sound.length - 400)
  const damaged = {
    short: sound.subarray(0, -200),
    empty: Buffer.alloc(0),
    words: Buffer.from('hello'),
    flipped,
  }
  for (const [name, bytes] of Object.entries(damaged)) {
    const wrong = join(folder, name)
    await writeFile(wrong, bytes)
    await expect(loadBackup(url, wrong), name).rejects.toThrow()
    expect(await contentsOf(db), name).toEqual(held)
  }
})

test('a file that is there already is not touched, and one that could not be written is not left', async () => {
  const file = join(folder, 'theirs')
  await writeFile(file, 'theirs')
  await expect(writeBackup('postgres://127.0.0.1:1/none', file, about)).rejects.toThrow('ECONNREFUSED')
  expect(await readFile(file, 'utf8')).toBe('theirs')
})
