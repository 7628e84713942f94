import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { drawBrowserSecret } from '#domains/deliberate'
import { buildProgram, runProgram, startProgram } from './program-under-test.ts'
import {
  choices,
  expectAllKept,
  findOpenDialogue,
  onDatabase,
  sendVotes,
  type TestVote,
} from './votes-under-test.ts'

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
  const more = await sendVotes([page(second.url)], drawVotes(20, dialogue.statements), { atOnce: 10 })
  await onDatabase(folder, async (db) => {
    const votesOnMap = async () => {
      const found = await db
        .selectFrom('opinion_snapshot')
        .select('map')
        .where('dialogue_id', '=', dialogue.id)
        .orderBy('version', 'desc')
        .executeTakeFirst()
      return (found?.map as { votes: number } | undefined)?.votes
    }
    await expect.poll(votesOnMap, { timeout: 10_000 }).toBe(stored + more.length)
  })
  const doctor = JSON.parse((await runProgram(['doctor', '--json'], settings('second'))).stdout)
  expect(doctor).toContainEqual({ name: 'maps', state: 'good', says: 'The opinion maps know all votes.' })
  const secretOf = (name: string) => readFile(join(temporary, name, 'secret'), 'utf8')
  expect(await secretOf('second')).toBe(await secretOf('first'))
})

it('neither a file nor a folder that holds something is overwritten', async () => {
  await startProgram(['start'], { ...settings('first'), WEERKLANK_DEMO: 'off' })
  expect((await runProgram(['backup', file], settings('first'))).code).toBe(0)
  const again = await runProgram(['backup', file], settings('first'))
  expect([again.code, again.stderr]).toEqual([
    1,
    `${file} is there already: name another file, or remove it.\n`,
  ])
  const inUse = await runProgram(['restore', file], settings('first'))
  expect(inUse.stderr).toContain('is in use by another Weerklank')
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

it('a database of its own is left to the tools that go with it', async () => {
  const external = {
    DATABASE_URL: 'postgres://127.0.0.1:1/weerklank',
    WEERKLANK_SECRET: 'a secret for tests, and for nothing else',
  }
  expect((await runProgram(['backup', file], external)).stderr).toContain('pg_dump')
  expect((await runProgram(['restore', file], external)).stderr).toContain('pg_restore')
})
