import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDate } from './read-date.ts'

test.each([
  ['Mon, 4 May 2026 11:00:00 +0200', '2026-05-04T09:00:00.000Z'],
  ['4 May 26 11:00 GMT', '2026-05-04T11:00:00.000Z'],
  ['Wed, 11 Feb 98 11:51 CST', '1998-02-11T17:51:00.000Z'],
  ['Fri, 4 May 126 11:00:00 +0000', '2026-05-04T11:00:00.000Z'],
  ['ma, 4 mei 2026 11:00:00 +0200 (CEST)', '2026-05-04T09:00:00.000Z'],
  ['Mi, 1 Mär 2023 08:00 +0100', '2023-03-01T07:00:00.000Z'],
  ['4 févr. 2024 08.30 +0100', '2024-02-04T07:30:00.000Z'],
  ['Mon May  4 11:00:00 CEST 2026', '2026-05-04T09:00:00.000Z'],
  ['Mon May 4 11:00:00 2026', '2026-05-04T11:00:00.000Z'],
  ['2026-05-04T11:00:00+02:00', '2026-05-04T09:00:00.000Z'],
  ['2026-05-04', '2026-05-04T00:00:00.000Z'],
  ['29-04-2017 23:34', '2017-04-29T23:34:00.000Z'],
])('%s is a moment', (written, moment) => {
  expect(readDate(written)?.toISOString()).toBe(moment)
})

test.each([
  '',
  'gisteren',
  'Mon, 31 Feb 2026 10:00 +0000',
  '4 May 2026 25:00',
  '04/05/2026 10:00',
  '4 Foo 2026 10:00',
])('"%s" names no moment', (written) => expect(readDate(written)).toBeNull())

test('what a mail program writes is read back, whatever the moment', () => {
  const moments = fc.date({ min: new Date('1950-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(moments, (moment) => {
      const seconds = Math.floor(moment.getTime() / 1000) * 1000
      expect(readDate(moment.toUTCString())?.getTime()).toBe(seconds)
      expect(readDate(moment.toISOString())?.getTime()).toBe(seconds)
    }),
  )
})
