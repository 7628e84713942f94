export { addDays, addWorkingDays, daysBetween, isWorkingDay } from './working-days.ts'
/** Where the time comes from: the system's, or a test's. */
export type Clock = { now: () => Date }

/** The system's clock. */
export const systemClock: Clock = { now: () => new Date() }

/** Making one takes a third of a millisecond, which every request would pay. */
const calendars = new Map<string, Intl.DateTimeFormat>()

/**
 * The date on the calendar of a time zone at an instant, as `2026-05-08`.
 * @throws RangeError when the time zone is unknown
 */
export function dateIn(timeZone: string, instant: Date): string {
  let calendar = calendars.get(timeZone)
  if (!calendar) {
    calendar = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })
    calendars.set(timeZone, calendar)
  }
  return calendar.format(instant)
}

/** A calendar date as an instant that falls on that date in every inhabited time zone west of +12: for writing it out. */
export function noonOf(date: string): Date {
  return new Date(`${date}T12:00:00Z`)
}
