import { type Block, blocksOn, type Calendar, clockOf, FARTHEST_DAYS, isOpenOn } from './calendar.ts'
import { addDays } from './working-days.ts'

export const termUnits = ['workingDays', 'workingHours', 'days'] as const

/** How long something may take. */
export type Term = { readonly n: number; readonly unit: (typeof termUnits)[number] }

export const LONGEST_TERM = 366

/** A stretch of time that does not count. */
export type Pause = { readonly from: Date; readonly to: Date }

/** By which calendar and in which time zone is counted. */
export type Counting = { readonly calendar: Calendar; readonly timeZone: string }

/**
 * The moment until which something is in time, by the clock on the wall: `2026-05-08T24:00` is the end of that day. Sorts as
 * text, beside what `localMoment` gives: what is due is late once the time is no earlier.
 */
export type DueMoment = string

/** A term as it is kept: `5 workingDays`. */
export function writeTerm({ n, unit }: Term): string {
  return `${n} ${unit}`
}

/** @throws RangeError when the text is no term */
export function readTerm(text: string): Term {
  const [count = '', name] = text.split(' ')
  const unit = termUnits.find((one) => one === name)
  if (!unit) throw new RangeError(`"${text}" is no term such as "5 workingDays".`)
  return checkedTerm({ n: Number(count), unit })
}

function checkedTerm(term: Term): Term {
  if (Number.isInteger(term.n) && term.n >= 1 && term.n <= LONGEST_TERM) return term
  throw new RangeError(`A term of ${term.n} is not a whole number from 1 to ${LONGEST_TERM}.`)
}

/** The date of a moment that is due, as `2026-05-08`. */
export function dateOfDue(due: DueMoment): string {
  return due.slice(0, 10)
}

/** The end of a date. */
export function endOf(date: string): DueMoment {
  return `${date}T24:00`
}

/** An instant by the clock on the wall, to the minute: `2026-05-08T14:05`. */
export function localMoment(timeZone: string, instant: Date): string {
  return localText(timeZone, instant.getTime())
}

function localText(timeZone: string, at: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  return `${local.toPlainDate().toString()}T${clockOf(local.hour * 60 + local.minute)}`
}

/**
 * The moment until which something is in time that began at an instant, counted from the minute in which that fell.
 * Working days: the end of the least day with so many working days after the first day up to it; days all of whose blocks
 * were paused do not count. Working hours: the least moment with so many hours of work since, pauses left out. Days: so many
 * later, with the whole days (of 24 hours) that it was paused until then, and on to the next working day.
 * A pause after that moment changes nothing. Steps: the days between, times the pauses.
 * @throws RangeError when the term is no whole number from 1 to 366, or the calendar has too few working days
 */
export function dueAfter(
  start: Date,
  term: Term,
  counting: Counting,
  pauses: readonly Pause[] = [],
): DueMoment {
  const { n, unit } = checkedTerm(term)
  const began = toMinute(start.getTime())
  const spans = mergePauses(pauses)
  if (unit === 'workingHours') return hoursAfter(began, n, counting, spans)
  return endOf(
    unit === 'workingDays' ? workingDayAfter(began, n, counting, spans) : dayAfter(began, n, counting, spans),
  )
}

/**
 * Minutes of work between two instants, pauses left out; seconds are cut off. None where the second is not later.
 * Steps: the days between, times the pauses.
 */
export function workingMinutes(
  from: Date,
  to: Date,
  counting: Counting,
  pauses: readonly Pause[] = [],
): number {
  const [start, end] = [toMinute(from.getTime()), toMinute(to.getTime())]
  if (end <= start) return 0
  const last = dateAt(counting.timeZone, end)
  const paused = mergePauses(pauses)
  let minutes = 0
  for (let date = dateAt(counting.timeZone, start); date <= last; date = addDays(date, 1))
    for (const span of spansOn(counting, date))
      for (const part of without(clip(span, start, end), paused)) minutes += lengthOf(part)
  return minutes
}

/** In milliseconds since 1970, whole minutes. */
type Span = { from: number; to: number }

const MINUTE = 60_000

function toMinute(at: number): number {
  return Math.floor(at / MINUTE) * MINUTE
}

function dateAt(timeZone: string, at: number): string {
  return localText(timeZone, at).slice(0, 10)
}

function workingDayAfter(began: number, n: number, counting: Counting, paused: readonly Span[]): string {
  let date = dateAt(counting.timeZone, began)
  for (let [left, walked] = [n, 0]; left > 0; walked++) {
    failWhenEndless(walked)
    date = addDays(date, 1)
    if (isOpenOn(counting.calendar, date) && !isPausedOn(counting, date, paused)) left--
  }
  return date
}

function isPausedOn(counting: Counting, date: string, paused: readonly Span[]): boolean {
  return paused.length > 0 && spansOn(counting, date).every((span) => without(span, paused).length === 0)
}

function hoursAfter(began: number, n: number, counting: Counting, paused: readonly Span[]): DueMoment {
  let left = n * 60
  let date = dateAt(counting.timeZone, began)
  for (let walked = 0; ; walked++, date = addDays(date, 1)) {
    failWhenEndless(walked)
    for (const span of spansOn(counting, date))
      for (const part of without(clip(span, began, Number.POSITIVE_INFINITY), paused)) {
        const minutes = lengthOf(part)
        if (minutes >= left) return dueAt(counting.timeZone, part.from + left * MINUTE)
        left -= minutes
      }
  }
}

/** Midnight is the end of the day before it. */
function dueAt(timeZone: string, at: number): DueMoment {
  const text = localText(timeZone, at)
  return text.endsWith('T00:00') ? endOf(addDays(text.slice(0, 10), -1)) : text
}

function dayAfter(
  began: number,
  n: number,
  { calendar, timeZone }: Counting,
  paused: readonly Span[],
): string {
  const first = dateAt(timeZone, began)
  let date = first
  for (let [days, walked] = [0, 0]; days < n; walked++) {
    failWhenEndless(walked)
    date = addDays(date, 1)
    const until = midnightOf(timeZone, addDays(date, 1))
    const stood = paused.reduce((sum, span) => sum + lengthOf(clip(span, began, until)), 0)
    days = walked + 1 - Math.floor(stood / DAY_MINUTES)
  }
  for (let walked = 0; !isOpenOn(calendar, date); walked++) {
    failWhenEndless(walked)
    date = addDays(date, 1)
  }
  return date
}

const DAY_MINUTES = 1440

function failWhenEndless(walked: number): void {
  if (walked > FARTHEST_DAYS) throw new RangeError('This calendar has too few working days to end a term in.')
}

function midnightOf(timeZone: string, date: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(timeZone).epochMilliseconds
}

/** The blocks of a date as instants: on the two days a year on which the clock changes, minute by minute. */
function spansOn({ calendar, timeZone }: Counting, date: string): Span[] {
  const blocks = blocksOn(calendar, date)
  if (blocks.length === 0) return []
  const day = Temporal.PlainDate.from(date).toZonedDateTime(timeZone)
  const midnight = day.epochMilliseconds
  if (day.hoursInDay !== 24) return spansOfOddDay(blocks, timeZone, midnight, day.hoursInDay)
  return blocks.map(({ from, to }) => ({ from: midnight + from * MINUTE, to: midnight + to * MINUTE }))
}

function spansOfOddDay(blocks: readonly Block[], timeZone: string, midnight: number, hours: number): Span[] {
  const spans: Span[] = []
  for (let at = midnight; at < midnight + hours * 60 * MINUTE; at += MINUTE) {
    const clock = localText(timeZone, at).slice(11)
    if (!blocks.some(({ from, to }) => clock >= clockOf(from) && clock < clockOf(to))) continue
    const last = spans.at(-1)
    if (last?.to === at) last.to = at + MINUTE
    else spans.push({ from: at, to: at + MINUTE })
  }
  return spans
}

function lengthOf({ from, to }: Span): number {
  return Math.max(0, to - from) / MINUTE
}

function clip({ from, to }: Span, after: number, until: number): Span {
  return { from: Math.max(from, after), to: Math.min(to, until) }
}

/** What is left of a span, in its order. */
function without(span: Span, paused: readonly Span[]): Span[] {
  const parts: Span[] = []
  let { from } = span
  for (const pause of paused) {
    if (pause.to <= from || pause.from >= span.to) continue
    parts.push({ from, to: pause.from })
    from = pause.to
  }
  parts.push({ from, to: span.to })
  return parts.filter((part) => lengthOf(part) > 0)
}

/** Whole minutes, in their order, those that touch as one: a minute that is paused in part counts as one that is not. */
function mergePauses(pauses: readonly Pause[]): Span[] {
  const spans = pauses
    .map(({ from, to }) => ({ from: toMinute(from.getTime() + MINUTE - 1), to: toMinute(to.getTime()) }))
    .filter((span) => lengthOf(span) > 0)
    .sort((a, b) => a.from - b.from)
  const merged: Span[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else merged.push(span)
  }
  return merged
}
