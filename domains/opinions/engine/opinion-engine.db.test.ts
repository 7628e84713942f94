import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { type Placer, unpackPlacer } from '#cores/opinion'
import type { DB, Db } from '#db'
import { connect } from '#platform/db'
import { type Crowd, campVotes, makeCrowd, now, storeVotes, votesWithBrigade } from '#stories'
import { useTestDatabase } from '#testing'
import { readArrangement } from './engine.store.ts'
import { EngineDialogue } from './engine-dialogue.ts'
import {
  cellsOf,
  endCrowd,
  exclude,
  startTestEngine,
  takeBackVotes,
  tellsAll,
  waitForMap,
} from './engine-testing.ts'
import { countLateMaps, findLongTransaction } from './late-maps.ts'
import type { OpinionEngine } from './opinion-engine.ts'
import { type DialogueSnapshot, placeOwnVotes } from './snapshot.ts'

const database = useTestDatabase()
const running: OpinionEngine[] = []

async function start(): Promise<OpinionEngine> {
  const engine = await startTestEngine(database().url)
  running.push(engine)
  return engine
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((engine) => engine.stop()))
  await database().db.updateTable('dialogue').set({ state: 'draft' }).execute()
})

/** What a fresh engine makes of the votes as they are. */
async function fromScratch(db: Db, { id }: Crowd) {
  const dialogue = new EngineDialogue()
  const { statements, excluded } = await readArrangement(db, id)
  dialogue.setStatements(statements)
  dialogue.setExcluded(excluded)
  const votes = await db.selectFrom('vote').selectAll().where('dialogue_id', '=', id).execute()
  dialogue.apply(cellsOf(votes.map((vote) => ({ ...vote, at: vote.voted_at }))))
  dialogue.setOver(true)
  return dialogue.draw(undefined, null, tellsAll)
}

/** Axes, strongest first, without the signs: order and signs depend on the map shown before. */
function axesOf({ model: { axes } }: Placer): { value: number; loadings: number[] }[] {
  return axes.components
    .map((component, at) => ({
      value: axes.values[at] ?? Number.NaN,
      loadings: Array.from(component, Math.abs),
    }))
    .sort((a, b) => b.value - a.value)
}

async function expectExact(db: Db, crowd: Crowd, snapshot: DialogueSnapshot): Promise<void> {
  const { map, placer } = await fromScratch(db, crowd)
  expect([snapshot.participants, snapshot.statements, snapshot.votes]).toEqual([
    map.participants,
    map.statements,
    map.votes,
  ])
  const again = unpackPlacer(placer)
  expect(snapshot.placer.model.axes.center).toEqual(again.model.axes.center)
  expect(snapshot.placer.model.noise).toBeCloseTo(again.model.noise, 9)
  axesOf(snapshot.placer).forEach(({ value, loadings }, axis) => {
    const other = axesOf(again)[axis]
    expect(value).toBeCloseTo(other?.value ?? Number.NaN, 9)
    loadings.forEach((loading, column) => {
      expect(loading).toBeCloseTo(other?.loadings[column] ?? Number.NaN, 9)
    })
  })
}

test('the first votes make a map, which places a participant where it puts a row like that', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 40, 12)
  await endCrowd(db, crowd)
  await start()
  await storeVotes(db, crowd.id, [...campVotes(40, 12)])
  const settled = await waitForMap(db, crowd.id, (map) => map.evidence !== null)
  // The votes may be read once more, and three maps are kept: the first is among them.
  const [made] = await db
    .selectFrom('opinion_snapshot')
    .select(['version', 'map', 'is_settled'])
    .where('dialogue_id', '=', crowd.id)
    .orderBy('version')
    .execute()
  expect(made).toMatchObject({ version: 1, map: { participants: 40, evidence: null }, is_settled: false })
  expect(settled.version).toBeGreaterThan(1)
  expect(settled.evidence?.groups.found.draws).toBeGreaterThan(0)
  const even = new Map([1, 2, 4, 5, 7, 8, 3, 6].map((statement) => [statement, statement % 3 === 0 ? -1 : 1]))
  const odd = new Map([...even].map(([statement, vote]) => [statement, -vote]))
  const [one, other] = [placeOwnVotes(settled, even), placeOwnVotes(settled, odd)]
  expect(Math.sign(one.position[0])).toBe(-Math.sign(other.position[0]))
  expect(one.uncertainty).toBeGreaterThan(0)
})

test('changed, withdrawn, moderated and excluded votes leave a map as if made from scratch', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 60, 15)
  await start()
  const votes = [...campVotes(60, 15)]
  for (let from = 0; from < votes.length; from += 100)
    await storeVotes(db, crowd.id, votes.slice(from, from + 100))
  await waitForMap(db, crowd.id, (map) => map.votes > 0)
  await storeVotes(
    db,
    crowd.id,
    votes
      .slice(0, 50)
      .map((vote) => ({ ...vote, choice: vote.choice === 1 ? -1 : 1, at: new Date(now.getTime() - 1) })),
  )
  await takeBackVotes(db, crowd.id, votes.slice(50, 70))
  await exclude(db, crowd, 7)
  await exclude(db, crowd, 8)
  await exclude(db, crowd, 8, false)
  await db
    .updateTable('statement')
    .set({ state: 'refused', reason_code: 'unclear' })
    .where('dialogue_id', '=', crowd.id)
    .where('number', '=', 5)
    .execute()
  await endCrowd(db, crowd)
  const [counted] = (
    await sql<{ votes: number; people: number }>`
      select count(*) filter (where statement <> 5)::integer as votes,
        count(distinct participant)::integer as people
      from vote where dialogue_id = ${crowd.id} and participant <> 7`.execute(db)
  ).rows
  const snapshot = await waitForMap(
    db,
    crowd.id,
    (map) => map.votes === counted?.votes && map.statements === 14,
  )
  await expectExact(db, crowd, snapshot)
  expect(snapshot.participants).toBe(counted?.people)
})

test('a vote of a transaction that began early and ended late is not skipped', async () => {
  const { db, url } = database()
  const crowd = await makeCrowd(db, 30, 10)
  await endCrowd(db, crowd)
  await start()
  const late = connect<DB>(url, { max: 1 })
  await late.db.transaction().execute(async (tx) => {
    await sql`select pg_current_xact_id()`.execute(tx)
    await storeVotes(db, crowd.id, [...campVotes(29, 10)])
    await new Promise((resolve) => setTimeout(resolve, 200))
    await storeVotes(tx, crowd.id, [{ participant: 30, statement: 1, choice: 1 }])
  })
  await late.close()
  const snapshot = await waitForMap(db, crowd.id, (map) => map.participants === 30)
  await expectExact(db, crowd, snapshot)
})

test('a transaction that does not end keeps votes from the maps, and doctor says so and names it', async () => {
  const { db, url } = database()
  const crowd = await makeCrowd(db, 20, 8)
  await start()
  await storeVotes(db, crowd.id, [...campVotes(19, 8)])
  const later = new Date(now.getTime() + 40 * 24 * 60 * 60_000)
  await expect.poll(() => countLateMaps(db, later)).toBe(0)
  const open = connect<DB>(url, { max: 1 })
  await open.db.transaction().execute(async (tx) => {
    await sql`select pg_current_xact_id()`.execute(tx)
    await storeVotes(db, crowd.id, [{ participant: 20, statement: 1, choice: 1 }])
    expect(await countLateMaps(db, later)).toBe(1)
    expect(await findLongTransaction(db, 0)).toMatchObject({ database: new URL(url).pathname.slice(1) })
  })
  await open.close()
  await expect.poll(() => countLateMaps(db, later)).toBe(0)
})

test('two engines on one database: each dialogue has one owner, and the other takes over when it stops', async () => {
  const { db } = database()
  const crowds = await Promise.all([makeCrowd(db, 20, 8), makeCrowd(db, 20, 8), makeCrowd(db, 20, 8)])
  const [first, second] = [await start(), await start()]
  for (const crowd of crowds) await storeVotes(db, crowd.id, [...campVotes(20, 8)])
  const owned = () => [...first.owned(), ...second.owned()].filter((one) => one.isIdle).length
  await expect.poll(owned).toBe(3)
  const owners = [...first.owned(), ...second.owned()].map((one) => one.dialogueId)
  expect(owners.toSorted()).toEqual(crowds.map((crowd) => crowd.id).toSorted())
  await first.stop()
  for (const crowd of crowds)
    await takeBackVotes(db, crowd.id, [
      { participant: 1, statement: 1 },
      { participant: 1, statement: 2 },
      { participant: 2, statement: 1 },
    ])
  for (const crowd of crowds) {
    await endCrowd(db, crowd)
    const { rows } = await sql<{
      votes: number
    }>`select count(*)::integer as votes from vote where dialogue_id = ${crowd.id}`.execute(db)
    const snapshot = await waitForMap(db, crowd.id, (map) => map.votes === rows[0]?.votes)
    await expectExact(db, crowd, snapshot)
  }
  running.splice(running.indexOf(first), 1)
})

test('an engine that loses its connection gives its dialogues up and catches up exactly', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 60, 10)
  const engine = await start()
  const votes = [...campVotes(60, 10)]
  await storeVotes(db, crowd.id, votes.slice(0, 300))
  const before = await waitForMap(db, crowd.id, (map) => map.votes > 0)
  // Other test files have databases, and locks, of their own on the same server.
  await sql`select pg_terminate_backend(pid) from pg_locks
    where locktype = 'advisory' and pid <> pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())`.execute(db)
  await storeVotes(db, crowd.id, votes.slice(300))
  await endCrowd(db, crowd)
  const after = await waitForMap(db, crowd.id, (map) => map.votes === votes.length)
  expect(after.version).toBeGreaterThan(before.version)
  await expectExact(db, crowd, after)
  expect(engine.owned().map((one) => one.dialogueId)).toEqual([crowd.id])
})

test('a map does not flip when votes come in, and its newest versions are kept', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 150, 12)
  await start()
  const votes = [...campVotes(150, 12)]
  let shown: DialogueSnapshot | undefined
  for (let upTo = 400; upTo < votes.length; upTo += 200) {
    await storeVotes(db, crowd.id, votes.slice(upTo === 400 ? 0 : upTo - 200, upTo))
    const next = await waitForMap(db, crowd.id, (map) => map.votes > (shown?.votes ?? 0))
    const [before, after] = [shown, next].map((map) => map?.placer.model.axes.components[0])
    if (before && after)
      expect(
        before.reduce((sum, loading, column) => sum + loading * (after[column] ?? 0), 0),
      ).toBeGreaterThan(0)
    shown = next
  }
  const kept = await db
    .selectFrom('opinion_snapshot')
    .select('version')
    .where('dialogue_id', '=', crowd.id)
    .execute()
  expect(kept.length).toBeLessThanOrEqual(3)
})

test('who votes in concert is told, with the map beside it as it is without them, turned alike', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 130, 24)
  await endCrowd(db, crowd)
  await start()
  await storeVotes(db, crowd.id, [...votesWithBrigade(100, 30, 24)])
  const { suspects, axes } = await waitForMap(
    db,
    crowd.id,
    (map) => map.participants === 130 && map.evidence?.participants === 130,
  )
  expect(suspects?.clusters.flatMap((cluster) => cluster.participants).toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: 30 }, (_, at) => 101 + at),
  )
  const [everybody, others] = [suspects?.with, suspects?.without]
  expect([everybody?.participants, others?.participants]).toEqual([130, 100])
  expect(everybody?.explained).toEqual(axes.explained.map(({ variance }) => variance))
  expect(others?.drawn?.cellRadius).toBe(everybody?.drawn?.cellRadius)
  expect(others?.drawn?.cells.every(({ people }) => people >= 10)).toBe(true)
  const drawn = (side: typeof others) =>
    (side?.drawn?.hiddenPeople ?? 0) + (side?.drawn?.cells ?? []).reduce((sum, cell) => sum + cell.people, 0)
  expect([drawn(everybody), drawn(others)]).toEqual([130, 100])
})

test('people and votes are counted by day and by how they came in', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 40, 12)
  await endCrowd(db, crowd)
  await sql`with entered as (
      insert into input (id, public_id, dossier_id, dialogue_id, kind, channel, received_at, published_at)
      select gen_random_uuid(), gen_random_uuid(), ${crowd.dossierId}::uuid, ${crowd.id}::uuid, 'votes', 'paper', ${now}::timestamptz, ${now}::timestamptz
      from generate_series(1, 15) returning id
    ), numbered as (select id, row_number() over () as number from entered)
    update participant set input_id = numbered.id from numbered
    where participant.dialogue_id = ${crowd.id}::uuid and participant.number = numbered.number`.execute(db)
  await start()
  const votes = [...campVotes(40, 12)]
  await storeVotes(db, crowd.id, votes)
  const { evidence } = await waitForMap(db, crowd.id, (map) => map.evidence?.votes === votes.length)
  const onPaper = votes.filter((vote) => vote.participant <= 15).length
  expect(evidence?.participation).toEqual({
    first: '2026-03-02',
    last: '2026-03-02',
    unit: 'day',
    periods: [{ from: '2026-03-02', until: '2026-03-02', units: 1, people: 40, votes: votes.length }],
    channels: [
      { channel: 'web', people: 25, votes: votes.length - onPaper },
      { channel: 'paper', people: 15, votes: onPaper },
    ],
  })
})

test.each([
  ['another cluster', sql`'another'`],
  ['a copy of this cluster that went on by itself', sql`cluster`],
])(
  'a map whose transactions are of %s is made anew, and doctor knows it until then',
  async (_of, cluster) => {
    const { db } = database()
    const crowd = await makeCrowd(db, 40, 12)
    const engine = await startTestEngine(database().url)
    const votes = [...campVotes(40, 12)]
    await storeVotes(db, crowd.id, votes.slice(1))
    await waitForMap(db, crowd.id, (map) => map.evidence !== null && map.votes > 0)
    await expect.poll(() => engine.owned().every((dialogue) => dialogue.isIdle)).toBe(true)
    await engine.stop()
    const later = new Date(now.getTime() + 40 * 24 * 60 * 60_000)
    expect(await countLateMaps(db, later)).toBe(0)
    // As a restored dump has them: numbers that this cluster has still to give out.
    await sql`update opinion_snapshot set cluster = ${cluster}, through_transaction = '9000000000'
    where dialogue_id = ${crowd.id}`.execute(db)
    await sql`update vote_history set transaction = '8000000000' where dialogue_id = ${crowd.id}`.execute(db)
    await storeVotes(db, crowd.id, votes.slice(0, 1))
    expect(await countLateMaps(db, later)).toBe(1)
    await start()
    await expect.poll(() => countLateMaps(db, later)).toBe(0)
    await endCrowd(db, crowd)
    await expectExact(db, crowd, await waitForMap(db, crowd.id, (map) => map.votes === votes.length))
    const { rows: ahead } = await sql`select from vote_history
    where dialogue_id = ${crowd.id} and transaction >= pg_snapshot_xmax(pg_current_snapshot())`.execute(db)
    expect(ahead).toEqual([])
  },
)
