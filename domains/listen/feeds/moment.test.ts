import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedData } from '#testing'
import { readMoment } from './moment.ts'

const read = (text: string) => readMoment(text, 'Europe/Amsterdam')?.toISOString()

describe('a date is read as it was meant', () => {
  test.each([
    ['Thu, 16 Apr 2026 09:30:00 +0200', '2026-04-16T07:30:00.000Z'],
    ['Thu, 16 Apr 2026 09:30:00 +0200 (CEST)', '2026-04-16T07:30:00.000Z'],
    ['16 Apr 26 09:30 GMT', '2026-04-16T09:30:00.000Z'],
    ['16 Apr 98 09:30 GMT', '1998-04-16T09:30:00.000Z'],
    ['Thu Apr 16 09:30:00 2026', '2026-04-16T07:30:00.000Z'],
    ['Thu Apr 16 09:30:00 UTC 2026', '2026-04-16T09:30:00.000Z'],
    ['2026-04-16T09:30:00.5Z', '2026-04-16T09:30:00.500Z'],
    ['2026-04-16T09:30-05:00', '2026-04-16T14:30:00.000Z'],
    ['20260416T093000Z', '2026-04-16T09:30:00.000Z'],
    ['2026-04', '2026-04-01T00:00:00.000Z'],
    ['16-04-2026', '2026-04-15T22:00:00.000Z'],
    ['04/16/2026 9:30 PM', '2026-04-16T19:30:00.000Z'],
    ['donderdag 16 april 2026 om 9.30 uur', '2026-04-16T07:30:00.000Z'],
    ['jeudi 16 avril 2026 9h30', '2026-04-16T07:30:00.000Z'],
    ['Do, 16 Dez 2027 12:00:00 MEZ', '2027-12-16T11:00:00.000Z'],
    ['1776324600', '2026-04-16T07:30:00.000Z'],
    ['1776324600000', '2026-04-16T07:30:00.000Z'],
    ['Thu, 31 Dec 2026 24:00:00 +0100', '2026-12-31T23:00:00.000Z'],
    ['Sat, 31 Dec 2016 23:59:60 GMT', '2016-12-31T23:59:59.000Z'],
  ])('%s', (text, instant) => expect(read(text)).toBe(instant))

  test('on every machine alike: by the clocks of the organisation where no zone is said, also when they are put forward or back', () => {
    expect(readMoment('2026-04-16 09:30', 'America/Curacao')?.toISOString()).toBe('2026-04-16T13:30:00.000Z')
    expect(read('2026-03-29 02:30')).toBe('2026-03-29T01:30:00.000Z')
    expect(read('2026-10-25 02:30')).toBe('2026-10-25T00:30:00.000Z')
  })
})

test.each([
  'binnenkort',
  '31 februari 2026',
  '2026-13-01 10:00',
  'Thu, 16 Apr 2026 25:00:00 GMT',
  'Thu, 16 Apr 2026 10:61:00 GMT',
  'Thu, 16 Apr 2026 10:00:00 XYZ',
  'Thu, 16 Apr 2026 10:00:00 +9900',
  '16 kwietnia 2026',
  '0001-01-01T00:00:00Z',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  '2999-01-01',
  '2026',
  '',
  `16 Apr 2026${' '.repeat(5000)}${'x'.repeat(5000)}`,
])('what is no certain date is unknown: %s', (text) => expect(read(text)).toBeUndefined())

test('what any language of the program writes for an instant is read as that instant', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('1990-01-02'), max: new Date('2100-12-30'), noInvalidDate: true }),
      (date) => {
        const second = new Date(Math.floor(date.getTime() / 1000) * 1000)
        expect(read(date.toISOString())).toBe(date.toISOString())
        expect(read(date.toUTCString())).toBe(second.toISOString())
        for (const locale of ['nl', 'en', 'en-GB', 'de', 'fr']) {
          const words = second.toLocaleString(locale, {
            ...{ timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' },
            ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
          })
          expect(read(`${words} UTC`), words).toBe(second.toISOString())
        }
      },
    ),
  )
})

test('nothing makes it throw, or read beyond a line', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d:+ .Tuzapm/-]{0,40}$/)), (text) => {
      const moment = readMoment(text, 'Europe/Amsterdam')
      return moment === undefined || !Number.isNaN(moment.getTime())
    }),
  )
})

const cases = sharedData('cases', 'dates.json')

test.skipIf(!cases)('dates that went wrong elsewhere (skipped where the cases are absent)', () => {
  const dates: Record<string, [string, string]> = JSON.parse(readFileSync(cases ?? '', 'utf8'))
  expect(Object.keys(dates).length).toBeGreaterThan(20)
  for (const [name, [given, instant]] of Object.entries(dates))
    expect(read(given), name).toBe(new Date(instant).toISOString())
})
