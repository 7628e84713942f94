import { addDays, daysBetween, noonOf } from '#platform/clock'

/** A month of the calendar, as `2026-05`. Sorts as text. */
export type Month = string

export const MONTHS_OF_YEAR = 12

export function monthOf(date: string): Month {
  return date.slice(0, 7)
}

/** The month that lies so many later, or before it where that is less than none. */
export function shiftMonth(month: Month, by: number): Month {
  const [year = 0, one = 1] = month.split('-').map(Number)
  const months = year * MONTHS_OF_YEAR + one - 1 + by
  const at = Math.floor(months / MONTHS_OF_YEAR)
  return `${String(at).padStart(4, '0')}-${String(months - at * MONTHS_OF_YEAR + 1).padStart(2, '0')}`
}

/** Those from one up to and with another, in their order; none where the other is earlier. */
export function listMonths(from: Month, to: Month): Month[] {
  const months: Month[] = []
  for (let month = from; month <= to; month = shiftMonth(month, 1)) months.push(month)
  return months
}

export function firstDayOf(month: Month): string {
  return `${month}-01`
}

export function lastDayOf(month: Month): string {
  return addDays(firstDayOf(shiftMonth(month, 1)), -1)
}

/** The first day of the month, and each Monday after it, as `2026-05-04`. */
export function weeksOf(month: Month): string[] {
  const days = daysBetween(firstDayOf(month), lastDayOf(month))
  const dates = Array.from({ length: days + 1 }, (_, at) => addDays(firstDayOf(month), at))
  return dates.filter((date, at) => at === 0 || noonOf(date).getUTCDay() === 1)
}

/** From 0: its place in its year. */
export function placeInYear(month: Month): number {
  return Number(month.slice(5)) - 1
}

export function yearOf(month: Month): string {
  return month.slice(0, 4)
}
