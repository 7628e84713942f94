import { dateIn } from '#platform/clock'

const DAY_MS = 24 * 60 * 60 * 1000

/** The days of the story, counted from the day on which it is told, so that it never grows old. */
export type Calendar = {
  /** An instant so many days ago. */
  ago: (days: number) => Date
  /** The date so many days from now (or ago, when negative), as `2026-05-08`. */
  day: (days: number) => string
  today: string
}

export function calendarFrom(now: Date, timeZone: string): Calendar {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const day = (days: number) => dateIn(timeZone, ago(-days))
  return { ago, day, today: day(0) }
}
