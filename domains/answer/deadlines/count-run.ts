import type { WorkingCalendar } from '#domains/people'
import {
  addDays,
  type Counting,
  type DueMoment,
  dateOfDue,
  daysBetween,
  dueAfter,
  isOpenOn,
  LONGEST_TERM,
  localMoment,
  type Pause,
  readTerm,
  type Term,
  writeTerm,
} from '#platform/clock'
import type { DeadlineChange, Deadlines, RunTerms } from './deadline.ts'

/** A run as it is counted: by the calendar with which it began, whatever came after. */
export type CountedRun = {
  counting: Counting
  terms: RunTerms
  startedAt: Date
  /** When it waited for whoever asked; one that is not over ends when it would. */
  pauses: readonly Pause[]
}

/** An answer that asks for something waits so long. */
export const DAYS_WAITED = 14

/** Whoever asks again about what was solved is not sent away for lack of time. */
const LEAST_DAYS_AGAIN = 2

/** What is due by something that is asked for the first time. */
export function beginRun(by: WorkingCalendar, timeZone: string, at: Date): Required<DeadlineChange> {
  return dueBy(termsOf(by, by.resolution), { calendar: by.calendar, timeZone }, at)
}

/**
 * What is due where it is opened again: a first answer anew, and a solution within what was left of the time for it as it was
 * solved, in working days and at least two.
 */
export function beginAgain(
  by: WorkingCalendar,
  timeZone: string,
  { resolutionDue, solvedAt, at }: { resolutionDue: DueMoment; solvedAt: Date; at: Date },
): Required<DeadlineChange> {
  const counting = { calendar: by.calendar, timeZone }
  const left = countOpenDays(counting, solvedAt, dateOfDue(resolutionDue))
  const n = Math.min(Math.max(left, LEAST_DAYS_AGAIN), LONGEST_TERM)
  return dueBy(termsOf(by, { n, unit: 'workingDays' }), counting, at)
}

function termsOf({ version, first }: WorkingCalendar, resolution: Term): RunTerms {
  return { calendarVersion: version, first: writeTerm(first), resolution: writeTerm(resolution) }
}

function dueBy(terms: RunTerms, counting: Counting, at: Date): Required<DeadlineChange> {
  return {
    terms,
    firstDue: dueAfter(at, readTerm(terms.first), counting),
    resolutionDue: dueAfter(at, readTerm(terms.resolution), counting),
  }
}

/** Working days after the day of an instant, up to and with a date. */
function countOpenDays({ calendar, timeZone }: Counting, since: Date, until: string): number {
  const first = localMoment(timeZone, since).slice(0, 10)
  const days = Math.min(daysBetween(first, until), MOST_DAYS_COUNTED)
  return Array.from({ length: Math.max(days, 0) }, (_, at) => addDays(first, at + 1)).filter((date) =>
    isOpenOn(calendar, date),
  ).length
}

/** As many as the longest term takes, with room for every holiday and weekend. */
const MOST_DAYS_COUNTED = 2 * LONGEST_TERM

/** When it must be solved, with all its pauses. */
export function countResolution({ terms, counting, startedAt, pauses }: CountedRun): DueMoment {
  return dueAfter(startedAt, readTerm(terms.resolution), counting, pauses)
}

/** An answer that asks for something at an instant: until when it waits, and when it must be solved if nobody replies. */
export function askAt(run: CountedRun, at: Date): { until: Date; resolutionDue: DueMoment } {
  const until = new Date(at.getTime() + DAYS_WAITED * 24 * 3_600_000)
  const pauses = [...endPauseAt(run.pauses, at), { from: at, to: until }]
  return { until, resolutionDue: countResolution({ ...run, pauses }) }
}

/** When it must be solved once whoever asked replied. */
export function resumeAt(run: CountedRun, at: Date): DueMoment {
  return countResolution({ ...run, pauses: endPauseAt(run.pauses, at) })
}

function endPauseAt(pauses: readonly Pause[], at: Date): Pause[] {
  return pauses.map(({ from, to }) => ({ from, to: to > at ? at : to }))
}

/**
 * What is due where it turns out to be about something else: counted from the same beginning, and never later than was told.
 * Where the new term would be later, the old one goes on.
 */
export function countAnew(
  run: CountedRun,
  { firstDue, firstMetAt, resolutionDue }: Deadlines,
  { first, resolution }: Pick<WorkingCalendar, 'first' | 'resolution'>,
): DeadlineChange | undefined {
  const sooner = { ...run.terms }
  const firstAnew = dueAfter(run.startedAt, first, run.counting)
  const resolutionAnew = dueAfter(run.startedAt, resolution, run.counting, run.pauses)
  const isFirstSooner = firstMetAt === null && firstAnew < firstDue
  const isResolutionSooner = resolutionAnew < resolutionDue
  if (isFirstSooner) sooner.first = writeTerm(first)
  if (isResolutionSooner) sooner.resolution = writeTerm(resolution)
  if (!isFirstSooner && !isResolutionSooner) return undefined
  return {
    terms: sooner,
    ...(isFirstSooner ? { firstDue: firstAnew } : {}),
    ...(isResolutionSooner ? { resolutionDue: resolutionAnew } : {}),
  }
}

/** The terms by which it must be solved at the end of a later working day, so that what pauses after it counts on from there. */
export function termsUntil(run: CountedRun, date: string): RunTerms {
  const isDue = (n: number) => countResolution({ ...run, terms: inDays(run, n) }).slice(0, 10) >= date
  let [least, most] = [1, LONGEST_TERM]
  while (least < most) {
    const middle = Math.floor((least + most) / 2)
    if (isDue(middle)) most = middle
    else least = middle + 1
  }
  return inDays(run, least)
}

function inDays({ terms }: CountedRun, n: number): RunTerms {
  return { ...terms, resolution: writeTerm({ n, unit: 'workingDays' }) }
}
