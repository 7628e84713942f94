import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeCrowd, now } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  countExcluded,
  excludeParticipants,
  listModeration,
  listStandingExclusions,
  nameSuspects,
  selectStandingExclusions,
  takeBackExclusion,
} from '../index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

async function makeRoom() {
  const { db } = database()
  const room = await makeCrowd(db, 20, 3)
  const who = { by: room.by, now }
  const dialogueId = room.id
  const decide = (isExcluded: boolean, participants: number[], reason = 'Zij kwamen samen.') =>
    inTransaction((tx) => excludeParticipants(tx, { dialogueId, participants, isExcluded, reason }, who))
  const takeBack = (decision: string) =>
    inTransaction((tx) => takeBackExclusion(tx, { dialogueId, decision, reason: 'Toch echt.' }, who))
  const excluded = async () => {
    const { rows } = await sql<{ participant: number }>`
      select participant from ${selectStandingExclusions(dialogueId)} as standing order by participant`.execute(
      db,
    )
    return rows.map(({ participant }) => participant)
  }
  return { room, decide, takeBack, excluded }
}

test('people are left out and taken back, and the latest decision counts', async () => {
  const { room, decide, excluded } = await makeRoom()
  expect(await decide(true, [3, 1, 2])).toEqual({ kind: 'decided', people: 3 })
  expect(await excluded()).toEqual([1, 2, 3])
  expect(await decide(false, [2])).toEqual({ kind: 'decided', people: 1 })
  expect(await excluded()).toEqual([1, 3])
  expect(await countExcluded(database().db, room.id)).toBe(2)
})

test('who is out already, or nobody, is not decided about again', async () => {
  const { decide } = await makeRoom()
  expect(await decide(true, [1, 2])).toEqual({ kind: 'decided', people: 2 })
  expect(await decide(true, [2, 3])).toEqual({ kind: 'decided', people: 1 })
  for (const [isExcluded, people] of [
    [true, [1, 2, 3]],
    [true, [99, -1]],
    [true, []],
    [false, [7]],
  ] as const)
    expect(await decide(isExcluded, [...people])).toEqual({ kind: 'nothing-to-do' })
})

test('of colleagues who leave the same people out at once, one does', async () => {
  const { decide, excluded } = await makeRoom()
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => decide(true, [4, 5, 6])))
  expect(outcomes.filter((outcome) => outcome.kind === 'decided')).toHaveLength(1)
  expect(await excluded()).toEqual([4, 5, 6])
})

test('taking a decision back leaves out whom another one left out', async () => {
  const { room, decide, takeBack, excluded } = await makeRoom()
  await decide(true, [1, 2])
  await decide(true, [3])
  const [later, earlier] = await listStandingExclusions(database().db, room.id)
  expect([later?.people, earlier?.people]).toEqual([1, 2])
  expect(await takeBack(earlier?.id ?? '')).toEqual({ kind: 'decided', people: 2 })
  expect(await takeBack(earlier?.id ?? '')).toEqual({ kind: 'nothing-to-do' })
  expect(await excluded()).toEqual([3])
})

test('the log tells how many and why, and never who', async () => {
  const { room, decide, takeBack } = await makeRoom()
  await decide(true, [1, 2, 3], '<script>Dubbel</script>')
  const [standing] = await listStandingExclusions(database().db, room.id)
  await takeBack(standing?.id ?? '')
  const { rows } = await listModeration(database().db, { dialogueId: room.id, of: 'notable', size: 10 })
  expect(rows).toMatchObject([
    { kind: 'exclusion', isExcluded: false, people: 3, reason: 'Toch echt.' },
    { kind: 'exclusion', isExcluded: true, people: 3, reason: '<script>Dubbel</script>' },
  ])
  expect(JSON.stringify(rows)).not.toContain('participant')
})

test('the log is read page by page, whatever is in it', async () => {
  const { room, decide } = await makeRoom()
  for (let person = 1; person <= 7; person++) await decide(true, [person], `Reden ${person}`)
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listModeration(database().db, { dialogueId: room.id, of: 'all', size: 3, after })
    seen.push(...page.rows.map((row) => ('reason' in row ? (row.reason ?? '') : '')))
    after = page.next
  } while (after)
  // Decisions of one instant have an order of their own, the same on every page.
  const whole = await listModeration(database().db, { dialogueId: room.id, of: 'all', size: 100, after })
  expect(seen).toEqual(whole.rows.map((row) => ('reason' in row ? row.reason : '')))
  expect(seen.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7].map((person) => `Reden ${person}`))
})

test('a group of suspects has a name of its own, that says nothing about who they are', () => {
  const group = { participants: [1, 23] }
  expect(nameSuspects(group)).not.toBe(nameSuspects({ participants: [12, 3] }))
  expect(nameSuspects(group)).toBe(nameSuspects({ participants: [1, 23] }))
})
