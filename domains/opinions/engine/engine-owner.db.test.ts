import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from '#platform/clock'
import { type Crowd, campVotes, makeCrowd, now, storeVotes } from '#stories'
import { useTestDatabase } from '#testing'
import { claimDialogue, saveMap, sessionOf } from './engine.store.ts'
import { type EngineConnections, openConnections } from './engine-connections.ts'
import { EngineDialogue } from './engine-dialogue.ts'
import { OwnedDialogue } from './engine-owner.ts'
import { createEnginePool, type EnginePool } from './engine-pool.ts'
import { exclude, quickPace, tellsAll } from './engine-testing.ts'

const database = useTestDatabase()
const opened: Pick<EngineConnections | EnginePool, 'close'>[] = []

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function openOwn(): Promise<EngineConnections> {
  const connections = await openConnections(database().url)
  opened.push(connections)
  return connections
}

/** Breaks the connection that holds the locks; the next one is there when this ends. */
async function loseSession({ session, owner }: EngineConnections): Promise<void> {
  await sql`select pg_terminate_backend(${owner}::integer)`.execute(database().db)
  await expect.poll(() => sessionOf(session).catch(() => owner)).not.toBe(owner)
}

/** Of everything by now, whatever transactions of other tests go on. */
async function momentNow(): Promise<string> {
  const { rows } = await sql<{ through: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as through`.execute(database().db)
  return rows[0]?.through ?? '0'
}

async function mapOf({ id }: Crowd, version: number) {
  const drawn = new EngineDialogue().draw(undefined, null, tellsAll)
  const through = await momentNow()
  return { dialogueId: id, version, madeAt: now, through, isSettled: true, isFinal: false, drawn }
}

async function listVersions({ id }: Crowd): Promise<number[]> {
  const { db } = database()
  const query = db.selectFrom('opinion_snapshot').select('version').where('dialogue_id', '=', id)
  const rows = await query.orderBy('version').execute()
  return rows.map(({ version }) => version)
}

async function countChanges({ id }: Crowd): Promise<number> {
  const { db } = database()
  const rows = await db.selectFrom('opinion_change').selectAll().where('dialogue_id', '=', id).execute()
  return rows.length
}

test('who lost the session that owned a dialogue stores no map, and removes nothing', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 4, 3)
  const [lost, heir] = [await openOwn(), await openOwn()]
  expect(await claimDialogue(lost.session, crowd.id)).toBe(true)
  expect(await claimDialogue(heir.session, crowd.id)).toBe(false)
  for (const version of [1, 2, 3])
    expect(await saveMap(lost.session, { ...(await mapOf(crowd, version)), owner: lost.owner })).toBe(true)
  await exclude(db, crowd, 1)
  const changes = await countChanges(crowd)

  await loseSession(lost)
  expect(await claimDialogue(heir.session, crowd.id)).toBe(true)
  expect(await saveMap(lost.session, { ...(await mapOf(crowd, 4)), owner: lost.owner })).toBe(false)
  expect([await listVersions(crowd), await countChanges(crowd)]).toEqual([[1, 2, 3], changes])

  expect(await saveMap(heir.session, { ...(await mapOf(crowd, 4)), owner: heir.owner })).toBe(true)
  expect([await listVersions(crowd), await countChanges(crowd)]).toEqual([[2, 3, 4], 0])
})

test('a version that is there already is not stored again, nor one before it', async () => {
  const crowd = await makeCrowd(database().db, 4, 3)
  const { session, owner } = await openOwn()
  expect(await saveMap(session, { ...(await mapOf(crowd, 2)), owner })).toBe(true)
  for (const version of [2, 1])
    expect(await saveMap(session, { ...(await mapOf(crowd, version)), owner })).toBe(false)
  expect(await listVersions(crowd)).toEqual([2])
})

test('an owner that lost its session while a map was made lets the dialogue go', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 20, 8)
  await storeVotes(db, crowd.id, [...campVotes(20, 8)])
  const connections = await openOwn()
  const pool = createEnginePool()
  opened.push(pool)
  const rest = { pool, pace: quickPace, clock: systemClock, timeZone: 'Europe/Amsterdam' }
  const dialogue = new OwnedDialogue(crowd.id, 'small', { ...connections, ...rest })
  dialogue.load({ mayBeRestored: false })
  await dialogue.finishMap()
  await loseSession(connections)
  dialogue.tick()
  await dialogue.finishMap()
  expect(dialogue.failure?.message).toBe(`Another worker owns dialogue ${crowd.id} now.`)
  expect(await listVersions(crowd)).toEqual([])
})

test('a map begins when votes are read, and does not wait because it was noted how far others were read', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 40, 8)
  await storeVotes(db, crowd.id, [...campVotes(20, 8)])
  const connections = await openOwn()
  const pool = createEnginePool()
  opened.push(pool)
  const pace = { ...quickPace, mapEvery: 60_000, studyEvery: 600_000 }
  const rest = { pool, pace, clock: systemClock, timeZone: 'Europe/Amsterdam' }
  const dialogue = new OwnedDialogue(crowd.id, 'small', { ...connections, ...rest })
  const settle = () => expect.poll(() => dialogue.isBusy).toBe(false)
  const answer = async (people: readonly number[]) => {
    await storeVotes(
      db,
      crowd.id,
      people.map((participant) => ({ participant, statement: 1, choice: 1 })),
    )
    dialogue.read({ dialogueId: crowd.id, hasVotes: true, hasChanges: false }, await momentNow())
    await settle()
  }
  dialogue.load({ mayBeRestored: false })
  await settle()
  dialogue.tick()
  await settle()
  vi.useFakeTimers({ toFake: ['performance'] })
  try {
    vi.advanceTimersByTime(120_000)
    await answer([21])
    expect(await listVersions(crowd)).toEqual([1])
    await answer([22, 23, 24, 25, 26, 27, 28, 29, 30])
    expect(await listVersions(crowd)).toEqual([1, 2])
  } finally {
    vi.useRealTimers()
  }
})
