import { expect, test } from 'vitest'
import { newId } from '#platform/db'
import { useTestDatabase } from '#testing'
import { addStaffMember, addUnit, findStaffMember, isAllowed } from './index.ts'

const database = useTestDatabase()
const now = new Date('2026-03-02T09:00:00Z')
const today = '2026-03-02'

test('a member of staff has a unit and a role, and is added once', async () => {
  const { db } = database()
  const person = { name: 'Noor', email: 'Noor@voorbeeld.example', role: 'responder' as const }
  const first = await db.transaction().execute(async (tx) => {
    return addStaffMember(tx, { ...person, unitId: await addUnit(tx, 'Klantcontact', now) }, { now, today })
  })
  const second = await db.transaction().execute(async (tx) => {
    return addStaffMember(tx, { ...person, unitId: await addUnit(tx, 'Klantcontact', now) }, { now, today })
  })
  expect(first.kind).toBe('added')
  expect(second).toEqual({ kind: 'already-staff', accountId: first.accountId })
  const staff = await findStaffMember(db, first.accountId, today)
  expect(staff).toMatchObject({ name: 'Noor', unit: 'Klantcontact', roles: [{ role: 'responder' }] })
  expect(staff && isAllowed(staff, 'answer')).toBe(true)
  expect(staff && isAllowed(staff, 'respond')).toBe(false)
  expect(await findStaffMember(db, newId(), today)).toBeUndefined()
})

test('an account without a name gets the one that an administrator gives', async () => {
  const { db } = database()
  const email = 'nieuw@voorbeeld.example'
  await db
    .insertInto('account')
    .values({ id: newId(), name: '', email, created_at: now, updated_at: now })
    .execute()
  const person = { name: 'Amina Yilmaz', email, role: 'responder' as const }
  const { accountId } = await db
    .transaction()
    .execute(async (tx) =>
      addStaffMember(tx, { ...person, unitId: await addUnit(tx, 'Groen', now) }, { now, today }),
    )
  expect(await findStaffMember(db, accountId, today)).toMatchObject({ name: 'Amina Yilmaz' })
})
