import { afterEach, expect, test } from 'vitest'
import {
  excludeParticipants,
  listResults,
  listStandingExclusions,
  markFact,
  reviseStatements,
  takeBackExclusion,
} from '#domains/deliberate'
import { campVotes, makeCrowd, now, storeVotes, today, votesWithBrigade } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { endCrowd, startTestEngine, waitForMap } from './engine-testing.ts'
import type { OpinionEngine } from './opinion-engine.ts'
import type { DialogueSnapshot } from './snapshot.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
let engine: OpinionEngine | undefined

afterEach(async () => {
  await engine?.stop()
})

/** What the maths found, without when and how often; signs are those of the map shown before. */
function findingsOf({
  participants,
  statements,
  votes,
  axes,
  groups,
  commonGround,
  placer,
}: DialogueSnapshot) {
  return {
    participants,
    statements,
    votes,
    explained: axes.explained.map(({ variance }) => variance),
    groups: groups.list.map(({ size }) => size),
    commonGround,
    noise: placer.model.noise.toFixed(9),
  }
}

test('a split statement counts in the next map, but is not named; its newer versions are', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 60, 12)
  engine = await startTestEngine(database().url)
  await db
    .updateTable('dialogue_numbering')
    .set({ next_statement: 13 })
    .where('dialogue_id', '=', crowd.id)
    .execute()
  const votes = [...campVotes(60, 12)]
  await storeVotes(db, crowd.id, votes)
  const before = await waitForMap(db, crowd.id, (map) => map.votes > 0 && map.evidence !== null)
  expect(before.bridging.map((one) => one.statement)).toContain(5)
  const revision = {
    kind: 'split',
    dialogueId: crowd.id,
    statements: [5],
    texts: ['Er komen meer bomen.', 'Er komt meer gras.'],
    reason: 'Twee ideeën.',
  } as const
  await inTransaction((tx) => reviseStatements(tx, revision, { by: crowd.by, now, today }))
  await storeVotes(
    db,
    crowd.id,
    Array.from({ length: 60 }, (_, at) => ({ participant: at + 1, statement: 13, choice: at % 2 ? 1 : -1 })),
  )
  // Of sixty answers fifty are told while more may come.
  const after = await waitForMap(db, crowd.id, (map) => map.votes === before.votes + 50)
  // The new one that was answered, and the old one still.
  expect(after.statements).toBe(before.statements + 1)
  const named = [
    ...after.commonGround.map((one) => one.statement),
    ...after.differences.map((one) => one.statement),
    ...after.axes.poles.flatMap((pole) => pole.statements),
    ...after.priorities.map((one) => one.statement),
    ...after.bridging.map((one) => one.statement),
  ]
  expect(named).toContain(13)
  expect(named).not.toContain(5)
})

test('a statement that staff call a fact about people is out of the next map, can be answered, and comes back', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 60, 12)
  engine = await startTestEngine(database().url)
  await storeVotes(db, crowd.id, [...campVotes(60, 12)])
  const before = await waitForMap(db, crowd.id, (map) => map.votes > 0 && map.evidence !== null)
  expect(before.facts).toEqual([])
  const mark = (isFact: boolean) =>
    inTransaction((tx) => markFact(tx, { dialogueId: crowd.id, number: 5, isFact }, { by: crowd.by, now }))
  expect(await mark(true)).toEqual({ kind: 'marked' })
  expect(await mark(true)).toEqual({ kind: 'unchanged' })
  const after = await waitForMap(db, crowd.id, (map) => map.statements === before.statements - 1)
  const named = [
    ...after.commonGround,
    ...after.differences,
    ...after.bridging,
    ...after.priorities,
    ...after.axes.poles.flatMap(({ statements }) => statements.map((statement) => ({ statement }))),
  ]
  expect(named.map(({ statement }) => statement)).not.toContain(5)
  expect(after.facts.map(({ statement }) => statement)).toEqual([5])
  await mark(false)
  const again = await waitForMap(db, crowd.id, (map) => map.version > after.version && map.facts.length === 0)
  expect(findingsOf(again)).toEqual(findingsOf(before))
})

test('suspects whom staff leave out are out of the next map, and taking them back brings the same map', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 130, 24)
  await endCrowd(db, crowd)
  engine = await startTestEngine(database().url)
  await storeVotes(db, crowd.id, [...votesWithBrigade(100, 30, 24)])
  const all = await waitForMap(
    db,
    crowd.id,
    (map) => map.participants === 130 && map.evidence?.participants === 130,
  )
  const [cluster] = all.suspects?.clusters ?? []
  expect(cluster?.participants).toHaveLength(30)
  const counts = await listResults(db, crowd.id)
  const leaveOut = {
    dialogueId: crowd.id,
    participants: cluster?.participants ?? [],
    isExcluded: true,
    reason: 'Dertig keer hetzelfde binnen tien minuten.',
  }
  const who = { by: crowd.by, now }
  expect(await inTransaction((tx) => excludeParticipants(tx, leaveOut, who))).toEqual({
    kind: 'decided',
    people: 30,
  })
  const without = await waitForMap(
    db,
    crowd.id,
    (map) => map.participants === 100 && map.evidence?.participants === 100,
  )
  expect(without.suspects?.clusters).toEqual([])
  expect(without.votes).toBe(all.votes - 30 * 24)
  expect(findingsOf(without).explained).toEqual(all.suspects?.without?.explained)
  // The counts of each statement are of everybody.
  expect(await listResults(db, crowd.id)).toEqual(counts)

  const [standing] = await listStandingExclusions(db, crowd.id)
  const back = { dialogueId: crowd.id, decision: standing?.id ?? '', reason: 'Het was een schoolklas.' }
  expect(await inTransaction((tx) => takeBackExclusion(tx, back, who))).toEqual({
    kind: 'decided',
    people: 30,
  })
  const again = await waitForMap(
    db,
    crowd.id,
    (map) => map.participants === 130 && map.evidence?.participants === 130,
  )
  expect(findingsOf(again)).toEqual(findingsOf(all))
  expect(again.suspects?.clusters).toEqual(all.suspects?.clusters)
})
