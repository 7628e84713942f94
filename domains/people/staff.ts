import { sql } from 'kysely'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import { type Deed, logDeed } from './deed.ts'
import { endMandatesOf } from './mandate.store.ts'
import { endSessions } from './session.ts'
import { addressOf } from './staff.queries.ts'
import type { Role } from './staff-member.ts'
import { countLastingAdministrators, endRoles, insertRole, lockStaffMember } from './staff-role.store.ts'

export type AddStaffOutcome =
  | { kind: 'added'; accountId: string }
  | { kind: 'already-staff'; accountId: string }

/**
 * Makes somebody a member of staff from today, also where they were one before; an account that they have already is kept,
 * and named if it had no name. Without `by` nobody did it: it is how an organisation begins.
 */
export async function addStaffMember(
  tx: Tx,
  person: { name: string; email: string; role: Role; unitId: string },
  { by, now, today }: Omit<Deed, 'by'> & Partial<Deed>,
): Promise<AddStaffOutcome> {
  const accountId = await ensureAccount(tx, person, now)
  await tx
    .insertInto('staff_member')
    .values({ account_id: accountId, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await lockStaffMember(tx, accountId)
  if (await hasRoleToCome(tx, accountId, today)) return { kind: 'already-staff', accountId }
  const { role, unitId } = person
  await insertRole(tx, { accountId, role, unitId, fromOn: today, toOn: null }, now)
  // Whoever begins, or begins again, does so anew: no session, link or mandate from before lives on.
  await endSessions(tx, accountId)
  await endMandatesOf(tx, accountId, { now, today })
  if (by !== undefined) await logDeed(tx, { by, now }, 'staff-member', accountId)
  return { kind: 'added', accountId }
}

async function ensureAccount(tx: Tx, person: { name: string; email: string }, now: Date): Promise<string> {
  const { id } = await tx
    .insertInto('account')
    .values({
      id: newId(),
      name: person.name,
      email: addressOf(person.email),
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict.column('email').doUpdateSet({
        updated_at: now,
        name: sql<string>`coalesce(nullif(account.name, ''), excluded.name)`,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Whether somebody holds a role today, or is to. */
async function hasRoleToCome(tx: Tx, accountId: string, today: string): Promise<boolean> {
  const found = await tx
    .selectFrom('staff_role')
    .select('id')
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', today)]))
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

export type EndStaffOutcome = { kind: 'ended' } | { kind: 'not-found' } | { kind: 'last-administrator' }

/**
 * Ends somebody's work here: the account stays, what they did stays with their name, and they see nothing of the desk
 * from now on: their sessions, links and mandates by name end with it. Somebody must remain who can add others.
 */
export async function endStaffMember(tx: Tx, accountId: string, deed: Deed): Promise<EndStaffOutcome> {
  const administrators = await countLastingAdministrators(tx, accountId, deed.today)
  if (administrators.others === 0 && administrators.own > 0) return { kind: 'last-administrator' }
  await lockStaffMember(tx, accountId)
  if (!(await endRoles(tx, accountId, deed))) return { kind: 'not-found' }
  await endSessions(tx, accountId)
  await endMandatesOf(tx, accountId, deed)
  await logDeed(tx, deed, 'staff-member', accountId)
  return { kind: 'ended' }
}
