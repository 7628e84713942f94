import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { layOut, loadRows, makePlacer, packPlacer, toVoteMatrix } from '#cores/opinion'
import type { Db } from '#db'
import { silentLog as log } from '#platform/log'
import { makeOpenDialogue, now } from '#stories'
import { useTestDatabase } from '#testing'
import { SNAPSHOT_CHANNEL } from './engine.store.ts'
import { createSnapshotFeed, type SnapshotFeed } from './snapshot-feed.ts'

const database = useTestDatabase()
let feed: SnapshotFeed | undefined
afterEach(async () => {
  await feed?.close()
})

const placer = Buffer.from(packPlacer(makePlacer(layOut(toVoteMatrix(loadRows([]))).model)))

async function storeVersion(db: Db, dialogueId: string, version: number): Promise<void> {
  await db
    .insertInto('opinion_snapshot')
    .values({
      dialogue_id: dialogueId,
      version,
      made_at: now,
      cluster: 'here',
      through_transaction: '0',
      ...{ format: 3, is_final: false, members: Buffer.alloc(0), left_out: [], turns: [] },
      is_settled: true,
      map: JSON.stringify({ votes: version }),
      placer,
    })
    .execute()
}

async function announce(db: Db, dialogueId: string, version: number): Promise<void> {
  await sql`select pg_notify(${SNAPSHOT_CHANNEL}, ${`${dialogueId} ${version}`}::text)`.execute(db)
}

/** The server's processes that wait for a lock to read a map, those that came first in front. */
async function listWaiting(db: Db): Promise<number[]> {
  const { rows } = await sql<{ pid: number }>`
    select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and query like '%"placer"%'
    order by query_start`.execute(db)
  return rows.map((row) => row.pid)
}

/** Whether the feed hears what is announced from now on: until then it finds new maps by looking. */
async function isListening(db: Db): Promise<boolean> {
  const { rows } = await sql`
    select from pg_stat_activity
    where datname = current_database() and state = 'idle' and query like 'listen %'`.execute(db)
  return rows.length > 0
}

test('followers are told each newer map, and whoever asks gets the newest', async () => {
  const { db, url: databaseUrl } = database()
  const { id } = await makeOpenDialogue(db)
  feed = createSnapshotFeed({ db, databaseUrl, log })
  expect(await feed.newest(id)).toBeUndefined()
  const told: number[] = []
  const unfollow = feed.follow(id, { tell: ({ version }) => told.push(version), end: () => told.push(0) })
  for (const version of [1, 2]) {
    await storeVersion(db, id, version)
    await announce(db, id, version)
    await expect.poll(() => told.at(-1)).toBe(version)
  }
  expect((await feed.newest(id))?.version).toBe(2)
  unfollow()
  await feed.close()
  expect(told).toEqual([1, 2])
})

test('a read that fails does not bring an older map back over a newer one', async () => {
  const { db, url: databaseUrl } = database()
  const { id } = await makeOpenDialogue(db)
  feed = createSnapshotFeed({ db, databaseUrl, log })
  const told: number[] = []
  feed.follow(id, { tell: ({ version }) => told.push(version), end: () => undefined })
  await storeVersion(db, id, 1)
  await announce(db, id, 1)
  await expect.poll(() => told).toEqual([1])
  await expect.poll(() => isListening(db)).toBe(true)
  await db.transaction().execute(async (tx) => {
    await sql`lock table opinion_snapshot in access exclusive mode`.execute(tx)
    await storeVersion(tx, id, 2)
    for (const reads of [1, 2]) {
      await announce(db, id, 2)
      await expect.poll(() => listWaiting(db)).toHaveLength(reads)
    }
    const [first] = await listWaiting(db)
    await sql`select pg_cancel_backend(${first}::integer)`.execute(db)
    await expect.poll(() => listWaiting(db)).toHaveLength(1)
  })
  await expect.poll(() => told).toContain(2)
  expect((await feed.newest(id))?.version).toBe(2)
})

test('a first read that failed is done again for whoever asks next, also while somebody follows', async () => {
  const { db, url: databaseUrl } = database()
  const { id } = await makeOpenDialogue(db)
  feed = createSnapshotFeed({ db, databaseUrl, log })
  await storeVersion(db, id, 1)
  await db.transaction().execute(async (tx) => {
    await sql`lock table opinion_snapshot in access exclusive mode`.execute(tx)
    feed?.follow(id, { tell: () => undefined, end: () => undefined })
    const broken = expect(feed?.newest(id)).rejects.toThrow('canceling statement')
    const [reading] = await vi.waitUntil(
      async () => {
        const waiting = await listWaiting(db)
        return waiting.length > 0 && waiting
      },
      { timeout: 30_000 },
    )
    await sql`select pg_cancel_backend(${reading}::integer)`.execute(db)
    await broken
  })
  expect((await feed.newest(id))?.version).toBe(1)
})
