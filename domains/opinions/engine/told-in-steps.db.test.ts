import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { excludeParticipants, listResults } from '#domains/deliberate'
import { listTold } from '#domains/deliberate/testing'
import { type Crowd, campVotes, makeCrowd, now, type StoredVote, storeVotes } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { saveMap } from './engine.store.ts'
import { openConnections } from './engine-connections.ts'
import { EngineDialogue } from './engine-dialogue.ts'
import { cellsOf, endCrowd, startTestEngine, tellsAll, waitForMap } from './engine-testing.ts'
import type { OpinionEngine } from './opinion-engine.ts'
import { findSnapshot } from './snapshot.queries.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
let engine: OpinionEngine | undefined

async function start(): Promise<void> {
  engine = await startTestEngine(database().url)
}

async function stop(): Promise<void> {
  await engine?.stop()
  engine = undefined
}

afterEach(async () => {
  await stop()
  await database().db.updateTable('dialogue').set({ state: 'draft' }).execute()
})

/** Until nothing is left to do. */
async function settle({ id }: Crowd): Promise<void> {
  const isIdle = () => engine?.owned().some((one) => one.dialogueId === id && one.isIdle)
  await expect.poll(isIdle, { timeout: 20_000, interval: 10 }).toBe(true)
}

/** As many people who answer the first statement, one after the other. */
const answers = (from: number, many: number): StoredVote[] =>
  Array.from({ length: many }, (_, at) => ({ participant: from + at, statement: 1, choice: 1 }))

const agreeing = async ({ id }: Crowd) => (await listResults(database().db, id))[0]?.agree

const turnsOf = async ({ id }: Crowd) =>
  (
    await database()
      .db.selectFrom('opinion_snapshot')
      .select('turns')
      .where('dialogue_id', '=', id)
      .orderBy('version', 'desc')
      .executeTakeFirst()
  )?.turns

test('while people can answer, a map and the figures beside it are of whole steps; once it is closed, of all', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 45, 6)
  const votes = [...campVotes(45, 6)]
  await storeVotes(db, crowd.id, votes)
  await start()
  const open = await waitForMap(db, crowd.id, (map) => map.votes > 0)
  const results = await listResults(db, crowd.id)
  for (const { number, agree, disagree, pass } of results) {
    const told = [...listTold(votes, number).values()]
    const many = (choice: number) => told.filter((one) => one === choice).length
    expect([number, agree, disagree, pass]).toEqual([number, many(1), many(-1), many(0)])
  }
  const told = results.reduce((sum, { agree, disagree, pass }) => sum + agree + disagree + pass, 0)
  expect(open.votes).toBe(told)
  expect(told % 10).toBe(0)
  await endCrowd(db, crowd)
  const over = await waitForMap(db, crowd.id, (map) => map.votes === votes.length)
  expect(over.participants).toBe(new Set(votes.map(({ participant }) => participant)).size)
})

test('a last day that passes ends a dialogue by itself; where it is moved, ten more people make the next step', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 70, 3)
  const lastDay = (closes_on: string | null) =>
    db.updateTable('dialogue').set({ closes_on }).where('id', '=', crowd.id).execute()
  await storeVotes(db, crowd.id, answers(1, 37))
  await start()
  await expect.poll(() => agreeing(crowd)).toBe(20)
  await lastDay('2026-03-01')
  await expect.poll(() => agreeing(crowd)).toBe(37)
  await settle(crowd)
  await lastDay(null)
  await expect.poll(() => turnsOf(crowd)).toEqual([37, 37])
  await settle(crowd)
  await storeVotes(db, crowd.id, answers(38, 22))
  await settle(crowd)
  expect(await agreeing(crowd)).toBe(37)
  // Another worker, which begins anew, goes on where that one was.
  await stop()
  await storeVotes(db, crowd.id, answers(60, 1))
  await start()
  await expect.poll(() => agreeing(crowd)).toBe(50)
})

test('whoever takes a dialogue over tells nothing of what was held back', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 60, 6)
  const votes = [...campVotes(39, 6)]
  await storeVotes(db, crowd.id, votes)
  await start()
  await waitForMap(db, crowd.id, (map) => map.evidence !== null && map.votes > 0)
  await settle(crowd)
  const before = { results: await listResults(db, crowd.id), map: await findSnapshot(db, crowd.id) }
  await stop()
  const isNearStep = ({ number }: { number: number }) =>
    votes.filter(({ statement }) => statement === number).length % 10 === 9
  const statement = before.results.find((result) => !isNearStep(result))?.number ?? 0
  await storeVotes(db, crowd.id, [{ participant: 40, statement, choice: -1 }])
  await start()
  await settle(crowd)
  expect(await listResults(db, crowd.id)).toEqual(before.results)
  const after = await findSnapshot(db, crowd.id)
  expect(after?.votes).toBe(before.map?.votes)
  expect(after?.commonGround).toEqual(before.map?.commonGround)
  expect(after?.cells).toEqual(before.map?.cells)
})

test('people are left out of the maps ten at a time, also when another worker takes over in between', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 60, 6)
  await storeVotes(db, crowd.id, [...campVotes(60, 6)])
  await start()
  const all = await waitForMap(db, crowd.id, (map) => map.evidence !== null && map.votes > 0)
  const leaveOut = (participants: number[]) =>
    inTransaction((tx) =>
      excludeParticipants(
        tx,
        { dialogueId: crowd.id, participants, isExcluded: true, reason: 'Twee keer dezelfde persoon.' },
        { by: crowd.by, now },
      ),
    )
  await leaveOut([1, 2, 3, 4, 5, 6, 7, 8, 9])
  await settle(crowd)
  await stop()
  await db.updateTable('opinion_snapshot').set({ is_settled: false }).execute()
  await start()
  await settle(crowd)
  expect((await findSnapshot(db, crowd.id))?.votes).toBe(all.votes)
  await leaveOut([10])
  const without = await waitForMap(db, crowd.id, (map) => map.votes < all.votes)
  expect(without.participants).toBe(all.participants - 10)
})

test('an answer that comes after the end is told with nine others, or never', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 60, 3)
  await storeVotes(db, crowd.id, answers(1, 15))
  await endCrowd(db, crowd)
  await start()
  await expect.poll(() => agreeing(crowd)).toBe(15)
  await settle(crowd)
  await storeVotes(db, crowd.id, answers(16, 9))
  await settle(crowd)
  expect(await agreeing(crowd)).toBe(15)
  await storeVotes(db, crowd.id, answers(25, 1))
  await expect.poll(() => agreeing(crowd)).toBe(25)
})

test('figures are told with the map of the same votes, or not at all', async () => {
  const { db, url } = database()
  const crowd = await makeCrowd(db, 30, 3)
  const connections = await openConnections(url)
  const dialogue = new EngineDialogue()
  dialogue.apply(cellsOf(answers(1, 30)))
  const drawn = dialogue.draw(undefined, null, tellsAll)
  const { rows } = await sql<{
    through: string
  }>`select pg_snapshot_xmin(pg_current_snapshot())::text as through`.execute(db)
  const made = {
    ...{ dialogueId: crowd.id, version: 1, madeAt: now, through: rows[0]?.through ?? '0' },
    ...{ isSettled: false, isFinal: false, drawn },
  }
  expect(await saveMap(connections.session, { ...made, owner: connections.owner + 1 })).toBe(false)
  expect(await agreeing(crowd)).toBe(0)
  expect(await saveMap(connections.session, { ...made, owner: connections.owner })).toBe(true)
  expect(await agreeing(crowd)).toBe(20)
  await connections.close()
})

test('a map of another format is not shown, and made anew', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 40, 6)
  await storeVotes(db, crowd.id, [...campVotes(40, 6)])
  await start()
  const { version } = await waitForMap(db, crowd.id, (map) => map.votes > 0)
  await settle(crowd)
  await stop()
  await db.updateTable('opinion_snapshot').set({ format: 1 }).where('dialogue_id', '=', crowd.id).execute()
  expect(await findSnapshot(db, crowd.id)).toBeUndefined()
  await start()
  expect((await waitForMap(db, crowd.id, (map) => map.votes > 0)).version).toBeGreaterThan(version)
})

test('that somebody wrote a statement which waits for a moderator makes no map: nobody sees when', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 40, 6)
  await storeVotes(db, crowd.id, [...campVotes(40, 6)])
  await start()
  await waitForMap(db, crowd.id, (map) => map.evidence !== null && map.votes > 0)
  await settle(crowd)
  const versionNow = async () => (await findSnapshot(db, crowd.id))?.version ?? 0
  const before = await versionNow()
  const write = (number: number, state: 'held' | 'published') => {
    const statement = {
      dialogue_id: crowd.id,
      number,
      text: `Idee ${number}.`,
      fingerprint: `idee ${number}`,
    }
    return db
      .insertInto('statement')
      .values({ ...statement, language: 'nl', state, created_at: now })
      .execute()
  }
  await write(100, 'held')
  const isRead = async () =>
    (await db.selectFrom('opinion_change').selectAll().where('dialogue_id', '=', crowd.id).execute()).length
  await expect.poll(isRead).toBe(0)
  await settle(crowd)
  expect(await versionNow()).toBe(before)
  await write(101, 'published')
  await expect.poll(versionNow).toBeGreaterThan(before)
})
