import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { getLetterhead, type Letterhead, postLetter, type Site, writeEscalationMail } from '#domains/letters'
import {
  findOrganisation,
  listAllUnits,
  listStaff,
  readWorkingCalendar,
  type StaffMember,
} from '#domains/people'
import { type DueMoment, dateIn, localMoment } from '#platform/clock'
import { locales } from '#platform/i18n'
import { defineJob } from '#platform/jobs'
import { listReaders } from '../privacy/may-read.ts'
import {
  type EscalationDays,
  escalationDays,
  type House,
  levelOf,
  type Reached,
  recipientsOf,
} from './escalation.ts'

/** Tells staff what is nearly due, due, or long due. Clockwork calls it; outside of working hours it does nothing. */
export const escalateJob = defineJob('escalate-what-is-due', z.looseObject({}))

/** More at once are told the next time. */
const MOST_AT_ONCE = 500

type Line = Reached & { conversationId: string; run: number; due: DueMoment; subjectId: string | null }

/**
 * Tells each who must know what reached a level since, in one mail for all of it, whatever stood still meanwhile: of each
 * conversation the highest level alone, once for each of its runs. What is told and that it was told are written together.
 * @returns how many mails
 */
export async function escalate(db: Db, { site, now }: { site: Site; now: Date }): Promise<number> {
  const { calendar } = await readWorkingCalendar(db)
  const days = escalationDays(calendar, localMoment(site.timeZone, now))
  if (!days) return 0
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('escalate', 0))`.execute(tx)
    const lines = await listReached(tx, days)
    if (lines.length === 0) return 0
    await markTold(tx, lines, now)
    return tell(tx, lines, await getLetterhead(tx, site), now)
  })
}

async function listReached(tx: Tx, days: EscalationDays): Promise<Line[]> {
  const { rows } = await sql<Omit<Line, 'level'> & { told: number }>`
    select c.id as "conversationId", c.run, c.due_by as due, c.assigned_to as "assignedTo", c.unit_id as "unitId",
      c.subject_id as "subjectId", coalesce(told.level, 0) as told
    from conversation c
    left join lateral (
      select max(level) as level from escalation e where e.conversation_id = c.id and e.run = c.run
    ) told on true
    where c.status = 'open' and c.due_on <= ${days.soonOn}::date
      and coalesce(told.level, 0) < case
        when c.due_on <= ${days.longOn}::date then 3 when c.due_by <= ${days.dueBy} then 2 else 1 end
    order by c.due_on, c.id limit ${MOST_AT_ONCE}`.execute(tx)
  return rows.flatMap(({ told, ...row }) => {
    const level = levelOf(row.due, days)
    return level > told ? [{ ...row, level: level as Line['level'] }] : []
  })
}

async function markTold(tx: Tx, lines: readonly Line[], now: Date): Promise<void> {
  await tx
    .insertInto('escalation')
    .values(
      lines.map(({ conversationId, run, level }) => ({
        ...{ conversation_id: conversationId, run, level, told_at: now },
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

async function tell(tx: Tx, lines: readonly Line[], letterhead: Letterhead, now: Date): Promise<number> {
  const today = dateIn(letterhead.timeZone, now)
  const [staff, units, organisation] = [
    await listStaff(tx, today),
    await listAllUnits(tx),
    await findOrganisation(tx),
  ]
  const forWhom = await shareOut(tx, lines, { staff, units }, today)
  for (const [member, theirs] of forWhom) {
    const letter = writeEscalationMail(letterhead, {
      language: locales.find((locale) => locale === organisation?.languages[0]) ?? 'nl',
      lines: theirs.map(({ conversationId, due, level }) => ({ conversationId, due, level })),
    })
    await postLetter(tx, letter, { letterhead, to: member.email, now })
  }
  return forWhom.size
}

/** Who is told of what; of what somebody may not read, they are told nothing. */
async function shareOut(
  tx: Tx,
  lines: readonly Line[],
  house: House,
  today: string,
): Promise<Map<StaffMember, Line[]>> {
  const forWhom = new Map<StaffMember, Line[]>()
  for (const line of lines) {
    const told = recipientsOf(line, house)
    const accountIds = told.map(({ accountId }) => accountId)
    const readers = await listReaders(tx, { subjectId: line.subjectId, accountIds, today })
    for (const member of told.filter(({ accountId }) => readers.has(accountId)))
      forWhom.set(member, [...(forWhom.get(member) ?? []), line])
  }
  return forWhom
}
