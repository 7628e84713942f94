import { expect, test } from 'vitest'
import { hire, makeCrowd, makeDraftDialogue, now, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { listModeration, markFact, reviseStatements } from '../index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

const mark = (dialogueId: string, number: number, by: string, isFact = true) =>
  inTransaction((tx) => markFact(tx, { dialogueId, number, isFact }, { by, now }))

const factsOf = async (dialogueId: string) => {
  const rows = await database()
    .db.selectFrom('statement')
    .select('number')
    .where('dialogue_id', '=', dialogueId)
    .where('is_meta', '=', true)
    .orderBy('number')
    .execute()
  return rows.map(({ number }) => number)
}

test('a statement becomes a fact about people and an opinion again, and the log tells of both', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 3, 4)
  expect(await mark(crowd.id, 2, crowd.by)).toEqual({ kind: 'marked' })
  expect(await mark(crowd.id, 2, crowd.by)).toEqual({ kind: 'unchanged' })
  expect(await factsOf(crowd.id)).toEqual([2])
  expect(await mark(crowd.id, 2, crowd.by, false)).toEqual({ kind: 'marked' })
  expect(await factsOf(crowd.id)).toEqual([])
  const { rows } = await listModeration(db, { dialogueId: crowd.id, of: 'notable', size: 9 })
  const told = rows.flatMap((entry) =>
    entry.kind === 'fact' ? [[entry.statement.number, entry.isFact]] : [],
  )
  expect(told).toEqual([
    [2, false],
    [2, true],
  ])
})

test('in a closed dialogue too, but not in a draft, and only what everybody can read', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 3, 4)
  await db.updateTable('dialogue').set({ state: 'closed' }).where('id', '=', crowd.id).execute()
  expect(await mark(crowd.id, 1, crowd.by)).toEqual({ kind: 'marked' })
  await db.updateTable('statement').set({ state: 'held' }).where('number', '=', 2).execute()
  expect(await mark(crowd.id, 2, crowd.by)).toEqual({ kind: 'not-found' })
  expect(await mark(crowd.id, 99, crowd.by)).toEqual({ kind: 'not-found' })
  const { by } = await hire(db)
  const draft = await makeDraftDialogue(db, {})
  expect(await mark(draft.id, 1, by)).toEqual({ kind: 'not-found' })
})

test('what comes in the place of a fact is one, and what comes in the place of a fact and an opinion is none', async () => {
  const { db } = database()
  const crowd = await makeCrowd(db, 3, 4)
  await db
    .updateTable('dialogue_numbering')
    .set({ next_statement: 5 })
    .where('dialogue_id', '=', crowd.id)
    .execute()
  await mark(crowd.id, 1, crowd.by)
  await mark(crowd.id, 2, crowd.by)
  const who = { by: crowd.by, now, today }
  const shared = { dialogueId: crowd.id, reason: 'Duidelijker.' }
  await inTransaction((tx) =>
    reviseStatements(
      tx,
      { ...shared, kind: 'corrected', statements: [1], texts: ['Ik woon in de buurt van het plein.'] },
      who,
    ),
  )
  await inTransaction((tx) =>
    reviseStatements(tx, { ...shared, kind: 'merged', statements: [2, 3], texts: ['Ik kom er vaak.'] }, who),
  )
  expect(await factsOf(crowd.id)).toEqual([1, 2, 5])
})
