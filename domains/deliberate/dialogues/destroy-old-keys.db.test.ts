import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeOpenDialogue, now } from '#stories'
import { useTestDatabase } from '#testing'
import { dialogueDoor } from '../participants/dialogue-door.ts'
import { dialogueKeys } from './destroy-old-keys.ts'

const database = useTestDatabase()
const daysLater = (days: number) => new Date(now.getTime() + days * 24 * 60 * 60 * 1000)

test('a dialogue that nobody closed loses its key as long after its dossier was closed', async () => {
  const { db } = database()
  const { id, dossierId } = await makeOpenDialogue(db, { access: 'code' })
  const hasKey = async () => {
    const found = await db.selectFrom('entrance').select('key').where('id', '=', id).executeTakeFirstOrThrow()
    return found.key !== null
  }
  await dialogueKeys.remove(db, daysLater(1000))
  expect(await hasKey()).toBe(true)
  await sql`update dossier set state = 'closed', closed_at = ${now} where id = ${dossierId}`.execute(db)
  await dialogueKeys.remove(db, daysLater(90))
  expect(await hasKey()).toBe(true)
  await dialogueKeys.remove(db, daysLater(91))
  expect(await hasKey()).toBe(false)
})

test('no codes are made for a dialogue whose dossier is closed', async () => {
  const { db } = database()
  const { id, dossierId, by } = await makeOpenDialogue(db, { access: 'code' })
  await sql`update dossier set state = 'closed', closed_at = ${now} where id = ${dossierId}`.execute(db)
  const made = db
    .transaction()
    .execute((tx) => dialogueDoor.makeEntryCodes(tx, id, { codes: 1 }, { by, now }))
  expect(await made).toEqual({ kind: 'over' })
})
