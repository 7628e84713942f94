import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { addDays } from '#platform/clock'
import { newId } from '#platform/db'
import { defineRetention } from '#platform/retention'
import { type Deed, logDeed } from './deed.ts'
import { findStaffMember } from './staff.queries.ts'
import { lockStaffMember } from './staff-role.store.ts'

/** Days on which somebody is away, and who does their work meanwhile. Nobody says why. */
export type Absence = {
  id: string
  accountId: string
  name: string
  fromOn: string
  toOn: string
  deputyId: string | null
  deputy: string | null
}

const day = z.string().trim().min(1, 'missing').pipe(z.iso.date('not-a-date'))

/** When one is away, as a form gives it. */
export const absenceSchema = z
  .object({
    fromOn: day,
    toOn: day,
    deputyId: z.union([z.literal('').transform(() => null), z.uuid('missing')]),
  })
  .refine(({ fromOn, toOn }) => toOn >= fromOn, { path: ['toOn'], message: 'before-start' })

/** Everybody who is away on a day or later, the soonest first; of one person, or of those whose work somebody does. */
export async function listAbsences(
  db: Db,
  today: string,
  { of, deputy }: { of?: string; deputy?: string } = {},
): Promise<Absence[]> {
  return db
    .selectFrom('absence')
    .innerJoin('account', 'account.id', 'absence.account_id')
    .leftJoin('account as deputy', 'deputy.id', 'absence.deputy_id')
    .select([
      'absence.id',
      'absence.account_id as accountId',
      'account.name',
      'from_on as fromOn',
      'to_on as toOn',
      'deputy_id as deputyId',
      'deputy.name as deputy',
    ])
    .where('to_on', '>=', today)
    .$if(of !== undefined, (query) => query.where('absence.account_id', '=', of ?? ''))
    .$if(deputy !== undefined, (query) => query.where('absence.deputy_id', '=', deputy ?? ''))
    .orderBy('from_on')
    .orderBy('absence.id')
    .limit(1000)
    .execute()
}

export type SetAbsenceOutcome =
  | { kind: 'set' | 'in-the-past' | 'not-staff' | 'deputy-gone' }
  | { kind: 'overlaps'; fromOn: string; toOn: string }

/** Says when one is away oneself, and who does one's work: the deputy acts under their own name, for whom stands with it. */
export async function setAbsence(
  tx: Tx,
  { fromOn, toOn, deputyId }: z.infer<typeof absenceSchema>,
  deed: Deed,
): Promise<SetAbsenceOutcome> {
  const { by, today } = deed
  if (toOn < today) return { kind: 'in-the-past' }
  if (!(await lockStaffMember(tx, by))) return { kind: 'not-staff' }
  if (deputyId !== null && (deputyId === by || !(await findStaffMember(tx, deputyId, today))))
    return { kind: 'deputy-gone' }
  const other = (await listAbsences(tx, today, { of: by })).find(
    (one) => one.fromOn <= toOn && one.toOn >= fromOn,
  )
  if (other) return { kind: 'overlaps', fromOn: other.fromOn, toOn: other.toOn }
  const id = newId()
  await tx
    .insertInto('absence')
    .values({ id, account_id: by, from_on: fromOn, to_on: toOn, deputy_id: deputyId })
    .execute()
  await logDeed(tx, deed, 'staff-member', by)
  return { kind: 'set' }
}

/** Takes an absence back: one that began ends yesterday, so that what was done in it can be explained. */
export async function endAbsence(
  tx: Tx,
  id: string,
  deed: Deed,
): Promise<{ kind: 'ended' } | { kind: 'not-found' }> {
  const { by, today } = deed
  const own = tx.selectFrom('absence').select(['id', 'from_on']).where('id', '=', id)
  const found = await own
    .where('account_id', '=', by)
    .where('to_on', '>=', today)
    .forUpdate()
    .executeTakeFirst()
  if (!found) return { kind: 'not-found' }
  if (found.from_on < today)
    await tx
      .updateTable('absence')
      .set({ to_on: addDays(today, -1) })
      .where('id', '=', id)
      .execute()
  else await tx.deleteFrom('absence').where('id', '=', id).execute()
  await logDeed(tx, deed, 'staff-member', by)
  return { kind: 'ended' }
}

/** Who was away when, once it is over. */
export const absences = defineRetention<string>({
  kind: 'staff-absence',
  what: 'when a member of staff was away, and who did their work',
  keptFor: { days: 30 },
  from: 'the last day of it',
  ground:
    'It is known a month later who did whose work; what was done in somebody’s place says so by itself.',
  table: 'absence',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`to_on < (${olderThan}::timestamptz at time zone 'UTC')::date`,
})
