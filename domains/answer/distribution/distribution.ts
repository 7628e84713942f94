import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { type Deed, logAccess } from '#domains/people'
import { isWorkingDay } from '#platform/clock'
import type { Candidate } from './choose-colleague.ts'

/** Where nobody says otherwise: on a working day. */
const USUAL_HOURS = 8

const hour = z.coerce.number('not-hours').min(0, 'not-hours').max(24, 'not-hours')

/** The hours of somebody from Monday to Sunday, as a form gives them. */
export const hoursSchema = z.object({ accountId: z.uuid(), 'hours[]': z.array(hour).length(7, 'not-hours') })

/** Whether a unit gives out what comes in. */
export type Distributing = { unitId: string; unit: string; isOn: boolean }

/** All units that are open, by name, and whether they give out what comes in. */
export async function listDistributing(db: Db): Promise<Distributing[]> {
  return db
    .selectFrom('unit')
    .leftJoin('distribution', 'distribution.unit_id', 'unit.id')
    .select(['unit.id as unitId', 'unit.name as unit'])
    .select(sql<boolean>`coalesce(is_on, false)`.as('isOn'))
    .where('closed_on', 'is', null)
    .orderBy('unit.name')
    .limit(1000)
    .execute()
}

/** Has a unit give out what comes in, or not any more; what was given out stays where it is. */
export async function switchDistribution(
  tx: Tx,
  { unitId, isOn }: { unitId: string; isOn: boolean },
  { by, now }: Deed,
): Promise<{ kind: 'switched' | 'not-found' }> {
  const unit = tx.selectFrom('unit').select('id').where('id', '=', unitId).where('closed_on', 'is', null)
  if (!(await unit.forShare().executeTakeFirst())) return { kind: 'not-found' }
  const change = { is_on: isOn, changed_by: by, changed_at: now }
  await tx
    .insertInto('distribution')
    .values({ unit_id: unitId, ...change })
    .onConflict((conflict) => conflict.column('unit_id').doUpdateSet(change))
    .execute()
  const logged = { action: 'changed', subjectKind: 'distribution', subjectId: unitId } as const
  await logAccess(tx, { accountId: by, ...logged, now })
  return { kind: 'switched' }
}

/** Somebody who works in a unit, and their hours from Monday to Sunday. */
export type Member = { accountId: string; name: string; hours: number[]; isAway: boolean }

/** Who works in a unit on a day, by name. */
export async function listMembers(db: Db, unitId: string, today: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select account.id as "accountId", account.name, ${isAway(today)} as "isAway", array(
      select case
        when exists (select from answering_hours where account_id = account.id)
          then coalesce((select minutes from answering_hours a where a.account_id = account.id and a.weekday = day), 0) / 60.0
        when day <= 5 then ${USUAL_HOURS}::integer else 0 end::float8
      from generate_series(1, 7) as day order by day
    ) as hours
    from account where ${worksIn(unitId, today)} order by account.name, account.id limit 500`.execute(db)
  return rows
}

function worksIn(unitId: string, today: string) {
  return sql`exists (select from staff_role r where r.account_id = account.id and r.unit_id = ${unitId}::uuid
    and is_in_force(r.from_on, r.to_on, r.ended_at, ${today}::date))`
}

function isAway(today: string) {
  return sql`exists (select from absence where absence.account_id = account.id
    and ${today}::date between from_on and to_on)`
}

/** Says how many hours somebody answers on each day of the week, in whatever unit. */
export async function setHours(
  tx: Tx,
  { accountId, hours }: { accountId: string; hours: number[] },
  { by, now }: Deed,
): Promise<{ kind: 'set' | 'not-found' }> {
  const staff = tx.selectFrom('staff_member').select('account_id').where('account_id', '=', accountId)
  if (!(await staff.executeTakeFirst())) return { kind: 'not-found' }
  const rows = hours.map((one, at) => ({
    ...{ account_id: accountId, weekday: at + 1, minutes: Math.round(one * 60) },
  }))
  await tx
    .insertInto('answering_hours')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['account_id', 'weekday'])
        .doUpdateSet((eb) => ({ minutes: eb.ref('excluded.minutes') })),
    )
    .execute()
  const logged = { action: 'changed', subjectKind: 'staff-member', subjectId: accountId } as const
  await logAccess(tx, { accountId: by, ...logged, now })
  return { kind: 'set' }
}

/**
 * Who could be given a conversation of a unit on a day: who works in it, is not away, and answers at all on that day, with what is in
 * their hands, and when they last answered in one of some conversations. On a day on which nobody works there is nobody.
 * @param knownIds  the other conversations of whoever asks
 */
export async function listCandidates(
  tx: Tx,
  { unitId, knownIds, today }: { unitId: string; knownIds: string[]; today: string },
): Promise<Candidate[]> {
  const weekday = ((new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7) + 1
  const isWeekend = weekday > 5
  if (!isWeekend && !isWorkingDay(today)) return []
  const { rows } = await sql<Candidate>`
    select account.id as "accountId", today.minutes / 60.0::float8 as hours,
      (select count(*)::integer from conversation where assigned_to = account.id and status = 'open') as open,
      (select max(entry.at) from conversation_entry entry
        where entry.conversation_id = any(${knownIds}::uuid[]) and entry.kind = 'sent'
          and entry.by_account = account.id) as "answeredAt"
    from account cross join lateral (
      select case when exists (select from answering_hours where account_id = account.id)
        then coalesce((select minutes from answering_hours a where a.account_id = account.id and a.weekday = ${weekday}::integer), 0)
        else ${isWeekend ? 0 : USUAL_HOURS * 60}::integer end as minutes
    ) today
    where today.minutes > 0 and ${worksIn(unitId, today)} and not ${isAway(today)}
    order by account.id limit 500`.execute(tx)
  return rows
}

/** Whether any unit gives out what comes in. */
export async function isAnyDistributing(db: Db): Promise<boolean> {
  const on = db.selectFrom('distribution').select('unit_id').where('is_on', '=', true).limit(1)
  return (await on.executeTakeFirst()) !== undefined
}
