import type { WorkingCalendar } from '#domains/people'
import { dateIn, localMoment, type Pause, workingMinutes } from '#platform/clock'
import { type Channel, type ConversationState, foldEntry } from '../conversations/conversation.ts'
import { readStoredEntry, type StoredEntry } from '../conversations/stored-entry.ts'
import { pausesOf } from '../deadlines/run.queries.ts'
import { type CloseReason, settles } from '../hands/close-reason.ts'
import { listSplitOff, passBy } from '../split/fold-history.ts'

/** How a run ended: with an answer, or closed for a reason. */
export type RunEnd = 'answered' | CloseReason

/** A run of a conversation, as figures count it. */
export type MeasuredRun = {
  run: number
  /** The day on which it began, as 2026-05-08. */
  beganOn: string
  channel: Channel
  /** What it was about, and which unit answered it, as the next run began; of the last: now. */
  subjectId: string | null
  unitId: string | null
  endedAs: RunEnd | null
  /** Working minutes from its beginning until a person first answered. */
  firstMinutes: number | null
  /** Working minutes from its beginning until it was settled, but for those that it waited for whoever asked. */
  solvedMinutes: number | null
  firstDue: string
  solvedDue: string
  /** Whether it came too late; null where it did not come yet, or is not owed any more. */
  firstLate: boolean | null
  solvedLate: boolean | null
  /** It was settled, and opened again. */
  isReopened: boolean
}

/** By which version of the calendar, and in which time zone. */
export type Measuring = { calendarOf: (version: number) => WorkingCalendar; timeZone: string }

/** What has no terms of its own is counted by the calendar that every organisation begins with. */
export const FIRST_CALENDAR = 1

/** A run as it is gathered from entries. */
type Stretch = {
  channel: Channel
  entries: StoredEntry[]
  state: ConversationState
  beganAt: Date
  settledAt: Date | null
}

/**
 * Counts the runs of a conversation from its entries.
 * @param entries  all of it, in their order
 */
export function measureRuns(entries: readonly StoredEntry[], measuring: Measuring): MeasuredRun[] {
  const stretches = splitRuns(entries)
  return stretches.map((stretch, at) =>
    measure(stretch, { ...measuring, isLast: at === stretches.length - 1 }),
  )
}

function splitRuns(entries: readonly StoredEntry[]): Stretch[] {
  const stretches: Stretch[] = []
  const splitOff = listSplitOff(entries)
  let state: ConversationState | undefined
  for (const row of entries) {
    const before = state
    if (before && splitOff.has(row.seq)) {
      state = passBy(before)
      continue
    }
    state = foldEntry(before, readStoredEntry(row), row.at)
    let current = stretches.at(-1)
    if (!current || state.run !== before?.run) {
      const channel = (row.kind === 'received' ? row.channel : null) ?? current?.channel ?? 'web'
      current = { channel, entries: [], state, beganAt: row.at, settledAt: null }
      stretches.push(current)
    }
    current.entries.push(row)
    current.state = state
    const end = endOf(state)
    if (end !== null && isSettled(end)) current.settledAt ??= row.at
  }
  return stretches
}

function measure(
  { channel, entries, state, beganAt, settledAt: firstSettledAt }: Stretch,
  { calendarOf, timeZone, isLast }: Measuring & { isLast: boolean },
): MeasuredRun {
  const version = entries.findLast((row) => row.calendar_version !== null)?.calendar_version
  const { calendar } = calendarOf(version ?? FIRST_CALENDAR)
  const minutesUntil = (at: Date | null, pauses: Pause[] = []) =>
    at && workingMinutes(beganAt, at, { calendar, timeZone }, pauses)
  const isLate = (at: Date, due: string) => localMoment(timeZone, at) >= due
  const endedAs = endOf(state)
  const settledAt = endedAs !== null && isSettled(endedAs) ? firstSettledAt : null
  return {
    ...{ run: state.run, beganOn: dateIn(timeZone, beganAt), channel, endedAs },
    ...{ subjectId: state.subjectId, unitId: state.unitId },
    firstMinutes: minutesUntil(state.firstMetAt),
    solvedMinutes: minutesUntil(settledAt, pausesOf(entries)),
    ...{ firstDue: state.firstDue, solvedDue: state.resolutionDue },
    firstLate: state.firstMetAt
      ? isLate(state.firstMetAt, state.firstDue)
      : settledAt && isLate(settledAt, state.firstDue)
        ? true
        : null,
    solvedLate: settledAt && isLate(settledAt, state.resolutionDue),
    isReopened: settledAt !== null && !isLast,
  }
}

function endOf({ status, closed }: ConversationState): RunEnd | null {
  return status === 'open' ? null : (closed?.as ?? 'answered')
}

/** Whether what somebody asked was settled by it; what is not ours, double or spam is owed nothing. */
function isSettled(end: RunEnd): boolean {
  return end === 'answered' || settles(end)
}
