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
  expect(() => addWorkingDays('2026-05-08', 1.5)).toThrow(/1\.5/)
})
