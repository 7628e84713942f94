import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import type { DB, Db } from '#db'
import { drawBrowserSecret } from '#domains/deliberate'
import { connect } from '#platform/db'
import { buildProgram, startProgram } from './program-under-test.ts'
import { choices, expectAllKept, sendVotes, type TestVote } from './votes-under-test.ts'

beforeAll(buildProgram)

const PEOPLE = 250
const STATEMENTS = 4
const AT_ONCE = 20
const KILLED_AFTER = 400

/** Works on the database of whatever runs in the data folder. */
async function onDatabase<Result>(dataDir: string, work: (db: Db) => Promise<Result>): Promise<Result> {
  const { databaseUrl } = JSON.parse(await readFile(join(dataDir, 'runtime.json'), 'utf8')) as {
    databaseUrl: string
  }
  const { db, close } = connect<DB>(databaseUrl, { max: 2 })
  try {
    return await work(db)
  } finally {
    await close()
  }
}

/** An open dialogue of the demo, with some of its statements. */
async function findDialogue(db: Db) {
  const dialogue = await db
    .selectFrom('dialogue')
    .select(['id', 'slug', 'key'])
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  const statements = await db
    .selectFrom('statement')
    .select('number')
    .where('dialogue_id', '=', dialogue.id)
    .where('state', '=', 'published')
    .orderBy('number')
    .limit(STATEMENTS)
    .execute()
  return {
    id: dialogue.id,
    slug: dialogue.slug,
    key: dialogue.key ?? Buffer.alloc(0),
    statements: statements.map((statement) => statement.number),
  }
}

function drawVotes(statements: number[]): TestVote[] {
  const secrets = Array.from({ length: PEOPLE }, drawBrowserSecret)
  return statements.flatMap((statement) =>
    secrets.map((secret, at) => ({ secret, statement, choice: choices[at % choices.length] ?? 'pass' })),
  )
}

it('the server and its database, killed during a thousand votes, lose none that was acknowledged', async () => {
  const temporary = await mkdtemp(join(tmpdir(), 'weerklank-killed-'))
  onTestFinished(() => rm(temporary, { recursive: true, force: true }))
  // As root, PostgreSQL is another user who has to pass through.
  await chmod(temporary, 0o711)
  const dataDir = join(temporary, 'data')
  const settings = { PORT: '0', WEERKLANK_DATA_DIR: dataDir }
  const running = await startProgram(['start'], settings)
  onTestFinished(async () => void (await running.stop('SIGKILL')))
  const dialogue = await onDatabase(dataDir, findDialogue)
  const postmaster = Number((await readFile(join(dataDir, 'pg', 'postmaster.pid'), 'utf8')).split('\n')[0])
  const votes = drawVotes(dialogue.statements)
  expect(votes).toHaveLength(1000)

  const acknowledged = await sendVotes([`${running.url}/nl/dialogues/${dialogue.slug}`], votes, {
    atOnce: AT_ONCE,
    onAcknowledged: (many) => {
      if (many !== KILLED_AFTER) return
      process.kill(running.pid, 'SIGKILL')
      process.kill(postmaster, 'SIGKILL')
    },
  })
  await running.ended
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLED_AFTER)
  expect(acknowledged.length).toBeLessThan(votes.length)

  const again = await startProgram(['start'], settings)
  onTestFinished(async () => void (await again.stop()))
  await onDatabase(dataDir, (db) => expectAllKept(db, dialogue, acknowledged))
})
