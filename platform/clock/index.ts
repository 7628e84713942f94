export {
  type Block,
  blocksOn,
  type Calendar,
  clockOf,
  isOpenOn,
  officeHours,
  readBlocks,
  shiftOpenDays,
  writeBlocks,
} from './calendar.ts'
export {
  type Counting,
  type DueMoment,
  dateOfDue,
  dueAfter,
  endOf,
  LONGEST_TERM,
  localMoment,
  type Pause,
  readTerm,
  type Term,
  termUnits,
  workingMinutes,
  writeTerm,
} from './term.ts'
export { addDays, addWorkingDays, daysBetween, isWorkingDay } from './working-days.ts'
/** Where the time comes from: the system's, or a test's. */
export type Clock = { now: () => Date }

/** The system's clock. */
export const systemClock: Clock = { now: () => new Date() }

/**
 * Making one takes a third of a millisecond and asking it a hundredth, which every request would pay: the answer of one
 * second serves all of it.
 */
type Calendar = { format: Intl.DateTimeFormat; second: number; date: string }

const calendars = new Map<string, Calendar>()

/**
 * The date on the calendar of a time zone at an instant, as `2026-05-08`.
 * @throws RangeError when the time zone is unknown
 */
export function dateIn(timeZone: string, instant: Date): string {
  let calendar = calendars.get(timeZone)
  if (!calendar) {
    const format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
    calendar = { format, second: Number.NaN, date: '' }
    calendars.set(timeZone, calendar)
  }
  const second = Math.floor(instant.getTime() / 1000)
  if (second !== calendar.second) {
    calendar.date = calendar.format.format(instant)
    calendar.second = second
  }
  return calendar.date
}

/** A calendar date as an instant that falls on that date in every inhabited time zone west of +12: for writing it out. */
export function noonOf(date: string): Date {
  return new Date(`${date}T12:00:00Z`)
}
