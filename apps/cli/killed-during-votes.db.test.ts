import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import type { DB, Db } from '#db'
import { drawBrowserSecret, listResults, pseudonymOf } from '#domains/deliberate'
import { connect } from '#platform/db'
import { buildProgram, startProgram } from './program-under-test.ts'

beforeAll(buildProgram)

const PEOPLE = 250
const STATEMENTS = 4
const AT_ONCE = 20
const KILLED_AFTER = 400
const choices = ['agree', 'disagree', 'pass'] as const
const values = { agree: 1, disagree: -1, pass: 0 }

type Vote = { secret: string; statement: number; choice: (typeof choices)[number] }

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

function drawVotes(statements: number[]): Vote[] {
  const secrets = Array.from({ length: PEOPLE }, drawBrowserSecret)
  return statements.flatMap((statement) =>
    secrets.map((secret, at) => ({ secret, statement, choice: choices[at % choices.length] ?? 'pass' })),
  )
}

/** Sends votes, some at once, until none is left or the server is gone; gives those that were acknowledged. */
async function sendVotes(
  page: string,
  votes: Vote[],
  onAcknowledged: (many: number) => void,
): Promise<Vote[]> {
  const acknowledged: Vote[] = []
  const waiting = votes.values()
  const send = async () => {
    for (const vote of waiting) {
      const response = await fetch(`${page}/vote`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: new URL(page).origin, cookie: `wk-participant=${vote.secret}` },
        body: new URLSearchParams({ statement: String(vote.statement), choice: vote.choice }),
      }).catch(() => undefined)
      if (!response) return
      expect(response.headers.get('location')).toContain(`after=${vote.statement}`)
      acknowledged.push(vote)
      onAcknowledged(acknowledged.length)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, send))
  return acknowledged
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

  const acknowledged = await sendVotes(`${running.url}/nl/dialogues/${dialogue.slug}`, votes, (many) => {
    if (many !== KILLED_AFTER) return
    process.kill(running.pid, 'SIGKILL')
    process.kill(postmaster, 'SIGKILL')
  })
  await running.ended
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLED_AFTER)
  expect(acknowledged.length).toBeLessThan(votes.length)

  const again = await startProgram(['start'], settings)
  onTestFinished(async () => void (await again.stop()))
  await onDatabase(dataDir, async (db) => {
    const stored = await db
      .selectFrom('vote')
      .innerJoin('participant', (join) =>
        join
          .onRef('participant.dialogue_id', '=', 'vote.dialogue_id')
          .onRef('participant.number', '=', 'vote.participant'),
      )
      .select(['pseudonym', 'statement', 'choice'])
      .where('vote.dialogue_id', '=', dialogue.id)
      .execute()
    const found = new Set(
      stored.map((row) => `${row.pseudonym.toString('hex')} ${row.statement} ${row.choice}`),
    )
    const lost = acknowledged.filter(({ secret, statement, choice }) => {
      const pseudonym = pseudonymOf(dialogue.key, secret).toString('hex')
      return !found.has(`${pseudonym} ${statement} ${values[choice]}`)
    })
    expect(lost).toEqual([])
    for (const { number, agree, disagree, pass } of await listResults(db, dialogue.id)) {
      const count = (value: number) =>
        stored.filter((row) => row.statement === number && row.choice === value).length
      expect([number, agree, disagree, pass]).toEqual([number, count(1), count(-1), count(0)])
    }
  })
}, 120_000)
