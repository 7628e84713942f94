import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '#db'
import { readAddress } from '#platform/address'
import type { StaffMember } from './staff-member.ts'

/**
 * What is known of somebody by the roles that they hold on a day, for queries that have `account`; in one with no role the
 * columns are null. It stands once, so that every question is answered alike: may they sign in, be given work, answer.
 */
export function heldOn(today: string): RawBuilder<unknown> {
  return sql`(
    select json_agg(json_build_object('role', role, 'unitId', unit.id, 'unit', unit.name)
      order by from_on, staff_role.id) as roles
    from staff_role join unit on unit.id = staff_role.unit_id
    where staff_role.account_id = account.id and is_in_force(from_on, to_on, ended_at, ${today}::date)
  )`
}

/** The columns of a member of staff, where `heldOn` is joined as `held`. */
export const staffColumns = sql`account.id as "accountId", account.name, account.email, held.roles,
  held.roles -> 0 ->> 'unitId' as "unitId", held.roles -> 0 ->> 'unit' as unit`

/**
 * Finds somebody who works here.
 * @param today  the day of the organisation, as 2026-03-02
 */
export async function findStaffMember(
  db: Db,
  accountId: string,
  today: string,
): Promise<StaffMember | undefined> {
  return (await selectStaff(db, today, sql`account.id = ${accountId}::uuid`))[0]
}

/**
 * Finds somebody who works here, and goes on to for as long as the transaction lasts: what is theirs ends with their access.
 * The row is held first and read after, so that what ended meanwhile is seen.
 */
export async function holdStaffMember(
  tx: Tx,
  accountId: string,
  today: string,
): Promise<StaffMember | undefined> {
  await tx
    .selectFrom('staff_member')
    .select('account_id')
    .where('account_id', '=', accountId)
    .forShare()
    .execute()
  return findStaffMember(tx, accountId, today)
}

/** Finds the member of staff with an address, however it is written. */
export async function findStaffByEmail(
  db: Db,
  email: string,
  today: string,
): Promise<StaffMember | undefined> {
  return (await selectStaff(db, today, sql`account.email = ${addressOf(email)}`))[0]
}

/** A sign-in link goes to the address as it was given, so that a colleague with a plus sign in it is found by it alone. */
export function addressOf(email: string): string {
  return (readAddress(email)?.mailbox ?? email.trim()).toLowerCase()
}

/** Everybody who works here on a day, by name. */
export async function listStaff(db: Db, today: string): Promise<StaffMember[]> {
  return selectStaff(db, today, sql`true`)
}

async function selectStaff(db: Db, today: string, which: RawBuilder<unknown>): Promise<StaffMember[]> {
  const { rows } = await sql<StaffMember>`
    select ${staffColumns}
    from staff_member join account on account.id = staff_member.account_id
    cross join lateral ${heldOn(today)} held
    where held.roles is not null and ${which}
    order by account.name, account.id limit 1000`.execute(db)
  return rows
}
