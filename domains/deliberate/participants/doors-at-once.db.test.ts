import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeOpenDialogue, now, today } from '#stories'
import { begin, useTestDatabase } from '#testing'
import { closeDialogue } from '../dialogues/open-dialogue.ts'
import { dialogueDoor, shuffleRollsOfDialogues } from './dialogue-door.ts'

const database = useTestDatabase()

/** The seals of the codes as they lie in the table. */
async function listSeals(dialogueId: string): Promise<string[]> {
  const { rows } = await sql<{ seal: string }>`
    select encode(seal, 'hex') as seal from entry_code
    where entrance_id = ${dialogueId} order by ctid`.execute(database().db)
  return rows.map(({ seal }) => seal)
}

test('a roll gets another order each night, until two days after its dialogue closed', async () => {
  const { db } = database()
  const { id, by } = await makeOpenDialogue(db, { access: 'code' })
  await db.transaction().execute((tx) => dialogueDoor.makeEntryCodes(tx, id, { codes: 30 }, { by, now }))
  const isShuffledIn = async (hours: number) => {
    const before = await listSeals(id)
    await shuffleRollsOfDialogues(db, new Date(now.getTime() + hours * 60 * 60_000))
    const after = await listSeals(id)
    expect(after.toSorted()).toEqual(before.toSorted())
    return after.join() !== before.join()
  }
  expect(await isShuffledIn(0)).toBe(true)
  await db.transaction().execute((tx) => closeDialogue(tx, id, now))
  expect([await isShuffledIn(47), await isShuffledIn(49)]).toEqual([true, false])
})

test('nobody is let in, and no code is made, while a dialogue is being closed', async () => {
  const { db } = database()
  const { id, by, newPerson } = await makeOpenDialogue(db, { access: 'code' })
  const make = () =>
    db.transaction().execute((tx) => dialogueDoor.makeEntryCodes(tx, id, { codes: 1 }, { by, now }))
  const made = await make()
  const code = made.kind === 'made' ? made.codes[0] : undefined
  const door = { entranceId: id, pseudonym: newPerson(), now, today, code: code ?? '' }
  const [entering, making] = await db.transaction().execute(async (tx) => {
    await closeDialogue(tx, id, now)
    return [
      await begin(db, () => db.transaction().execute((other) => dialogueDoor.admitByCode(other, door)), 1),
      await begin(db, make, 2),
    ] as const
  })
  expect(await entering.end).toEqual({ kind: 'closed' })
  expect(await making.end).toEqual({ kind: 'over' })
})

test('nobody is let in while the dossier of a dialogue is being closed', async () => {
  const { db } = database()
  const { id, dossierId, by, newPerson } = await makeOpenDialogue(db, { access: 'code' })
  const made = await db
    .transaction()
    .execute((tx) => dialogueDoor.makeEntryCodes(tx, id, { codes: 1 }, { by, now }))
  const code = made.kind === 'made' ? (made.codes[0] ?? '') : ''
  const door = { entranceId: id, pseudonym: newPerson(), now, today, code }
  const entering = await db.transaction().execute(async (tx) => {
    await sql`update dossier set state = 'closed', closed_at = ${now} where id = ${dossierId}`.execute(tx)
    return begin(db, () => db.transaction().execute((other) => dialogueDoor.admitByCode(other, door)))
  })
  expect(await entering.end).toEqual({ kind: 'closed' })
})
