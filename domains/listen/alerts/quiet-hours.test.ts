import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localMoment, officeHours } from '#platform/clock'
import { customaryQuiet, isQuiet, nextDigest, type QuietHours, quietUntil, type Wall } from './quiet-hours.ts'

const wall: Wall = { calendar: officeHours, timeZone: 'Europe/Amsterdam' }
const hours = (from: string, until: string, daysOff = false): QuietHours => ({
  ...{ from: minuteOf(from), until: minuteOf(until), daysOff },
})

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}

describe('quiet hours end', () => {
  test.each<[start: string, quiet: QuietHours, end: string, why: string]>([
    ['2026-05-11T10:00', customaryQuiet, '2026-05-11T12:00', 'at once, in the middle of a working day'],
    ['2026-05-11T16:00', customaryQuiet, '2026-05-12T08:00', 'the next morning'],
    ['2026-05-15T20:00', customaryQuiet, '2026-05-18T08:00', 'on Monday, after a weekend'],
    ['2026-05-13T18:00', customaryQuiet, '2026-05-15T08:00', 'after Ascension Day'],
    ['2026-05-11T11:15', hours('13:00', '14:00'), '2026-05-11T14:00', 'within the day'],
    ['2026-05-16T10:00', hours('18:00', '08:00'), '2026-05-16T12:00', 'on no day off where days are not'],
    ['2026-05-15T22:30', hours('00:00', '00:00', true), '2026-05-18T00:00', 'at midnight, for days alone'],
    ['2026-03-29T00:30', hours('22:00', '02:30'), '2026-03-29T03:00', 'where the clock leaves its end out'],
    ['2026-10-25T00:15', hours('22:00', '02:30'), '2026-10-25T02:30', 'at the first half past two'],
    ['2026-10-25T01:15', hours('22:00', '02:30'), '2026-10-25T02:30', 'at the second half past two'],
  ])('from %sZ at %3$s: %4$s', (start, quiet, end) => {
    expect(localMoment(wall.timeZone, quietUntil(new Date(`${start}Z`), quiet, wall))).toBe(end)
  })

  test('for somebody whose calendar never opens, by the hours alone', () => {
    const closed = { ...wall, calendar: { ...officeHours, week: [[], [], [], [], [], [], []] } }
    const end = quietUntil(new Date('2026-05-11T16:00Z'), customaryQuiet, closed)
    expect(localMoment(wall.timeZone, end)).toBe('2026-05-12T08:00')
  })
})

/** Minute by minute. */
function slowUntil(instant: Date, quiet: QuietHours): Date {
  if (!isQuiet(instant, quiet, wall)) return instant
  let at = Math.floor(instant.getTime() / 60_000) * 60_000
  while (isQuiet(new Date(at), quiet, wall)) at += 60_000
  return new Date(at)
}

test('the end of quiet hours is the first minute that is not quiet, also where the clock changes', () => {
  const nights = ['2026-03-28T20:00Z', '2026-10-24T20:00Z', '2026-06-01T20:00Z'].map((text) =>
    Date.parse(text),
  )
  const minute = fc.integer({ min: 0, max: 1439 })
  const quiet = fc.record({ from: minute, until: minute, daysOff: fc.boolean() })
  fc.assert(
    fc.property(fc.constantFrom(...nights), fc.nat(720), quiet, (night, later, hoursOf) => {
      const start = new Date(night + later * 60_000)
      expect(quietUntil(start, hoursOf, wall)).toEqual(slowUntil(start, hoursOf))
    }),
    { numRuns: 60 },
  )
})

test.each([
  ['2026-05-11T05:00', 'daily', '2026-05-11T08:30'],
  ['2026-05-11T06:30', 'daily', '2026-05-12T08:30'],
  ['2026-05-12T05:00', 'weekly', '2026-05-18T08:30'],
  ['2026-03-28T12:00', 'daily', '2026-03-29T08:30'],
  ['2026-10-24T12:00', 'daily', '2026-10-25T08:30'],
] as const)('after %sZ the next %s digest is at %s', (after, pace, next) => {
  const found = nextDigest(new Date(`${after}Z`), pace, 8 * 60 + 30, wall.timeZone)
  expect(localMoment(wall.timeZone, found)).toBe(next)
})

test('a digest at a time that the clock leaves out comes once all the same, and one that is there twice once', () => {
  const daily = (start: string) => {
    const found: string[] = []
    for (let at = new Date(start); found.length < 3; ) {
      at = nextDigest(at, 'daily', 150, wall.timeZone)
      found.push(localMoment(wall.timeZone, at))
    }
    return found
  }
  expect(daily('2026-03-27T12:00Z')).toEqual(['2026-03-28T02:30', '2026-03-29T03:30', '2026-03-30T02:30'])
  expect(daily('2026-10-23T12:00Z')).toEqual(['2026-10-24T02:30', '2026-10-25T02:30', '2026-10-26T02:30'])
})
