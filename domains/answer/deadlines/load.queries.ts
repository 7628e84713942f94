import { sql } from 'kysely'
import type { Db } from '#db'
import { readWorkingCalendar } from '#domains/people'
import { shiftOpenDays } from '#platform/clock'
import { MOST_COUNTED } from '../conversations/count-inbox.queries.ts'
import { mayRead, type Reader } from '../privacy/may-read.ts'

/** How many conversations are due until a day, since the one before it: counted up to one more than `MOST_COUNTED`. */
export type DueDay = { on: string; due: number }

/** The working days that are told, after today. */
const DAYS_TOLD = 10

/** What is due, of what somebody may read, today, and on each of the next ten working days with what is due on closed days before it. */
export async function listDueDays(db: Db, { accountId, today }: Reader): Promise<DueDay[]> {
  const { calendar } = await readWorkingCalendar(db)
  const ahead = Array.from({ length: DAYS_TOLD }, (_, at) => shiftOpenDays(calendar, today, at + 1))
  const { rows } = await sql<DueDay>`
    select day.until as "on", due.n as due
    from unnest(${[today, ...ahead]}::date[]) with ordinality as day (until, place)
    left join unnest(${[today, ...ahead]}::date[]) with ordinality as earlier (until, place) on earlier.place = day.place - 1
    cross join lateral (
      select count(*)::integer as n from (
        select from conversation
        where status = 'open' and ${mayRead({ accountId, today }, 'subject_id')} and due_on > coalesce(earlier.until, day.until - 1) and due_on <= day.until
        limit ${MOST_COUNTED + 1}
      ) counted
    ) due
    order by day.place`.execute(db)
  return rows
}
