import { z } from 'zod'
import type { Tx } from '#db'
import { type Deed, isAllowed, type StaffMember } from '#domains/people'

/** Something that a form chooses; empty: none. */
export const oneOrNone = z.union([z.literal('').transform(() => null), z.uuid('missing')])

/** Whoever answers keeps what is for a unit that they work in; what is for all is kept by administrators. */
export function mayKeepFor(staff: Pick<StaffMember, 'roles'>, unitId: string | null): boolean {
  return isAllowed(staff, 'administer') || staff.roles.some((held) => held.unitId === unitId)
}

/** Who does something with what is kept for a unit, and what they may do. */
export type Keeper = Deed & { staff: Pick<StaffMember, 'roles'> }

export type KeepObstacle = { kind: 'not-yours' | 'unit-closed' | 'subject-replaced' }

/** Why something cannot be kept for a unit, or about a subject; what it names stays as it is until the transaction is over. */
export async function findKeepObstacle(
  tx: Tx,
  { unitId, subjectId }: { unitId: string | null; subjectId: string | null },
  { staff }: Keeper,
): Promise<KeepObstacle | undefined> {
  if (!mayKeepFor(staff, unitId)) return { kind: 'not-yours' }
  const unit = tx.selectFrom('unit').select('id').where('closed_on', 'is', null)
  if (unitId !== null && !(await unit.where('id', '=', unitId).forShare().executeTakeFirst()))
    return { kind: 'unit-closed' }
  const subject = tx.selectFrom('subject').select('id').where('replaced_by', 'is', null)
  if (subjectId !== null && !(await subject.where('id', '=', subjectId).forShare().executeTakeFirst()))
    return { kind: 'subject-replaced' }
  return undefined
}
