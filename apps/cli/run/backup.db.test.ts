import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { drawBrowserSecret } from '#domains/entrance'
import { writeBackup } from '#platform/backup'
import { useTestDatabase } from '#testing'
import { buildProgram, runProgram, spawnProgram, startProgram } from './program-under-test.ts'
import {
  choices,
  countTold,
  expectAllKept,
  findOpenDialogue,
  onDatabase,
  sendVotes,
  type TestVote,
  votesOnMap,
} from './votes-under-test.ts'

const database = useTestDatabase()
beforeAll(buildProgram)

let temporary: string
let file: string
const settings = (name: string) => ({ PORT: '0', WEERKLANK_DATA_DIR: join(temporary, name) })

beforeEach(async ({ onTestFinished }) => {
  temporary = await mkdtemp(join(tmpdir(), 'weerklank-backup-'))
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  // As root, PostgreSQL is another user who has to pass through.
  await chmod(temporary, 0o711)
  file = join(temporary, 'weerklank.backup')
})

function drawVotes(people: number, statements: number[]): TestVote[] {
  const secrets = Array.from({ length: people }, drawBrowserSecret)
  return statements.flatMap((statement) =>
    secrets.map((secret, at) => ({ secret, statement, choice: choices[at % 3] ?? 'pass' })),
  )
}

it('a backup that is made while people vote has every vote from before it; restored, votes reach the map in seconds', async () => {
  const first = await startProgram(['start'], settings('first'))
  const dialogue = await onDatabase(settings('first').WEERKLANK_DATA_DIR, findOpenDialogue)
  const page = (url: string) => `${url}/nl/dialogues/${dialogue.slug}`
  const early = await sendVotes([page(first.url)], drawVotes(60, dialogue.statements), { atOnce: 10 })
  let isOver = false
  const later = (async () => {
    while (!isOver) await sendVotes([page(first.url)], drawVotes(10, dialogue.statements), { atOnce: 10 })
  })()
  const backup = await runProgram(['backup', file, '--json'], settings('first'))
  isOver = true
  await later
  expect([backup.code, backup.stderr]).toEqual([0, ''])
  await first.stop()

  const restored = await runProgram(['restore', file, '--json'], settings('second'))
  expect([restored.code, restored.stderr]).toEqual([0, ''])
  expect(JSON.parse(restored.stdout)).toMatchObject({ rows: JSON.parse(backup.stdout).rows })
  const second = await startProgram(['start'], settings('second'))
  const { WEERKLANK_DATA_DIR: folder } = settings('second')
  const stored = await onDatabase(folder, (db) => expectAllKept(db, dialogue, early))
  const before = await onDatabase(folder, (db) => countTold(db, dialogue.id))
  const more = await sendVotes([page(second.url)], drawVotes(20, dialogue.statements), { atOnce: 10 })
  await onDatabase(folder, async (db) => {
    const told = await countTold(db, dialogue.id)
    expect(told).toBeGreaterThan(before)
    expect(told).toBeLessThanOrEqual(stored + more.length)
    await expect.poll(() => votesOnMap(db, dialogue.id), { timeout: 10_000 }).toBe(told)
  })
  const doctor = JSON.parse((await runProgram(['doctor', '--json'], settings('second'))).stdout)
  expect(doctor).toContainEqual({ name: 'maps', state: 'good', says: 'The opinion maps know all votes.' })
  const secretOf = (name: string) => readFile(join(temporary, name, 'secret'), 'utf8')
  expect(await secretOf('second')).toBe(await secretOf('first'))
})

it('neither a file nor a folder that holds something is overwritten', async () => {
  await startProgram(['start'], { ...settings('first'), WEERKLANK_DEMO: 'off' })
  const both = await Promise.all([1, 2].map(() => runProgram(['backup', file], settings('first'))))
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1])
  expect(both.map(({ stderr }) => stderr)).toContain(
    `${file} is there already: name another file, or remove it.\n`,
  )
  const again = await runProgram(['backup', file], settings('first'))
  expect([again.code, again.stderr]).toEqual([
    1,
    `${file} is there already: name another file, or remove it.\n`,
  ])
  const inUse = await runProgram(['restore', file], settings('first'))
  expect(inUse.stderr).toContain('is in use by another Weerklank')
})

it('a backup that is stopped leaves nothing behind', async () => {
  await startProgram(['start'], { ...settings('first'), WEERKLANK_DEMO: 'off' })
  const { WEERKLANK_DATA_DIR: folder } = settings('first')
  const left = await onDatabase(folder, (db) =>
    db.transaction().execute(async (tx) => {
      await sql`lock table watch in access exclusive mode`.execute(tx)
      const backup = spawnProgram(['backup', file], settings('first'))
      const ended = once(backup, 'exit')
      await expect.poll(() => readdir(temporary)).toContainEqual(expect.stringMatching(/\.part$/))
      backup.kill('SIGTERM')
      expect(await ended).toEqual([143, null])
      return readdir(temporary)
    }),
  )
  expect(left).toEqual(['first'])
})

it('what cannot be written or read is told in a sentence', async () => {
  await startProgram(['start'], { ...settings('first'), WEERKLANK_DEMO: 'off' })
  const loop = join(temporary, 'loop')
  await mkdir(join(temporary, 'folder'))
  await writeFile(join(temporary, 'text'), 'text')
  await symlink(loop, loop)
  const long = join(temporary, 'n'.repeat(300))
  const toWrite = {
    [join(temporary, 'folder')]: 'is there already: name another file, or remove it.',
    [loop]: 'is there already: name another file, or remove it.',
    [long]: 'cannot be written: the name is too long.',
    [join(temporary, 'n'.repeat(252))]: 'cannot be written: the name is too long.',
    [join(loop, 'in')]: 'cannot be written: a link in its name leads back to itself.',
    [join(temporary, 'text', 'in')]: 'cannot be written: what is named as its folder is a file.',
    '/proc/weerklank': 'cannot be written: its folder is not there, or takes no files.',
  }
  for (const [name, says] of Object.entries(toWrite)) {
    const { code, stderr } = await runProgram(['backup', name], settings('first'))
    expect([code, stderr]).toEqual([1, expect.stringContaining(`${name} ${says}`)])
  }
  const toRead = {
    [join(temporary, 'folder')]: 'is no file; name one.',
    [join(temporary, 'none')]: 'does not exist; check its name.',
    [join(temporary, 'text', 'in')]: 'is a file where a folder is needed, or lies in one; check its name.',
    [loop]: 'is a link that leads back to itself; check its name.',
    [long]: 'has a name that is too long; check it.',
    '/dev/null': 'is no file; name one.',
  }
  for (const [name, says] of Object.entries(toRead)) {
    const { code, stderr } = await runProgram(['restore', name], settings('second'))
    expect([code, stderr]).toEqual([1, `${name} ${says}\n`])
  }
})

it('what is no backup is refused, and the folder then takes a sound one', async () => {
  const running = await startProgram(['start'], { ...settings('first'), WEERKLANK_DEMO: 'off' })
  await runProgram(['backup', file], settings('first'))
  await running.stop()
  const inhabited = await runProgram(['restore', file], settings('first'))
  expect(inhabited.stderr).toContain('holds an installation: set WEERKLANK_DATA_DIR to a new one')

  const cut = join(temporary, 'cut')
  await writeFile(cut, (await readFile(file)).subarray(0, -100))
  const broken = await runProgram(['restore', cut], settings('second'))
  expect([broken.code, broken.stderr]).toEqual([1, expect.stringContaining(`${cut} cannot be put back: `)])
  const started = await runProgram(['start'], settings('second'))
  expect(started.stderr).toContain('was broken off: run "weerklank restore" again')
  expect(await runProgram(['restore', file], settings('second'))).toMatchObject({ code: 0, stderr: '' })
  const second = await startProgram(['start'], settings('second'))
  expect((await fetch(`${second.url}/readyz`)).status).toBe(200)
})

it('a backup of another version is refused before anything is made of the folder', async () => {
  const about = {
    secret: 'a secret for tests, and for nothing else',
    purpose: 'real',
    now: new Date(),
  } as const
  for (const [change, says] of [
    ['0100_mail.sql', 'before the first version of Weerklank that keeps its databases'],
    ['999912312359_future.sql', 'by a newer version of Weerklank: install that version'],
  ] as const) {
    const { db, url } = database()
    const made = join(temporary, change)
    await sql`insert into schema_migration (name) values (${change})`.execute(db)
    await writeBackup(url, made, about)
    await sql`delete from schema_migration where name = ${change}`.execute(db)
    const refused = await runProgram(['restore', made], settings('second'))
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining(`was written ${says}`)])
    expect(await readdir(temporary)).not.toContain('second')
  }
})

it('a database of its own is left to the tools that go with it', async () => {
  const external = {
    DATABASE_URL: 'postgres://127.0.0.1:1/weerklank',
    WEERKLANK_SECRET: 'a secret for tests, and for nothing else',
  }
  expect((await runProgram(['backup', file], external)).stderr).toContain('pg_dump')
  expect((await runProgram(['restore', file], external)).stderr).toContain('pg_restore')
})
