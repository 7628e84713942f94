import type { Db } from '#db'
import { addStaffMember, addUnit, foundOrganisation, type NewOrganisation, type Role } from '#domains/people'
import { dateIn } from '#platform/clock'
import { now } from './time.ts'

/** The organisation whose installation this is. */
export async function foundTown(
  db: Db,
  { at = now, ...details }: Partial<NewOrganisation> & { at?: Date } = {},
): Promise<void> {
  const town = {
    name: 'Gemeente Voorbeeld',
    tagline: '',
    phone: '',
    opening_hours: '',
    visiting_address: '',
    email: '',
    is_demo: false,
    ...details,
  }
  await db.transaction().execute((tx) => foundOrganisation(tx, town, at))
}

/** Who does something in a test, and for which unit of the organisation. */
export type Member = { by: string; unitId: string }

export type Person = { name?: string; email?: string; role?: Role; unit?: string; at?: Date }

/** A member of staff; each call is somebody else, unless it gives the address of who is there already. */
export async function hire(db: Db, person: Person = {}): Promise<Member> {
  const { name = 'Noor', role = 'administrator', unit = 'Groen', at = now } = person
  const email = person.email ?? `${crypto.randomUUID()}@voorbeeld.example`
  const when = { now: at, today: dateIn('Europe/Amsterdam', at) }
  return db.transaction().execute(async (tx) => {
    const unitId = await addUnit(tx, unit, at)
    const { accountId: by } = await addStaffMember(tx, { name, email, role, unitId }, when)
    return { by, unitId }
  })
}
