import { addDays, isHoliday, weekdayOf } from './working-days.ts'

/** Part of a day in which work is done, in minutes of the clock on the wall: 540 to 1020 is from nine to five. */
export type Block = { readonly from: number; readonly to: number }

/** When an organisation works. A day without blocks is closed. */
export type Calendar = {
  /** Seven days, Monday first. */
  readonly week: readonly (readonly Block[])[]
  /** Whether it is closed on the holidays of the Dutch General Extension of Time Limits Act. */
  readonly keepsHolidays: boolean
  /** Days that go otherwise than their weekday, by date as `2026-05-08`: closed, or open at other hours, holidays too. */
  readonly otherDays: Readonly<Record<string, readonly Block[]>>
}

export const MINUTES_OF_DAY = 1440

/** Monday to Friday from nine to five, but for holidays. */
export const officeHours: Calendar = {
  week: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: 540, to: 1020 }] : [])),
  keepsHolidays: true,
  otherDays: {},
}

/** The blocks of a date, as `2026-05-08`, in their order. */
export function blocksOn(calendar: Calendar, date: string): readonly Block[] {
  const other = calendar.otherDays[date]
  if (other) return other
  if (calendar.keepsHolidays && isHoliday(date)) return []
  return calendar.week[weekdayOf(date)] ?? []
}

/** Whether there is work on a date. */
export function isOpenOn(calendar: Calendar, date: string): boolean {
  return blocksOn(calendar, date).length > 0
}

/**
 * The working day that lies a number of them before or after a date, which does not count itself.
 * @param days  a whole number; negative: before it
 * @throws RangeError when the calendar has no day that is open
 */
export function shiftOpenDays(calendar: Calendar, date: string, days: number): string {
  const step = Math.sign(days)
  let [day, left] = [date, Math.abs(days)]
  for (let walked = 0; left > 0; walked++) {
    if (walked > FARTHEST_DAYS) throw new RangeError(`No ${days} working days from ${date} in this calendar.`)
    day = addDays(day, step)
    if (isOpenOn(calendar, day)) left--
  }
  return day
}

/** Longer than any term: a search that goes further has no end. */
export const FARTHEST_DAYS = 10_000

const BLOCK = /^(\d{1,2})[:.](\d\d)\s*[-–]\s*(\d{1,2})[:.](\d\d)$/u

/**
 * Reads the blocks of a day as people write them, `09:00-12:30, 13:00-17:00`; nothing is a day that is closed.
 * @returns undefined where a part is no such time, ends before it begins, or overlaps the one before it
 */
export function readBlocks(text: string): Block[] | undefined {
  const blocks: Block[] = []
  for (const part of text.split(/[,;]/).map((one) => one.trim())) {
    if (part === '') continue
    const [, fromHour, fromMinute, toHour, toMinute] = (BLOCK.exec(part) ?? []).map(Number)
    const [from, to] = [minuteOf(fromHour, fromMinute), minuteOf(toHour, toMinute)]
    const last = blocks.at(-1)?.to ?? 0
    if (from === undefined || to === undefined || from >= to || from < last) return undefined
    blocks.push({ from, to })
  }
  return blocks
}

function minuteOf(hour = Number.NaN, minute = Number.NaN): number | undefined {
  const all = hour * 60 + minute
  return minute < 60 && all <= MINUTES_OF_DAY ? all : undefined
}

/** Blocks as `readBlocks` reads them. */
export function writeBlocks(blocks: readonly Block[]): string {
  return blocks.map(({ from, to }) => `${clockOf(from)}-${clockOf(to)}`).join(', ')
}

/** A minute of the day as `09:05`; the end of the day is `24:00`. */
export function clockOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
