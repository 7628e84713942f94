import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeOpenDialogue, now, type OpenDialogue, today } from '#stories'
import { useTestDatabase } from '#testing'
import { castVote } from './cast-vote.ts'
import { createOwnChoices, noChoices } from './own-choices.ts'
import type { Choice, PassReason } from './vote.ts'

const database = useTestDatabase()

async function vote(
  { dialogue }: OpenDialogue,
  pseudonym: Buffer,
  vote: { statement: number; choice: Choice; passReason?: PassReason; after?: number },
) {
  const at = new Date(now.getTime() + (vote.after ?? 0) * 1000)
  await castVote(database().db, { dialogue, pseudonym, ...vote, channel: 'web', now: at, today })
}

test('of many who ask at once, in several dialogues, each is told their own answers and nobody else’s', async () => {
  const { db } = database()
  const rooms = [await makeOpenDialogue(db), await makeOpenDialogue(db)]
  const people = Array.from({ length: 120 }, () => randomBytes(32))
  const choices = ['agree', 'disagree', 'pass'] as const
  const values = { agree: 1, disagree: -1, pass: 0 }
  for (const [at, pseudonym] of people.entries()) {
    const [room, choice] = [rooms[at % 2], choices[at % 3]]
    if (room && choice) await vote(room, pseudonym, { statement: 1 + (at % 2), choice })
  }
  const ask = createOwnChoices(db)
  const told = await Promise.all(
    people.flatMap((pseudonym) => rooms.map(({ id }) => ask({ dialogueId: id, pseudonym }))),
  )
  for (const [at] of people.entries()) {
    const [here, elsewhere] = [told[2 * at + (at % 2)], told[2 * at + 1 - (at % 2)]]
    const choice = choices[at % 3] ?? 'pass'
    expect([...(here?.choices ?? [])]).toEqual([[1 + (at % 2), values[choice]]])
    expect(elsewhere).toEqual(noChoices)
  }
})

test('answers come in the order in which they were given, with why somebody passed', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db)
  const person = { dialogueId: room.id, pseudonym: randomBytes(32) }
  await vote(room, person.pseudonym, { statement: 2, choice: 'pass', passReason: 'unclear' })
  await vote(room, person.pseudonym, { statement: 1, choice: 'agree', after: 1 })
  const ask = createOwnChoices(db)
  expect([...(await ask(person)).choices]).toEqual([
    [2, 0],
    [1, 1],
  ])
  expect([...(await ask(person)).passReasons]).toEqual([[2, 'unclear']])
  await vote(room, person.pseudonym, { statement: 2, choice: 'disagree', after: 2 })
  expect([...(await ask(person)).choices.keys()]).toEqual([1, 2])
  expect((await ask(person)).passReasons.size).toBe(0)
})
