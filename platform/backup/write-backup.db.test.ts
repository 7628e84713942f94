import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { writeBackup } from './index.ts'

const database = useTestDatabase()
const about = {
  secret: 'a secret for tests, and for nothing else',
  purpose: 'real',
  now: new Date('2026-03-02T09:00:00Z'),
} as const
let folder: string
let file: string

beforeEach(async ({ onTestFinished }) => {
  folder = await mkdtemp(join(tmpdir(), 'weerklank-backup-'))
  file = join(folder, 'weerklank.backup')
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
})

/** Does something while a backup waits at a table that somebody else has to themselves. */
async function whileItIsWritten(work: () => Promise<void>, signal?: AbortSignal): Promise<unknown> {
  const { db, url } = database()
  return db.transaction().execute(async (tx) => {
    await sql`lock table unit in access exclusive mode`.execute(tx)
    const outcome = writeBackup(url, file, { ...about, ...(signal ? { signal } : {}) }).catch(
      (error: unknown) => error,
    )
    await expect.poll(() => readdir(folder)).toContainEqual(expect.stringMatching(/\.part$/))
    await work()
    return signal ? outcome : { outcome }
  })
}

test.each([
  ['a table', 'create table big_x (n integer)', 'drop table big_x', 'public.big_x'],
  ['one without columns', 'create table nothing ()', 'drop table nothing', 'public.nothing'],
  ['one of the queue', 'create table graphile_worker.x (n int)', 'drop table graphile_worker.x', '_worker.x'],
  ['one in parts', 'create table parted (n int) partition by list (n)', 'drop table parted', 'public.parted'],
  [
    'a view that keeps rows',
    'create materialized view kept as select 1',
    'drop materialized view kept',
    'public.kept',
  ],
  ['a sequence', 'create sequence "Counts"', 'drop sequence "Counts"', 'public."Counts"'],
  ['a column', 'alter table unit add extra text', 'alter table unit drop extra', 'public.unit.extra'],
])('%s that is not ours is refused by name, and nothing is written', async (_, make, remove, name) => {
  const { db, url } = database()
  await sql.raw(make).execute(db)
  try {
    await expect(writeBackup(url, file, about)).rejects.toThrow(
      `${name}): move it into a schema of its own, and back that up with pg_dump`,
    )
    expect(await readdir(folder)).toEqual([])
  } finally {
    await sql.raw(remove).execute(db)
  }
})

test('what others keep in a schema of their own, and a view, hold no backup up', async () => {
  const { db, url } = database()
  await sql`create schema theirs`.execute(db)
  await sql`create table theirs.big_x as select 1 as n`.execute(db)
  await sql`create view units as select name from unit`.execute(db)
  await writeBackup(url, file, about)
  expect(await readdir(folder)).toEqual(['weerklank.backup'])
})

test('one that is broken off has ended, and left nothing, when that is told', async () => {
  const stopping = new AbortController()
  const reason = new Error('enough')
  const outcome = await whileItIsWritten(async () => stopping.abort(reason), stopping.signal)
  expect(outcome).toBe(reason)
  expect(await readdir(folder)).toEqual([])
})

test('a file that appears while it is written stays what it is', async () => {
  const { outcome } = (await whileItIsWritten(() => writeFile(file, 'theirs'))) as {
    outcome: Promise<unknown>
  }
  expect(await outcome).toMatchObject({ code: 'EEXIST' })
  expect(await readFile(file, 'utf8')).toBe('theirs')
  expect(await readdir(folder)).toEqual(['weerklank.backup'])
})

test('a link that leads nowhere is not replaced', async () => {
  await symlink(join(folder, 'nowhere'), file)
  await expect(writeBackup(database().url, file, about)).rejects.toMatchObject({ code: 'EEXIST' })
  expect(await readdir(folder)).toEqual(['weerklank.backup'])
})

test('what a killed one left of the same file goes at the next; what is of others stays', async () => {
  const gone = 2 ** 22 + 1
  const others = [`other.backup.${gone}.part`, 'weerklank.backup.1.part', 'weerklank.backup.old.part']
  for (const name of [...others, `weerklank.backup.${gone}.part`, `weerklank.backup.${process.pid}.part`])
    await writeFile(join(folder, name), 'half')
  await writeBackup(database().url, file, about)
  expect((await readdir(folder)).sort()).toEqual([...others, 'weerklank.backup'].sort())
})
