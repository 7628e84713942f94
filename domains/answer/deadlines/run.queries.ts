import type { Selectable } from 'kysely'
import type { DB, Db } from '#db'
import { findTerms, readWorkingCalendar, type WorkingCalendar } from '#domains/people'
import { type Pause, writeTerm } from '#platform/clock'
import type { CountedRun } from './count-run.ts'
import { type RunTerms, readChange } from './deadline.ts'

type ConversationRow = Selectable<DB['conversation']>

/** A conversation, as far as its run is about. */
export type RunOf = Pick<ConversationRow, 'id' | 'run_seq' | 'subject_id'>

/** Reads a run from its entries; one from before there were terms is counted by those of now. */
export async function readRun(
  db: Db,
  { id, run_seq, subject_id }: RunOf,
  timeZone: string,
): Promise<CountedRun> {
  const rows = await db
    .selectFrom('conversation_entry')
    .select(['seq', 'kind', 'at', 'due_on', 'status', 'paused_until'])
    .select(['calendar_version', 'first_term', 'resolution_term', 'first_due', 'resolution_due'])
    .where('conversation_id', '=', id)
    .where('seq', '>=', run_seq)
    .where('kind', 'in', ['received', 'sent', 'status', 'classified', 'due'])
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('conversation_entry as off')
            .select('off.seq')
            .whereRef('off.conversation_id', '=', 'conversation_entry.conversation_id')
            .whereRef('off.split_seq', '=', 'conversation_entry.seq'),
        ),
      ),
    )
    .orderBy('seq')
    .execute()
  const terms = rows.findLast((row) => row.calendar_version !== null)
  const kept = terms && readChange(terms).deadlines?.terms
  const by = kept ? await readWorkingCalendar(db, kept.calendarVersion) : await findTerms(db, subject_id)
  return {
    terms: kept ?? termsNow(by),
    counting: { calendar: by.calendar, timeZone },
    startedAt: rows[0]?.at ?? new Date(0),
    pauses: pausesOf(rows),
  }
}

function termsNow({ version, first, resolution }: WorkingCalendar): RunTerms {
  return { calendarVersion: version, first: writeTerm(first), resolution: writeTerm(resolution) }
}

type PauseRow = Pick<
  Selectable<DB['conversation_entry']>,
  'kind' | 'at' | 'due_on' | 'status' | 'paused_until'
>

/** Each answer that asks waits until whoever asked says something, until the next answer, or until its time is over. */
export function pausesOf(rows: readonly PauseRow[]): Pause[] {
  return rows.flatMap(({ at: from, paused_until }, index) => {
    if (!paused_until) return []
    const end = rows.slice(index + 1).find(endsPause)?.at
    return [{ from, to: end && end < paused_until ? end : paused_until }]
  })
}

function endsPause({ kind, due_on, status }: PauseRow): boolean {
  return (
    kind === 'sent' || (kind === 'received' && due_on !== null) || (kind === 'status' && status !== 'open')
  )
}
