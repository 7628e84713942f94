import type { Db } from '#db'
import { addStaffMember, addUnit, foundOrganisation, type Role } from '#domains/people'

type Person = { name: string; email: string; role: Role; unit: string }

const staff: Person[] = [
  { name: 'Noor Hendriks', email: 'noor@voorbeeld.test', role: 'administrator', unit: 'Griffie' },
  { name: 'Samir el Idrissi', email: 'samir@voorbeeld.test', role: 'policy_maker', unit: 'Openbare ruimte' },
  { name: 'Wieke Postma', email: 'wieke@voorbeeld.test', role: 'responder', unit: 'Klantcontact' },
]

/** Founds the demo organisation with its staff, all at once or not at all. */
export async function seedDemo(db: Db, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await foundOrganisation(
      tx,
      {
        name: 'Gemeente Voorbeeld',
        tagline: 'Samen maken we de gemeente',
        phone: '14 0999',
        opening_hours: 'maandag tot en met vrijdag van 8.30 tot 17.00 uur',
        visiting_address: 'Raadhuisplein 1, Voorbeeld',
        email: 'gemeente@voorbeeld.test',
        is_demo: true,
      },
      now,
    )
    for (const { unit, ...person } of staff) {
      await addStaffMember(tx, { ...person, unitId: await addUnit(tx, unit, now) }, now)
    }
  })
}
