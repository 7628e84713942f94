import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { DB, Db } from '#db'
import { listBallotTallies, peopleTold } from '#domains/deliberate'
import { pseudonymOf } from '#domains/entrance'
import { connect } from '#platform/db'

export const choices = ['agree', 'disagree', 'pass'] as const
const values = { agree: 1, disagree: -1, pass: 0 }

/** A vote from the browser that keeps this secret. */
export type TestVote = { secret: string; statement: number; choice: (typeof choices)[number] }

/**
 * Sends votes, some at once and to each page in turn, whether its server is still there or not.
 * @returns those that were acknowledged
 */
export async function sendVotes(
  pages: string[],
  votes: TestVote[],
  { atOnce, onAcknowledged }: { atOnce: number; onAcknowledged?: (many: number) => void },
): Promise<TestVote[]> {
  const acknowledged: TestVote[] = []
  const waiting = votes.entries()
  const send = async () => {
    for (const [at, vote] of waiting) {
      const page = pages[at % pages.length] ?? ''
      const response = await fetch(`${page}/vote`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: new URL(page).origin, cookie: `wk-participant=${vote.secret}` },
        body: new URLSearchParams({ statement: String(vote.statement), choice: vote.choice }),
      }).catch(() => undefined)
      if (!response) continue
      expect(response.headers.get('location')).toContain(`after=${vote.statement}`)
      acknowledged.push(vote)
      onAcknowledged?.(acknowledged.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, send))
  return acknowledged
}

/**
 * Fails where a vote that was acknowledged is not stored, or where the counts are not those of the votes.
 * @returns how many votes are stored
 */
export async function expectAllKept(
  db: Db,
  dialogue: { id: string; key: Buffer | null },
  acknowledged: TestVote[],
): Promise<number> {
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
    const pseudonym = pseudonymOf(dialogue.key ?? Buffer.alloc(0), secret).toString('hex')
    return !found.has(`${pseudonym} ${statement} ${values[choice]}`)
  })
  expect(lost).toEqual([])
  for (const { number, agree, disagree, pass } of await listBallotTallies(db, dialogue.id)) {
    const count = (value: number) =>
      stored.filter((row) => row.statement === number && row.choice === value).length
    expect([number, agree, disagree, pass]).toEqual([number, count(1), count(-1), count(0)])
  }
  return stored.length
}

/** Works on the database of whatever runs in the data folder. */
export async function onDatabase<Result>(
  dataDir: string,
  work: (db: Db) => Promise<Result>,
): Promise<Result> {
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
export async function findOpenDialogue(db: Db, statements = 4) {
  const dialogue = await db
    .selectFrom('dialogue')
    .innerJoin('entrance', 'entrance.id', 'dialogue.id')
    .select(['dialogue.id', 'slug', 'key'])
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  const found = await db
    .selectFrom('statement')
    .select('number')
    .where('dialogue_id', '=', dialogue.id)
    .where('state', '=', 'published')
    .orderBy('number')
    .limit(statements)
    .execute()
  return {
    id: dialogue.id,
    slug: dialogue.slug,
    key: dialogue.key ?? Buffer.alloc(0),
    statements: found.map((statement) => statement.number),
  }
}

/** How many of the votes that are stored may be told, and so stand on the map. */
export async function countTold(db: Db, dialogueId: string): Promise<number> {
  const counted = db.selectFrom('vote').where('dialogue_id', '=', dialogueId).groupBy('statement')
  const rows = await counted.select((eb) => eb.fn.countAll<number>().as('people')).execute()
  return rows.reduce((sum, { people }) => sum + peopleTold(people, false), 0)
}

/** How many votes the newest map is made of. */
export async function votesOnMap(db: Db, dialogueId: string): Promise<number | undefined> {
  const found = await db
    .selectFrom('opinion_snapshot')
    .select('map')
    .where('dialogue_id', '=', dialogueId)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  return (found?.map as { votes: number } | undefined)?.votes
}
