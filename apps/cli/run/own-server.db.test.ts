import { execFile } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import type { DB, Db } from '#db'
import { drawBrowserSecret } from '#domains/entrance'
import { connect } from '#platform/db'
import { makeLastingDialogue } from '#stories'
import { findInstalled, startInstalled } from './installed-postgresql.ts'
import { buildProgram, runProgram, startProgram } from './program-under-test.ts'
import { expectAllKept, sendVotes, votesOnMap } from './votes-under-test.ts'

const run = promisify(execFile)
const SECRET = '4nHc8TqLz1VbXw6RsKy0PjGm'.padEnd(32, 'Fd7uEo2a')
const installed = findInstalled()

async function onServer<Result>(url: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  const { db, close } = connect<DB>(url, { max: 2 })
  try {
    return await work(db)
  } finally {
    await close()
  }
}

const title =
  'a dump of one server, put into another as the how-to says, keeps every vote, and new votes reach the map in seconds'

it.skipIf(!installed)(`${title} (skipped where no PostgreSQL is installed)`, async () => {
  await buildProgram()
  const bin = installed ?? ''
  const temporary = await mkdtemp(join(tmpdir(), 'weerklank-servers-'))
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  await chmod(temporary, 0o755)
  const [from, to] = await Promise.all([
    startInstalled(bin, join(temporary, 'from')),
    startInstalled(bin, join(temporary, 'to')),
  ])
  onTestFinished(() => from.stop())
  onTestFinished(() => to.stop())
  const settingsOf = (url: string) => ({ PORT: '0', DATABASE_URL: url, WEERKLANK_SECRET: SECRET })
  expect(await runProgram(['migrate'], settingsOf(from.url))).toMatchObject({ code: 0 })
  const room = await onServer(from.url, makeLastingDialogue)
  // Many small transactions, as a busy year has: the other cluster has given out far fewer numbers.
  await onServer(from.url, async (db) => {
    for (let n = 0; n < 2000; n++)
      await db
        .updateTable('unit')
        .set({ name: `Groen ${n}` })
        .execute()
  })
  const page = (url: string) => `${url}/nl/dialogues/${room.slug}`
  const drawVotes = (people: number) =>
    Array.from({ length: people }, drawBrowserSecret).map((secret) => ({
      secret,
      statement: 1,
      choice: 'agree' as const,
    }))

  const first = await startProgram(['start'], settingsOf(from.url))
  const early = await sendVotes([page(first.url)], drawVotes(40), { atOnce: 8 })
  await expect.poll(() => onServer(from.url, (db) => votesOnMap(db, room.id))).toBe(30)
  await first.stop()

  const dump = join(temporary, 'weerklank.dump')
  await run(join(bin, 'pg_dump'), ['--format=custom', `--file=${dump}`, from.url])
  await run(join(bin, 'pg_restore'), ['--clean', '--if-exists', '--no-owner', `--dbname=${to.url}`, dump])
  const second = await startProgram(['start'], settingsOf(to.url))
  const late = await sendVotes([page(second.url)], drawVotes(30), { atOnce: 8 })
  await expect.poll(() => onServer(to.url, (db) => votesOnMap(db, room.id)), { timeout: 15_000 }).toBe(60)
  const { key } = await onServer(to.url, (db) =>
    db.selectFrom('entrance').select('key').where('id', '=', room.id).executeTakeFirstOrThrow(),
  )
  await onServer(to.url, (db) => expectAllKept(db, { id: room.id, key }, [...early, ...late]))
  const after = await runProgram(['doctor', '--json'], settingsOf(to.url))
  expect(JSON.parse(after.stdout)).toContainEqual(expect.objectContaining({ name: 'maps', state: 'good' }))
})
