import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ChosenMoment, dateOfChoice, readMoment } from './moment.ts'

const timeZone = 'Europe/Amsterdam'
/** A Monday, 10.00 in Amsterdam. */
const clock = { now: new Date('2026-03-02T09:00:00Z'), timeZone }
const own = (date: string, time: string): ChosenMoment => ({ choice: 'own', date, time })
const chosen = (choice: ChosenMoment['choice']): ChosenMoment => ({ choice, date: '', time: '' })

function read(moment: ChosenMoment, by = clock): string {
  const found = readMoment(moment, by)
  return found.kind === 'moment' ? found.at.toISOString() : found.kind
}

test('now is ten seconds later, tomorrow and Monday are when offices open', () => {
  expect(read(chosen('now'))).toBe('2026-03-02T09:00:10.000Z')
  expect(read(chosen('tomorrow'))).toBe('2026-03-03T08:00:00.000Z')
  expect(read(chosen('monday'))).toBe('2026-03-09T08:00:00.000Z')
})

test('which day it is goes by the clock of the organisation', () => {
  const late = { now: new Date('2026-03-01T23:30:00Z'), timeZone }
  expect(dateOfChoice('tomorrow', late)).toBe('2026-03-03')
  expect(dateOfChoice('monday', late)).toBe('2026-03-09')
  expect(read(chosen('tomorrow'), { now: new Date('2026-03-28T12:00:00Z'), timeZone })).toBe(
    '2026-03-29T07:00:00.000Z',
  )
})

test('Monday is the next one, from whatever day', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
      const now = new Date(Date.UTC(2026, 0, 1 + days, 12))
      const monday = new Date(`${dateOfChoice('monday', { now, timeZone })}T12:00:00Z`)
      expect(monday.getUTCDay()).toBe(1)
      expect(monday.getTime() - now.getTime()).toBeGreaterThan(0)
      expect(monday.getTime() - now.getTime()).toBeLessThanOrEqual(7 * 86_400_000)
    }),
  )
})

test.each([
  ['2026-03-05', '14:30', '2026-03-05T13:30:00.000Z'],
  ['5-3-2026', '9.00', '2026-03-05T08:00:00.000Z'],
  [' 05/03/2026 ', '9', '2026-03-05T08:00:00.000Z'],
  ['2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
  ['2026-04-02', '23:59', '2026-04-02T21:59:00.000Z'],
  ['2026-04-03', '0:00', 'too-far'],
  ['2026-03-02', '10:00', 'past'],
  ['2026-03-01', '12:00', 'past'],
  ['', '9:00', 'no-date'],
  ['31-2-2026', '9:00', 'no-date'],
  ['morgen', '9:00', 'no-date'],
  ['2026-03-05', '', 'no-time'],
  ['2026-03-05', '25:00', 'no-time'],
  ['2026-03-05', '9:7', 'no-time'],
])('%s at %s is %s', (date, time, expected) => {
  expect(read(own(date, time))).toBe(expected)
})
