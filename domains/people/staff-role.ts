import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { type Deed, logDeed } from './deed.ts'
import { endSessions } from './session.ts'
import { findStaffMember } from './staff.queries.ts'
import type { HeldRole, Role } from './staff-member.ts'
import { countLastingAdministrators, insertRole, lockStaffMember, type NewRole } from './staff-role.store.ts'

/** A role that somebody holds, or is to hold. */
export type StaffRole = HeldRole & { id: string; accountId: string; fromOn: string; toOn: string | null }

/** What somebody holds on a day or later, the oldest first. */
export async function listRoles(db: Db, accountId: string, today: string): Promise<StaffRole[]> {
  return selectRoles(db, today).where('staff_role.account_id', '=', accountId).limit(100).execute()
}

function selectRoles(db: Db, today: string) {
  return db
    .selectFrom('staff_role')
    .innerJoin('unit', 'unit.id', 'staff_role.unit_id')
    .select([
      'staff_role.id',
      'staff_role.account_id as accountId',
      sql<Role>`role`.as('role'),
      'unit.id as unitId',
      'unit.name as unit',
      'from_on as fromOn',
      'to_on as toOn',
    ])
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', today)]))
    .orderBy('from_on')
    .orderBy('staff_role.id')
}

export type AddRoleOutcome =
  | { kind: 'given' | 'already-held' | 'not-staff' | 'in-the-past' }
  | { kind: 'unit-closed'; unit: string }

/** Gives somebody who works here one more role, in a unit, from today or a later day. */
export async function addRole(tx: Tx, role: NewRole, deed: Deed): Promise<AddRoleOutcome> {
  if (role.fromOn < deed.today) return { kind: 'in-the-past' }
  if (!(await lockStaffMember(tx, role.accountId))) return { kind: 'not-staff' }
  if (!(await findStaffMember(tx, role.accountId, deed.today))) return { kind: 'not-staff' }
  const unit = await tx
    .selectFrom('unit')
    .select(['name', 'closed_on'])
    .where('id', '=', role.unitId)
    .forShare()
    .executeTakeFirst()
  if (!unit || unit.closed_on !== null) return { kind: 'unit-closed', unit: unit?.name ?? '' }
  if (!(await insertRole(tx, role, deed.now))) return { kind: 'already-held' }
  await logDeed(tx, deed, 'staff-member', role.accountId)
  return { kind: 'given' }
}

export type EndRoleOutcome = {
  kind: 'ended' | 'not-found' | 'last-administrator' | 'in-the-past' | 'not-earlier'
}

/**
 * Ends a role at once, or after a last day; without its last role somebody is out. Somebody must remain who can add others,
 * tomorrow as well: the last administrator without a last day stays one.
 */
export async function endRole(
  tx: Tx,
  { id, accountId, lastDay }: { id: string; accountId: string; lastDay: string | null },
  deed: Deed,
): Promise<EndRoleOutcome> {
  if (lastDay !== null && lastDay < deed.today) return { kind: 'in-the-past' }
  const administrators = await countLastingAdministrators(tx, accountId, deed.today)
  if (administrators.ownIds.includes(id) && administrators.own + administrators.others === 1)
    return { kind: 'last-administrator' }
  await lockStaffMember(tx, accountId)
  const role = (await listRoles(tx, accountId, deed.today)).find((one) => one.id === id)
  if (!role) return { kind: 'not-found' }
  if (lastDay !== null && (lastDay < role.fromOn || (role.toOn !== null && lastDay > role.toOn)))
    return { kind: 'not-earlier' }
  const change = lastDay === null ? { ended_at: deed.now } : { to_on: lastDay }
  await tx.updateTable('staff_role').set(change).where('id', '=', id).execute()
  if (!(await findStaffMember(tx, accountId, deed.today))) await endSessions(tx, accountId)
  await logDeed(tx, deed, 'staff-member', accountId)
  return { kind: 'ended' }
}
