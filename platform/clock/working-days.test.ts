import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, addWorkingDays, daysBetween, isWorkingDay } from './index.ts'

test.each([
  ['2026-05-08', 5, '2026-05-18', 'over Ascension Day and two weekends'],
  ['2026-04-02', 1, '2026-04-07', 'over Good Friday and Easter Monday'],
  ['2026-12-24', 2, '2026-12-29', 'over Christmas'],
  ['2026-11-21', 5, '2026-11-27', 'from a Saturday'],
  ['2026-05-08', 0, '2026-05-08', 'no days at all'],
])('%s and %i working days is %s: %4$s', (from, days, expected) => {
  expect(addWorkingDays(from, days)).toBe(expected)
})

test.each([
  ['2024-03-31', '2024-04-01'],
  ['2025-04-20', '2025-04-21'],
  ['2038-04-25', '2038-04-26'],
  ['2285-03-22', '2285-03-23'],
])('Easter is on %s, so %s is a holiday', (sunday, monday) => {
  expect(isWorkingDay(monday)).toBe(false)
  expect(isWorkingDay(addDays(sunday, -2))).toBe(false)
  expect(isWorkingDay(addDays(sunday, 39))).toBe(false)
  expect(isWorkingDay(addDays(sunday, 50))).toBe(false)
})

test("the King's birthday moves to Saturday when it would be on a Sunday", () => {
  expect(isWorkingDay('2026-04-27')).toBe(false)
  expect(isWorkingDay('2025-04-28')).toBe(true)
})

/** Easter Sunday by another way: golden number and epact (Clavius; Knuth, The Art of Computer Programming, 1.3.2). */
function easterByEpact(year: number): string {
  const golden = (year % 19) + 1
  const century = Math.floor(year / 100) + 1
  const skipped = Math.floor((3 * century) / 4) - 12
  const moon = Math.floor((8 * century + 5) / 25) - 5
  const sunday = Math.floor((5 * year) / 4) - skipped - 10
  const rest = (((11 * golden + 20 + moon - skipped) % 30) + 30) % 30
  const epact = rest === 24 || (rest === 25 && golden > 11) ? rest + 1 : rest
  const full = 44 - epact < 21 ? 74 - epact : 44 - epact
  return addDays(`${year}-03-01`, full + 7 - ((sunday + full) % 7) - 1)
}

test('the holidays of any year are those of the Act, and no other day from Monday to Friday', () => {
  const weekdayOf = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay()
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2399 }), (year) => {
      const kingsBirthday = weekdayOf(`${year}-04-27`) === 0 ? `${year}-04-26` : `${year}-04-27`
      const easter = easterByEpact(year)
      const holidays = [
        ...[`${year}-01-01`, `${year}-05-05`, `${year}-12-25`, `${year}-12-26`, kingsBirthday],
        ...[-2, 1, 39, 50].map((days) => addDays(easter, days)),
      ]
      const whole = Array.from({ length: daysBetween(`${year}-01-01`, `${year + 1}-01-01`) }, (_, at) =>
        addDays(`${year}-01-01`, at),
      )
      const weekdays = whole.filter((date) => weekdayOf(date) % 6 > 0)
      expect(weekdays.filter((date) => !isWorkingDay(date))).toEqual(
        weekdays.filter((date) => holidays.includes(date)),
      )
      expect(whole.filter((date) => weekdayOf(date) % 6 === 0).some(isWorkingDay)).toBe(false)
    }),
    // Those in which Easter would be a week later but for the exceptions of the calendar.
    { numRuns: 40, examples: [[1954], [1981], [2049], [2076]] },
  )
})

test('the day that is found is a working day, with so many of them from the start', () => {
  const start = fc.integer({ min: 0, max: 30_000 }).map((day) => addDays('2000-01-01', day))
  fc.assert(
    fc.property(start, fc.integer({ min: 1, max: 40 }), (from, days) => {
      const found = addWorkingDays(from, days)
      const between = Array.from({ length: daysBetween(from, found) }, (_, at) => addDays(from, at + 1))
      expect(isWorkingDay(found)).toBe(true)
      expect(between.filter(isWorkingDay)).toHaveLength(days)
    }),
  )
})

test('what is not a date or not a number of days is refused with its value', () => {
  expect(() => addWorkingDays('8 mei', 1)).toThrow(/8 mei/)
  for (const days of [1.5, -1, 1001])
    expect(() => addWorkingDays('2026-05-08', days)).toThrow(`Cannot count ${days} working days`)
  expect(() => addWorkingDays('2026-05-08', 1000)).not.toThrow()
})
