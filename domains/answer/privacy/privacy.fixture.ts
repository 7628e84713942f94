import type { Db } from '#db'
import { newId } from '#platform/db'
import { hire, now } from '#stories'

/** A restricted subject with its unit, who works there, and who works elsewhere. */
export type Youth = { subject: string; unit: string; wieke: string; bob: string }

/** Wieke answers what is about youth care, which Bob does not read. */
export async function makeYouth(db: Db): Promise<Youth> {
  const { by: wieke, unitId: unit } = await hire(db, { name: 'Wieke', unit: 'Jeugd', role: 'responder' })
  const { by: bob } = await hire(db, { name: 'Bob', unit: 'Klantcontact', role: 'responder' })
  const subject = newId()
  await db.insertInto('subject').values({ id: subject, created_at: now }).execute()
  const version = { subject_id: subject, version: 1, name: 'Jeugdhulp', made_at: now }
  await db
    .insertInto('subject_version')
    .values({ ...version, unit_id: unit, restricted: true })
    .execute()
  return { subject, unit, wieke, bob }
}
