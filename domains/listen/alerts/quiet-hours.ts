import { type Calendar, dateIn, isOpenOn, localMoment } from '#platform/clock'

/** When somebody is left alone, in minutes of the clock on the wall; from and until the same: at no hour of the day. */
export type QuietHours = {
  readonly from: number
  readonly until: number
  /** Also on days on which the organisation does not work. */
  readonly daysOff: boolean
}

/** By which calendar and clock. */
export type Wall = { readonly calendar: Calendar; readonly timeZone: string }

/** When somebody gets a digest. */
export type DigestPace = 'daily' | 'weekly'

/** Evenings, nights, weekends and holidays. */
export const customaryQuiet: QuietHours = { from: 18 * 60, until: 8 * 60, daysOff: true }

/** A calendar that is open on no day within so many keeps nobody quiet by its days. */
const LONGEST_DAYS_OFF = 60

/** Whether somebody is left alone in the minute of an instant. */
export function isQuiet(instant: Date, { from, until, daysOff }: QuietHours, wall: Wall): boolean {
  const [date = '', time = ''] = localMoment(wall.timeZone, instant).split('T')
  if (daysOff && !isOpenOn(wall.calendar, date)) return true
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const at = hour * 60 + minute
  return from <= until ? from <= at && at < until : from <= at || at < until
}

/**
 * The first instant from which somebody is not left alone: the given one where they are not now. Right on the days on which
 * the clock changes: an hour that is there twice is quiet twice, and one that is left out is neither. Steps: the days until then.
 */
export function quietUntil(instant: Date, hours: QuietHours, wall: Wall): Date {
  if (!isQuiet(instant, hours, wall)) return instant
  const first = Temporal.PlainDate.from(dateIn(wall.timeZone, instant))
  for (let days = 0; days <= LONGEST_DAYS_OFF; days++) {
    const moments = momentsOf(first.add({ days }), hours, wall.timeZone)
    const found = moments.find((at) => at > instant.getTime() && !isQuiet(new Date(at), hours, wall))
    if (found !== undefined) return new Date(found)
  }
  return quietUntil(instant, { ...hours, daysOff: false }, wall)
}

/** Where quiet can end on a day, in order: at its start, at the hour that was said, and where the clock is moved. */
function momentsOf(date: Temporal.PlainDate, { until }: QuietHours, timeZone: string): number[] {
  const start = date.toZonedDateTime(timeZone)
  const said = date.toPlainDateTime(timeOf(until))
  const moved = start.getTimeZoneTransition('next')
  const moments = [
    start,
    said.toZonedDateTime(timeZone, { disambiguation: 'earlier' }),
    said.toZonedDateTime(timeZone, { disambiguation: 'later' }),
    ...(moved?.toPlainDate().equals(date) ? [moved] : []),
  ]
  return moments.map(({ epochMilliseconds }) => epochMilliseconds).toSorted((a, b) => a - b)
}

function timeOf(minute: number): Temporal.PlainTime {
  return new Temporal.PlainTime(Math.floor(minute / 60), minute % 60)
}

const MONDAY = 1

/**
 * The next time for a digest after an instant: each day, or each Monday, at a minute of the clock on the wall. A time that the clock
 * leaves out is as much later as it leaves out; of one that is there twice, the first.
 */
export function nextDigest(after: Date, pace: DigestPace, at: number, timeZone: string): Date {
  let date = Temporal.PlainDate.from(dateIn(timeZone, after))
  for (;;) {
    const moment = date.toPlainDateTime(timeOf(at)).toZonedDateTime(timeZone).epochMilliseconds
    if (moment > after.getTime() && (pace === 'daily' || date.dayOfWeek === MONDAY)) return new Date(moment)
    date = date.add({ days: 1 })
  }
}
