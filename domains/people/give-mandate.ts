import { z } from 'zod'
import type { Tx } from '#db'
import { newId } from '#platform/db'
import { type Deed, logDeed } from './deed.ts'
import { endDelegated } from './mandate.store.ts'
import { type AskedAct, approvals, askedActs } from './mandate.ts'
import { findStaffMember } from './staff.queries.ts'
import { roles } from './staff-member.ts'

const day = z.string().trim().min(1, 'missing').pipe(z.iso.date('not-a-date'))
const optionalDay = z.union([z.literal('').transform(() => null), z.iso.date()], 'not-a-date')
const oneOrAny = z.union([z.literal('').transform(() => null), z.uuid('missing')])
const decision = z.string().trim().min(1, 'missing').max(300, 'too-long')
const acts = Object.keys(askedActs).filter((act): act is AskedAct => Object.hasOwn(askedActs, act))

/** A mandate as a form gives it; empty: any. It is held by a role or by the account with an id. */
export const mandateSchema = z
  .object({
    act: z.enum(acts, 'missing'),
    holder: z.union([z.enum(roles), z.uuid('missing')], 'missing'),
    heldAnywhere: z.literal('yes').optional(),
    unitId: oneOrAny,
    subjectId: oneOrAny,
    channel: z
      .string()
      .trim()
      .max(40, 'too-long')
      .transform((text) => text || null),
    approval: z.enum(approvals, 'missing'),
    fromOn: day,
    toOn: optionalDay,
    decision,
  })
  .refine(({ act, approval }) => act === 'send' || approval === 'none' || approval === 'forbidden', {
    path: ['approval'],
    message: 'only-for-sending',
  })
  .refine(({ fromOn, toOn }) => toOn === null || toOn >= fromOn, { path: ['toOn'], message: 'before-start' })

export type NewMandate = z.infer<typeof mandateSchema>

export type GiveMandateOutcome =
  | { kind: 'given'; id: string }
  | { kind: 'in-the-past' | 'not-staff' | 'unit-closed' | 'subject-replaced' }

/** Gives a mandate, by a decision, from today or a later day. */
export async function giveMandate(tx: Tx, mandate: NewMandate, deed: Deed): Promise<GiveMandateOutcome> {
  const { act, holder, heldAnywhere, unitId, subjectId, channel, approval, fromOn, toOn, decision } = mandate
  if (fromOn < deed.today) return { kind: 'in-the-past' }
  const role = roles.find((one) => one === holder) ?? null
  if (role === null && !(await findStaffMember(tx, holder, deed.today))) return { kind: 'not-staff' }
  const obstacle = await findObstacle(tx, { unitId, subjectId })
  if (obstacle) return { kind: obstacle }
  const id = newId()
  await tx
    .insertInto('mandate')
    .values({
      ...{ id, act, role, account_id: role === null ? holder : null },
      ...{ unit_id: unitId, subject_id: subjectId, channel, visibility: askedActs[act], approval },
      ...{ held_anywhere: role !== null && heldAnywhere === 'yes', from_on: fromOn, to_on: toOn },
      ...{ decision, given_at: deed.now },
    })
    .execute()
  await logDeed(tx, deed, 'mandate', id)
  return { kind: 'given', id }
}

async function findObstacle(
  tx: Tx,
  { unitId, subjectId }: Pick<NewMandate, 'unitId' | 'subjectId'>,
): Promise<'unit-closed' | 'subject-replaced' | undefined> {
  const unit = tx.selectFrom('unit').select('id').where('closed_on', 'is', null)
  if (unitId !== null && !(await unit.where('id', '=', unitId).forShare().executeTakeFirst()))
    return 'unit-closed'
  const subject = tx.selectFrom('subject').select('id').where('replaced_by', 'is', null)
  if (subjectId !== null && !(await subject.where('id', '=', subjectId).forShare().executeTakeFirst()))
    return 'subject-replaced'
  return undefined
}

export type EndMandateOutcome = { kind: 'ended' | 'not-found' | 'in-the-past' | 'not-earlier' }

/** Ends a mandate at once, or after a last day; what was given on of it ends with it. */
export async function endMandate(
  tx: Tx,
  { id, lastDay }: { id: string; lastDay: string | null },
  deed: Deed,
): Promise<EndMandateOutcome> {
  const mandate = await tx
    .selectFrom('mandate')
    .select(['from_on', 'to_on'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', deed.today)]))
    .forUpdate()
    .executeTakeFirst()
  if (!mandate) return { kind: 'not-found' }
  if (lastDay !== null) {
    if (lastDay < deed.today) return { kind: 'in-the-past' }
    if (lastDay < mandate.from_on || (mandate.to_on !== null && lastDay > mandate.to_on))
      return { kind: 'not-earlier' }
  }
  const change = lastDay === null ? { ended_at: deed.now } : { to_on: lastDay }
  await tx.updateTable('mandate').set(change).where('id', '=', id).execute()
  await endDelegated(tx, id, { lastDay, now: deed.now })
  await logDeed(tx, deed, 'mandate', id)
  return { kind: 'ended' }
}

/** To whom one gives a mandate on, until when, and by which decision. */
export const delegationSchema = z.object({ to: z.uuid('missing'), toOn: optionalDay, decision })

export type DelegateOutcome =
  | { kind: 'given'; id: string }
  | { kind: 'not-yours' | 'not-staff' | 'one-step' | 'in-the-past' }

/** Gives a mandate that one holds by name to a colleague, as it is and from today: one step, which ends with it. */
export async function delegateMandate(
  tx: Tx,
  { id, to, toOn, decision }: z.infer<typeof delegationSchema> & { id: string },
  deed: Deed,
): Promise<DelegateOutcome> {
  const source = await tx
    .selectFrom('mandate')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', deed.by)
    .where('ended_at', 'is', null)
    .where('from_on', '<=', deed.today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', deed.today)]))
    .forShare()
    .executeTakeFirst()
  if (!source || source.approval === 'forbidden') return { kind: 'not-yours' }
  if (source.delegated_from !== null) return { kind: 'one-step' }
  if (toOn !== null && toOn < deed.today) return { kind: 'in-the-past' }
  if (to === deed.by || !(await findStaffMember(tx, to, deed.today))) return { kind: 'not-staff' }
  // It is never said to last longer than what it comes from.
  const lastDays = [toOn, source.to_on].filter((one) => one !== null).sort()
  const given = {
    ...source,
    ...{ id: newId(), account_id: to, from_on: deed.today, to_on: lastDays[0] ?? null, decision },
    ...{ delegated_from: id, given_at: deed.now },
  }
  await tx.insertInto('mandate').values(given).execute()
  await logDeed(tx, deed, 'mandate', given.id)
  return { kind: 'given', id: given.id }
}
