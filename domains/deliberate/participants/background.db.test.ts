import { expect, test } from 'vitest'
import { addTeller, background, makeAskingDialogue, now, type OpenDialogue, tell, today } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import {
  backgroundSchema,
  castVote,
  closeDialogue,
  destroyDialogueKey,
  findOwnBackground,
  setBackground,
  withdrawBackground,
} from '../index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

async function vote(room: OpenDialogue, pseudonym: Buffer, statements: number[]): Promise<void> {
  for (const statement of statements)
    await castVote(database().db, {
      dialogue: room.dialogue,
      pseudonym,
      statement,
      choice: 'agree',
      channel: 'web',
      now,
      today,
    })
}

const makeRoom = () => makeAskingDialogue(database().db)
const ownOf = (room: OpenDialogue, pseudonym: Buffer) =>
  findOwnBackground(database().db, { dialogueId: room.id, pseudonym })

test('who answered the statements may tell about themselves, change it, and take it back', async () => {
  const room = await makeRoom()
  const person = room.newPerson()
  expect(await tell(database().db, room, person, [[1, 1]])).toEqual({ kind: 'too-early' })
  await vote(room, person, [1, 2])
  expect(await tell(database().db, room, person, [[1, 1]])).toEqual({ kind: 'too-early' })
  await vote(room, person, [3])
  expect(
    await tell(database().db, room, person, [
      [1, 1],
      [2, 3],
    ]),
  ).toEqual({ kind: 'told' })
  expect(await tell(database().db, room, person, [[1, 2]])).toEqual({ kind: 'told' })
  // What somebody would rather not say is not there.
  expect([...(await ownOf(room, person))]).toEqual([[1, 2]])
  await inTransaction((tx) => withdrawBackground(tx, { dialogueId: room.id, pseudonym: person, now }))
  expect((await ownOf(room, person)).size).toBe(0)
})

test('an answer that is no option is refused, and so is one after the end', async () => {
  const room = await makeRoom()
  const person = await addTeller(database().db, room, [[1, 1]])
  expect(await tell(database().db, room, person, [[1, 3]])).toEqual({ kind: 'not-an-option' })
  expect(await tell(database().db, room, person, [[3, 1]])).toEqual({ kind: 'not-an-option' })
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  expect(await tell(database().db, room, person, [[1, 2]])).toEqual({ kind: 'dialogue-closed' })
  await inTransaction((tx) => withdrawBackground(tx, { dialogueId: room.id, pseudonym: person, now }))
  expect((await ownOf(room, person)).size).toBe(0)
})

test('what people were asked stays once somebody answered', async () => {
  const room = await makeRoom()
  expect(await inTransaction((tx) => setBackground(tx, room.id, background.slice(0, 1), now))).toEqual({
    kind: 'set',
  })
  await addTeller(database().db, room, [[1, 1]])
  expect(await inTransaction((tx) => setBackground(tx, room.id, [], now))).toEqual({ kind: 'answered' })
})

test('somebody who is erased takes along what they told, and so does the key of the dialogue', async () => {
  const { db } = database()
  const room = await makeRoom()
  const [first] = [
    await addTeller(database().db, room, [[1, 1]]),
    await addTeller(database().db, room, [[1, 2]]),
  ]
  const rows = () =>
    db.selectFrom('background_answer').selectAll().where('dialogue_id', '=', room.id).execute()
  await db.deleteFrom('vote').where('dialogue_id', '=', room.id).execute()
  await db
    .deleteFrom('participant')
    .where('dialogue_id', '=', room.id)
    .where('pseudonym', '=', first)
    .execute()
  expect(await rows()).toHaveLength(1)
  await inTransaction((tx) => closeDialogue(tx, room.id, now))
  await inTransaction((tx) => destroyDialogueKey(tx, room.id, now))
  expect(await rows()).toEqual([])
})

test('questions are few, with a few options, and a population for all of them or none', () => {
  const option = (label: string, population: number | null = null) => ({ label, population })
  const read = (options: unknown[]) => backgroundSchema.safeParse([{ question: 'Waar?', options }]).success
  expect(read([option('Noord'), option('Zuid')])).toBe(true)
  expect(read([option('Noord', 10), option('Zuid', 0)])).toBe(true)
  expect(read([option('Noord')])).toBe(false)
  expect(read([option('Noord'), option('noord')])).toBe(false)
  expect(read([option('Noord', 10), option('Zuid')])).toBe(false)
  expect(read([option('Noord', 0), option('Zuid', 0)])).toBe(false)
  expect(read(Array.from({ length: 13 }, (_, at) => option(`Wijk ${at}`)))).toBe(false)
  const four = Array.from({ length: 4 }, () => ({ question: 'Waar?', options: [option('a'), option('b')] }))
  expect(backgroundSchema.safeParse(four).success).toBe(false)
})
