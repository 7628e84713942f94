import { expect, test } from 'vitest'
import { openVoteBox } from '#domains/deliberate/testing'
import { makeOpenDialogue, now, today } from '#stories'
import { useTestDatabase } from '#testing'
import { findAll } from './findings.ts'

const database = useTestDatabase()

async function makeRoom() {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const box = openVoteBox(db)
  const people = [room.newPerson(), room.newPerson(), room.newPerson()]
  for (const [at, pseudonym] of people.entries())
    await box.cast({
      ...{ dialogue: room.dialogue, pseudonym, statement: 1 + (at % 2) },
      ...{ choice: 'agree', channel: 'web', now, today },
    })
  const findWrongSums = async () => (await findAll(db, { dialogueId: room.id, taken: new Map() })).wrongSums
  return { id: room.id, db, findWrongSums }
}

test('sums of people who voted agree', async () => {
  const { findWrongSums } = await makeRoom()
  expect(await findWrongSums()).toEqual([])
})

test('a tally or a history that is not that of the votes is found', async () => {
  const { id, db, findWrongSums } = await makeRoom()
  await db
    .updateTable('statement_tally')
    .set({ pass: 1 })
    .where('dialogue_id', '=', id)
    .where('statement', '=', 2)
    .execute()
  expect(await findWrongSums()).toEqual(['statement 2: votes, history and tally differ'])
  await db.deleteFrom('vote_history').where('dialogue_id', '=', id).where('statement', '=', 1).execute()
  expect(await findWrongSums()).toHaveLength(2)
})

test('a number that nobody has, an input of nobody, and somebody without a vote are found', async () => {
  const { id, db, findWrongSums } = await makeRoom()
  const numbering = db.updateTable('dialogue_numbering').where('dialogue_id', '=', id)
  await numbering.set({ next_participant: 5 }).execute()
  expect(await findWrongSums()).toHaveLength(1)
  await numbering.set({ next_participant: 4 }).execute()
  expect(await findWrongSums()).toEqual([])
  const first = db.updateTable('participant').where('dialogue_id', '=', id).where('number', '=', 1)
  await first.set({ input_id: null }).execute()
  expect(await findWrongSums()).toEqual([expect.stringContaining('"inputs":3')])
})
