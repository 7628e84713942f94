import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeOpenDialogue, now, type OpenDialogue, today } from '#stories'
import { begin, transactionsOn, useTestDatabase } from '#testing'
import { closeDialogue } from '../dialogues/open-dialogue.ts'
import { dialogueDoor, shuffleRollsOfDialogues } from './dialogue-door.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)

const makeCode = ({ id, by }: OpenDialogue, codes = 1) =>
  inTransaction((tx) => dialogueDoor.makeEntryCodes(tx, id, { codes }, { by, now }))

async function makeCodes(room: OpenDialogue, codes: number): Promise<string[]> {
  const outcome = await makeCode(room, codes)
  if (outcome.kind !== 'made') throw new Error(outcome.kind)
  return outcome.codes
}

const door = ({ id }: OpenDialogue, pseudonym: Buffer, code = '') => ({
  ...{ entranceId: id, pseudonym, now, today },
  code,
})
const enter = (room: OpenDialogue, pseudonym: Buffer, code = '') =>
  inTransaction((tx) => dialogueDoor.admitByCode(tx, door(room, pseudonym, code)))

/** The seals of the codes as they lie in the table. */
async function listSeals(dialogueId: string): Promise<string[]> {
  const { rows } = await sql<{ seal: string }>`
    select encode(seal, 'hex') as seal from entry_code
    where entrance_id = ${dialogueId} order by ctid`.execute(database().db)
  return rows.map(({ seal }) => seal)
}

test('a roll gets another order each night, until two days after its dialogue closed', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code' })
  const { id } = room
  await makeCodes(room, 30)
  const isShuffledIn = async (hours: number) => {
    const before = await listSeals(id)
    await shuffleRollsOfDialogues(db, new Date(now.getTime() + hours * 60 * 60_000))
    const after = await listSeals(id)
    expect(after.toSorted()).toEqual(before.toSorted())
    return after.join() !== before.join()
  }
  expect(await isShuffledIn(0)).toBe(true)
  await inTransaction((tx) => closeDialogue(tx, id, now))
  expect([await isShuffledIn(47), await isShuffledIn(49)]).toEqual([true, false])
})

test('nobody is let in, and no code is made, while a dialogue is being closed', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code' })
  const [code] = await makeCodes(room, 1)
  const [entering, making] = await inTransaction(async (tx) => {
    await closeDialogue(tx, room.id, now)
    return [
      await begin(db, () => enter(room, room.newPerson(), code), 1),
      await begin(db, () => makeCode(room), 2),
    ] as const
  })
  expect(await entering.end).toEqual({ kind: 'closed' })
  expect(await making.end).toEqual({ kind: 'over' })
})

test('nobody is let in while the dossier of a dialogue is being closed', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code' })
  const [code] = await makeCodes(room, 1)
  const entering = await inTransaction(async (tx) => {
    await sql`update dossier set state = 'closed', closed_at = ${now} where id = ${room.dossierId}`.execute(
      tx,
    )
    return begin(db, () => enter(room, room.newPerson(), code))
  })
  expect(await entering.end).toEqual({ kind: 'closed' })
})

test('of many browsers with one code at once exactly one gets in', async () => {
  const room = await makeOpenDialogue(database().db, { access: 'code' })
  const [code] = await makeCodes(room, 1)
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => enter(room, room.newPerson(), code)))
  expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['admitted', ...Array(7).fill('code-used')])
})

test('who comes in while the roll is shuffled is let in all the same, and once', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code' })
  const codes = await makeCodes(room, 20)
  const entering = [...codes, ...codes].map((code) => enter(room, room.newPerson(), code))
  const [outcomes] = await Promise.all([
    Promise.all(entering),
    ...Array.from({ length: 5 }, () => shuffleRollsOfDialogues(db, now)),
  ])
  const kinds = outcomes.map(({ kind }) => kind)
  expect(kinds.filter((kind) => kind === 'admitted')).toHaveLength(20)
  expect(kinds.filter((kind) => kind === 'code-used')).toHaveLength(20)
})

test('one browser with two codes at once uses one of them', async () => {
  const { db } = database()
  const room = await makeOpenDialogue(db, { access: 'code' })
  const [one = '', two = ''] = await makeCodes(room, 2)
  const person = room.newPerson()
  const second = await inTransaction(async (tx) => {
    expect(await dialogueDoor.admitByCode(tx, door(room, person, one))).toEqual({
      kind: 'admitted',
    })
    return begin(db, () => enter(room, person, two))
  })
  expect(await second.end).toEqual({ kind: 'already-in' })
  expect(await enter(room, room.newPerson(), two)).toEqual({ kind: 'admitted' })
})
