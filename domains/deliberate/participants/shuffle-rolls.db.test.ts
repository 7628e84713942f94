import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { useTestDatabase } from '#testing'
import { closeDialogue } from '../dialogues/open-dialogue.ts'
import { makeOpenDialogue, now } from '../testing.ts'
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
