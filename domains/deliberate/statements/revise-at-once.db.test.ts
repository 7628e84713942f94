import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeOpenDialogue, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { requestRemoval } from '../index.ts'
import { listTallies } from '../testing.ts'
import { revisingIn, split } from './revise-testing.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const { revise, vote, statesOf } = revisingIn(database)

test('a removal and a revision at the same moment: one of them is told of the other', async () => {
  const room = await makeOpenDialogue(database().db)
  const key = { dialogueId: room.id, number: 1 }
  const [asked, revised] = await Promise.all([
    inTransaction((tx) =>
      requestRemoval(tx, key, { reason: 'unclear', explanation: '' }, { by: room.by, now, today }),
    ),
    revise(room, split),
  ])
  expect(asked).toEqual({ kind: 'requested' })
  expect(['revised', 'removal-requested']).toContain(revised.kind)
  expect((await statesOf(room))[1]).toBe(revised.kind === 'revised' ? 'closed' : 'published')
})

test('of moderators who revise the same statements at once one wins, and the others are told', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      at % 2 === 0
        ? revise(room, { ...split, texts: [`Meer bomen, plan ${at}.`, `Meer gras, plan ${at}.`] })
        : revise(room, { kind: 'merged', statements: [2, 1], texts: [`Bomen en markt, plan ${at}.`] }),
    ),
  )
  expect(outcomes.filter((outcome) => outcome.kind === 'revised')).toHaveLength(1)
  const others = outcomes.filter((outcome) => outcome.kind !== 'revised')
  expect(others.every((outcome) => outcome.kind === 'not-published' && outcome.state === 'closed')).toBe(true)
  const { rows } = await sql<{ revisions: number }>`
    select count(distinct revision)::integer as revisions from statement_lineage
    where dialogue_id = ${room.id}`.execute(db)
  expect(rows[0]?.revisions).toBe(1)
})

test('people go on voting while statements are merged, and every vote that was taken is counted', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const people = Array.from({ length: 30 }, () => room.newPerson())
  const votes = people.flatMap((person) => [1, 2, 3].map((number) => vote(room, person, number, 'agree')))
  const merged = revise(room, { kind: 'merged', statements: [1, 2, 3], texts: ['Alles op het plein.'] })
  const outcomes = await Promise.all(votes)
  expect(await merged).toEqual({ kind: 'revised', numbers: [4] })
  const taken = outcomes.filter((outcome) => outcome.kind === 'voted').length
  expect(outcomes.every(({ kind }) => kind === 'voted' || kind === 'statement-not-open')).toBe(true)
  const tallies = await listTallies(db, room.id)
  expect(tallies.reduce((sum, { agree }) => sum + agree, 0)).toBe(taken)
})
