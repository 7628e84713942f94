import { type Selectable, sql } from 'kysely'
import { z } from 'zod'
import type { DB, Db, Tx } from '#db'
import { readWorkingCalendar, type WorkingCalendar } from '#domains/people'
import { defineJob } from '#platform/jobs'
import type { StoredEntry } from '../conversations/stored-entry.ts'
import { FIRST_CALENDAR, type MeasuredRun, measureRuns } from './measure-runs.ts'

/** Counts what happened in conversations since, for figures. Clockwork calls it; where nothing happened it does nothing. */
export const countRunsJob = defineJob('count-runs', z.looseObject({}))

const AT_ONCE = 200

/** By which clock is counted, and who hears of a conversation that could not be: the others are, whatever one of them holds. */
export type Counting = { timeZone: string; onFault: (error: unknown, conversationId: string) => void }

/**
 * Counts anew the runs of conversations in which something happened since, some in each transaction, so that it can be broken off
 * and goes on. It reads each conversation whole: what comes out depends on its entries alone, in whatever order they are counted.
 * @param signal  ends it after those that it is at
 * @returns how many conversations
 */
export async function countRuns(db: Db, counting: Counting, signal?: AbortSignal): Promise<number> {
  let all = 0
  for (let some = AT_ONCE; some === AT_ONCE; ) {
    signal?.throwIfAborted()
    some = await db.transaction().execute((tx) => countSome(tx, counting))
    all += some
  }
  return all
}

async function countSome(tx: Tx, counting: Counting): Promise<number> {
  // One at a time: who read a conversation first must not write it last.
  await sql`select pg_advisory_xact_lock(hashtextextended('count runs', 0))`.execute(tx)
  const { rows } = await sql<{ id: string }>`
    with waiting as (
      select conversation_id from conversation_uncounted group by conversation_id order by conversation_id limit ${AT_ONCE}
    ), gone as (
      delete from conversation_uncounted where conversation_id in (select conversation_id from waiting) returning conversation_id
    )
    select distinct conversation_id as id from gone`.execute(tx)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  const entries = await tx
    .selectFrom('conversation_entry')
    .selectAll()
    .where('conversation_id', 'in', ids)
    .orderBy('conversation_id')
    .orderBy('seq')
    .execute()
  const runs = await measureAll(tx, entries, counting)
  await tx.deleteFrom('conversation_run').where('conversation_id', 'in', ids).execute()
  if (runs.length > 0) await tx.insertInto('conversation_run').values(runs).execute()
  return ids.length
}

export type RunRow = Selectable<DB['conversation_run']>

/**
 * The runs of some conversations, folded from their entries.
 * @param entries  all of each, in their order
 */
export async function measureAll(
  db: Db,
  entries: readonly StoredEntry[],
  { timeZone, onFault }: Counting,
): Promise<RunRow[]> {
  const versions = entries.flatMap(({ calendar_version: version }) => version ?? [])
  const calendars = await readCalendars(db, [FIRST_CALENDAR, ...versions])
  const calendarOf = (version: number) => {
    const calendar = calendars.get(version)
    if (!calendar) throw new Error(`There is no version ${version} of the calendar.`)
    return calendar
  }
  return [...Map.groupBy(entries, (entry) => entry.conversation_id)].flatMap(([id, rows]) => {
    try {
      return measureRuns(rows, { calendarOf, timeZone }).map((run) => ({
        conversation_id: id,
        ...columnsOf(run),
      }))
    } catch (error) {
      onFault(error, id)
      return []
    }
  })
}

async function readCalendars(db: Db, versions: number[]): Promise<Map<number, WorkingCalendar>> {
  const calendars = new Map<number, WorkingCalendar>()
  for (const version of new Set(versions)) calendars.set(version, await readWorkingCalendar(db, version))
  return calendars
}

function columnsOf(run: MeasuredRun): Omit<RunRow, 'conversation_id'> {
  return {
    ...{ run: run.run, began_on: run.beganOn, channel: run.channel, ended_as: run.endedAs },
    ...{ subject_id: run.subjectId, unit_id: run.unitId },
    ...{ first_minutes: run.firstMinutes, first_due: run.firstDue, first_late: run.firstLate },
    ...{ solved_minutes: run.solvedMinutes, solved_due: run.solvedDue, solved_late: run.solvedLate },
    is_reopened: run.isReopened,
  }
}
