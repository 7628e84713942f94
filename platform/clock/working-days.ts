/**
 * Whether offices are open on a date: Monday to Friday, and not a holiday of the Dutch General Extension of Time
 * Limits Act (Algemene termijnenwet, article 3), which counts Good Friday and each fifth of May.
 * Computed by rule: the packages for it carry the whole world's holidays, and none of them follows this Act.
 * @param date  as `2026-05-08`
 */
export function isWorkingDay(date: string): boolean {
  return weekdayOf(date) < 5 && !isHoliday(date)
}

/** Whether a date is a holiday of that Act, on whichever day of the week. */
export function isHoliday(date: string): boolean {
  return holidaysOf(Number(date.slice(0, 4))).has(date)
}

/** The day of the week of a date, from 0 for Monday to 6 for Sunday. */
export function weekdayOf(date: string): number {
  return (instantOf(date).getUTCDay() + 6) % 7
}

/**
 * The date a number of working days after a date; the date itself does not count.
 * @throws RangeError when `days` is not a whole number from 0 to 1000
 */
export function addWorkingDays(date: string, days: number): string {
  if (!Number.isInteger(days) || days < 0 || days > 1000)
    throw new RangeError(`Cannot count ${days} working days: use a whole number from 0 to 1000.`)
  let day = date
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (isWorkingDay(day)) left--
  }
  return day
}

/** The date a number of days after a date, or before it where the number is negative. */
export function addDays(date: string, days: number): string {
  const instant = instantOf(date)
  instant.setUTCDate(instant.getUTCDate() + days)
  return instant.toISOString().slice(0, 10)
}

/** The number of days from one date to another; negative where the other is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((instantOf(to).getTime() - instantOf(from).getTime()) / 86_400_000)
}

function instantOf(date: string): Date {
  const instant = new Date(`${date}T00:00:00Z`)
  if (Number.isNaN(instant.getTime())) throw new RangeError(`"${date}" is not a date such as 2026-05-08.`)
  return instant
}

const holidays = new Map<number, Set<string>>()

function holidaysOf(year: number): Set<string> {
  let known = holidays.get(year)
  if (!known) {
    known = new Set(listHolidays(year))
    holidays.set(year, known)
  }
  return known
}

function listHolidays(year: number): string[] {
  const easter = easterOf(year)
  const kingsBirthday = `${year}-04-27`
  return [
    `${year}-01-01`,
    addDays(easter, -2), // Good Friday
    addDays(easter, 1), // Easter Monday
    // Celebrated a day earlier when it falls on a Sunday.
    instantOf(kingsBirthday).getUTCDay() === 0 ? addDays(kingsBirthday, -1) : kingsBirthday,
    `${year}-05-05`,
    addDays(easter, 39), // Ascension Day
    addDays(easter, 50), // Whit Monday
    `${year}-12-25`,
    `${year}-12-26`,
  ]
}

/** Easter Sunday in the Gregorian calendar: the anonymous algorithm of Nature, 20 April 1876 (Meeus, ch. 8). */
function easterOf(year: number): string {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const sum = h + l - 7 * m + 114
  const month = String(Math.floor(sum / 31)).padStart(2, '0')
  return `${year}-${month}-${String((sum % 31) + 1).padStart(2, '0')}`
}
