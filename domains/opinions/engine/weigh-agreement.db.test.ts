import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import type { Db } from '#db'
import { type Crowd, makeCrowd, now, type StoredVote, storeVotes } from '#stories'
import { useTestDatabase } from '#testing'
import { readMoment, renumberRestored } from './engine.store.ts'
import { endCrowd, startTestEngine, waitForMap } from './engine-testing.ts'
import type { OpinionEngine } from './opinion-engine.ts'

const database = useTestDatabase()
const running: OpinionEngine[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((engine) => engine.stop()))
})

type Shown = { statement: number; participant: number | null; propensity: number; at: Date }

async function storeShowings(db: Db, { id }: Crowd, shown: readonly Shown[]): Promise<void> {
  await db
    .insertInto('showing')
    .values(shown.map(({ at, ...one }) => ({ dialogue_id: id, shown_at: at, ...one })))
    .execute()
}

/**
 * Everybody answers the second and the third statement; the first one only half as many who disagree as who agree, because
 * they were half as likely to be shown it.
 */
function unevenVotes(people: number): { votes: StoredVote[]; shown: Shown[] } {
  const at = (turn: number) => new Date(now.getTime() + turn * 1000)
  const votes: StoredVote[] = []
  const shown: Shown[] = []
  for (let participant = 1; participant <= people; participant++) {
    const agrees = participant % 2 === 0
    const isShown = agrees || participant % 4 === 1
    for (const statement of isShown ? [1, 2, 3] : [2, 3]) {
      const choice = (statement === 3) === agrees ? -1 : 1
      votes.push({ participant, statement, choice, at: at(2 * statement + 1) })
      const propensity = statement === 1 ? (agrees ? 0.5 : 0.25) : 0.5
      shown.push({ participant, statement, propensity, at: at(2 * statement) })
    }
  }
  return { votes, shown }
}

test('answers are weighed by how likely they were to be asked for, beside how they were counted', async () => {
  const { db, url } = database()
  const crowd = await makeCrowd(db, 120, 3)
  const { votes, shown } = unevenVotes(120)
  await storeShowings(db, crowd, shown)
  await storeVotes(db, crowd.id, votes)
  await endCrowd(db, crowd)
  running.push(await startTestEngine(url))
  const { evidence } = await waitForMap(db, crowd.id, (map) => map.evidence !== null)
  expect(evidence?.showings).toMatchObject({ drawn: 1, chosen: 0, unknown: 0, clipped: 0 })
  const first = evidence?.showings?.statements.find(({ statement }) => statement === 1)
  expect(first).toMatchObject({ answers: 90, share: 0.67, weighted: 0.5, effective: 80 })
  expect(first?.weightedLower).toBeLessThanOrEqual(first?.lower ?? 0)
})

test('what is shown later is read on, and once', async () => {
  const { db, url } = database()
  const crowd = await makeCrowd(db, 120, 3)
  const { votes, shown } = unevenVotes(120)
  const isEarly = ({ participant }: { participant: number | null }) => (participant ?? 0) <= 60
  await storeShowings(db, crowd, shown.filter(isEarly))
  await storeVotes(db, crowd.id, votes.filter(isEarly))
  running.push(await startTestEngine(url))
  await waitForMap(db, crowd.id, ({ evidence }) => evidence?.showings?.drawn === 1)
  await storeShowings(
    db,
    crowd,
    shown.filter((one) => !isEarly(one)),
  )
  await storeVotes(
    db,
    crowd.id,
    votes.filter((one) => !isEarly(one)),
  )
  await endCrowd(db, crowd)
  const { evidence } = await waitForMap(db, crowd.id, (map) => map.evidence?.votes === votes.length)
  expect(evidence?.showings).toMatchObject({ drawn: 1, unknown: 0 })
  expect(evidence?.showings?.statements[0]).toMatchObject({ statement: 1, share: 0.67, weighted: 0.5 })
})

test('without a log of what was shown nothing is weighed', async () => {
  const { db, url } = database()
  const crowd = await makeCrowd(db, 40, 3)
  await storeVotes(db, crowd.id, unevenVotes(40).votes)
  await endCrowd(db, crowd)
  running.push(await startTestEngine(url))
  const { evidence } = await waitForMap(db, crowd.id, (map) => map.evidence !== null)
  expect(evidence?.showings).toBeNull()
})

test('a log that came with a restore is numbered as here, and so read at once', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 8, 3)
  await storeShowings(db, crowd, unevenVotes(8).shown)
  await sql`update showing set transaction = '9000000000' where dialogue_id = ${crowd.id}::uuid`.execute(db)
  await renumberRestored(db, crowd.id)
  const moment = await readMoment(db)
  const ahead = await db
    .selectFrom('showing')
    .select('position')
    .where('dialogue_id', '=', crowd.id)
    .where(sql<boolean>`transaction >= ${moment}::text::xid8`)
    .execute()
  expect(ahead).toEqual([])
})
