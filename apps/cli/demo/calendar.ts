import { dateIn } from '#platform/clock'

const DAY_MS = 24 * 60 * 60 * 1000
const FIRST_MINUTE = 7 * 60 + 30
const WAKING_MINUTES = 15 * 60

/** The days of the story, counted from the day on which it is told, so that it never grows old. */
export type Calendar = {
  /** An instant so many days ago, at an hour when people are awake; 0 is now. */
  ago: (days: number) => Date
  /** The date so many days from now (or ago, when negative), as `2026-05-08`. */
  day: (days: number) => string
}

export function calendarFrom(now: Date, timeZone: string): Calendar {
  const day = (days: number) => dateIn(timeZone, new Date(now.getTime() + days * DAY_MS))
  const ago = (days: number) => {
    if (days < 1) return new Date(now.getTime() - days * DAY_MS)
    const minute = FIRST_MINUTE + (Math.round(days * 1009) % WAKING_MINUTES)
    const time = Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
    const moment = Temporal.PlainDate.from(day(-Math.floor(days))).toZonedDateTime({
      timeZone,
      plainTime: time,
    })
    return new Date(moment.epochMilliseconds)
  }
  return { ago, day }
}
