import { sql } from 'kysely'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import type { Role } from './staff-member.ts'

/** A role that is given: from a day, through its last day where it has one. */
export type NewRole = { accountId: string; role: Role; unitId: string; fromOn: string; toOn: string | null }

/** Waits for all who change what somebody may do, and for all who give them work (`holdStaffMember`). */
export async function lockStaffMember(tx: Tx, accountId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('staff_member')
    .select('account_id')
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirst()
  return found !== undefined
}

/** Writes a role; false where it is held already, without a last day. */
export async function insertRole(
  tx: Tx,
  { accountId, role, unitId, fromOn, toOn }: NewRole,
  now: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows: written } = await tx
    .insertInto('staff_role')
    .values({
      id: newId(),
      account_id: accountId,
      role,
      unit_id: unitId,
      from_on: fromOn,
      to_on: toOn,
      given_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return written === 1n
}

/** Ends all that somebody holds or is to hold; false where that is nothing. */
export async function endRoles(
  tx: Tx,
  accountId: string,
  { now, today }: { now: Date; today: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('staff_role')
    .set({ ended_at: now })
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', today)]))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

/**
 * Counts the roles of administrators that are held today and have no last day, so that there is somebody tomorrow too: those of
 * one person, but for one role where it is named, and those of others. They are locked: of two who end the last two, one waits.
 */
export async function countLastingAdministrators(
  tx: Tx,
  accountId: string,
  today: string,
): Promise<{ own: number; others: number; ownIds: string[] }> {
  const lasting = await tx
    .selectFrom('staff_role')
    .select(['id', 'account_id'])
    .where('role', '=', 'administrator')
    .where('to_on', 'is', null)
    .where(sql<boolean>`is_in_force(from_on, to_on, ended_at, ${today}::date)`)
    .orderBy('id')
    .forUpdate()
    .execute()
  const own = lasting.filter((row) => row.account_id === accountId)
  return { own: own.length, others: lasting.length - own.length, ownIds: own.map(({ id }) => id) }
}
