import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { readAddress } from '#platform/address'
import { newId } from '#platform/db'
import { endSessions } from './session.ts'
import type { Role, StaffMember } from './staff-member.ts'

/** Finds the active member of staff behind an account. */
export async function findStaffMember(db: Db, accountId: string): Promise<StaffMember | undefined> {
  return selectStaff(db).where('account.id', '=', accountId).executeTakeFirst()
}

/** Finds somebody who works here, and goes on to for as long as the transaction lasts: what is theirs ends with their access. */
export async function holdStaffMember(tx: Tx, accountId: string): Promise<StaffMember | undefined> {
  return selectStaff(tx).where('account.id', '=', accountId).forShare('staff_member').executeTakeFirst()
}

/** Finds the active member of staff with an address, however it is written. */
export async function findStaffByEmail(db: Db, email: string): Promise<StaffMember | undefined> {
  return selectStaff(db).where('account.email', '=', addressOf(email)).executeTakeFirst()
}

/** A sign-in link goes to the address as it was given, so that a colleague with a plus sign in it is found by it alone. */
function addressOf(email: string): string {
  return (readAddress(email)?.mailbox ?? email.trim()).toLowerCase()
}

/** Everybody who works here now, by name. */
export async function listStaff(db: Db): Promise<StaffMember[]> {
  return selectStaff(db).orderBy('account.name').orderBy('account.id').limit(1000).execute()
}

function selectStaff(db: Db) {
  return db
    .selectFrom('staff_member')
    .innerJoin('account', 'account.id', 'staff_member.account_id')
    .innerJoin('unit', 'unit.id', 'staff_member.unit_id')
    .select([
      'account.id as accountId',
      'account.name',
      'account.email',
      'staff_member.role',
      'unit.id as unitId',
      'unit.name as unit',
    ])
    .where('staff_member.active', '=', true)
}

export type AddStaffOutcome =
  | { kind: 'added'; accountId: string }
  | { kind: 'already-staff'; accountId: string }

/**
 * Makes somebody a member of staff, also where they were one before; an account that they have already is kept, and
 * named if it had no name.
 */
export async function addStaffMember(
  tx: Tx,
  person: { name: string; email: string; role: Role; unitId: string },
  now: Date,
): Promise<AddStaffOutcome> {
  const email = addressOf(person.email)
  const { id: accountId } = await tx
    .insertInto('account')
    .values({ id: newId(), name: person.name, email, created_at: now, updated_at: now })
    .onConflict((conflict) =>
      conflict.column('email').doUpdateSet({
        updated_at: now,
        name: sql<string>`coalesce(nullif(account.name, ''), excluded.name)`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  const { numInsertedOrUpdatedRows: added } = await tx
    .insertInto('staff_member')
    .values({ account_id: accountId, unit_id: person.unitId, role: person.role, created_at: now })
    .onConflict((conflict) =>
      conflict
        .column('account_id')
        .doUpdateSet({ active: true, role: person.role, unit_id: person.unitId })
        .where('staff_member.active', '=', false),
    )
    .executeTakeFirstOrThrow()
  // Whoever begins, or begins again, signs in anew: nothing from before lives on.
  if (added) await endSessions(tx, accountId)
  return { kind: added ? 'added' : 'already-staff', accountId }
}

export type EndStaffOutcome = { kind: 'ended' } | { kind: 'not-found' } | { kind: 'last-administrator' }

/**
 * Ends somebody's work here: the account stays, what they did stays with their name, and they see nothing of the desk
 * from now on: their sessions and links end with it. Somebody must remain who can add others.
 */
export async function endStaffMember(tx: Tx, accountId: string): Promise<EndStaffOutcome> {
  const administrators = await tx
    .selectFrom('staff_member')
    .select('account_id')
    .where('role', '=', 'administrator')
    .where('active', '=', true)
    .orderBy('account_id')
    .forUpdate()
    .execute()
  if (administrators.length === 1 && administrators[0]?.account_id === accountId)
    return { kind: 'last-administrator' }
  const { numUpdatedRows } = await tx
    .updateTable('staff_member')
    .set({ active: false })
    .where('account_id', '=', accountId)
    .where('active', '=', true)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return { kind: 'not-found' }
  await endSessions(tx, accountId)
  return { kind: 'ended' }
}

/** Makes a unit of the organisation, or finds the one of that name. */
export async function addUnit(tx: Tx, name: string, now: Date): Promise<string> {
  const { id } = await tx
    .insertInto('unit')
    .values({ id: newId(), name, created_at: now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ name }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function listUnits(db: Db): Promise<{ id: string; name: string }[]> {
  return db.selectFrom('unit').select(['id', 'name']).orderBy('name').limit(1000).execute()
}
