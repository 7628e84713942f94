import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addDays,
  type Block,
  blocksOn,
  type Calendar,
  type Counting,
  clockOf,
  dueAfter,
  endOf,
  localMoment,
  officeHours,
  type Pause,
  readBlocks,
  readTerm,
  shiftOpenDays,
  type Term,
  workingMinutes,
  writeBlocks,
  writeTerm,
} from './index.ts'

const office: Counting = { calendar: officeHours, timeZone: 'Europe/Amsterdam' }
const at = (text: string) => new Date(`${text}:00Z`)

test.each([
  ['2026-05-08T10:00', '5 workingDays', '2026-05-18T24:00', 'over Ascension Day and two weekends'],
  ['2026-11-21T23:59', '5 workingDays', '2026-11-27T24:00', 'from a Saturday night'],
  ['2026-05-08T10:00', '4 workingHours', '2026-05-08T16:00', 'within a day'],
  ['2026-05-08T13:00', '4 workingHours', '2026-05-11T11:00', 'on to Monday'],
  ['2026-05-08T10:00', '5 workingHours', '2026-05-08T17:00', 'at the very end of a block'],
  ['2026-05-08T10:00', '42 days', '2026-06-19T24:00', 'six weeks'],
  ['2026-05-08T10:00', '1 days', '2026-05-11T24:00', 'on to a working day'],
  ['2028-02-28T10:00', '1 workingDays', '2028-02-29T24:00', 'on a leap day'],
])('from %s, %s end at %s: %4$s', (start, term, due) => {
  expect(dueAfter(at(start), readTerm(term), office)).toBe(due)
})

test('what waits for somebody else is due later, and what was late before stays late', () => {
  const start = at('2026-03-02T09:00')
  const term = { n: 2, unit: 'workingDays' } as const
  const pause = { from: at('2026-03-02T15:00'), to: at('2026-03-05T07:00') }
  expect(dueAfter(start, term, office, [pause])).toBe('2026-03-06T24:00')
  const tooLate = { from: at('2026-03-05T08:00'), to: at('2026-03-09T15:00') }
  expect(dueAfter(start, term, office, [tooLate])).toBe('2026-03-04T24:00')
})

/** One minute after the other, by the clock on the wall. */
type Minute = { at: number; date: string; works: boolean; paused: boolean }

function* minutesFrom(start: Date, { calendar, timeZone }: Counting, pauses: readonly Pause[]) {
  const blocks = new Map<string, readonly Block[]>()
  for (let time = Math.floor(start.getTime() / 60_000) * 60_000; ; time += 60_000) {
    const local = localMoment(timeZone, new Date(time))
    const date = local.slice(0, 10)
    const ofDay = blocks.get(date) ?? blocksOn(calendar, date)
    blocks.set(date, ofDay)
    const works = ofDay.some(
      ({ from, to }) => clockOf(from) <= local.slice(11) && local.slice(11) < clockOf(to),
    )
    const paused = pauses.some(({ from, to }) => from.getTime() <= time && time + 60_000 <= to.getTime())
    yield { at: time, date, works, paused } satisfies Minute
  }
}

/** The same as `dueAfter`, as its docstring says it, for every minute by itself. */
function slowDue(start: Date, term: Term, counting: Counting, pauses: readonly Pause[]): string {
  return term.unit === 'workingHours'
    ? slowHours(start, term.n, counting, pauses)
    : slowDays(start, term, counting, pauses)
}

function slowHours(start: Date, n: number, counting: Counting, pauses: readonly Pause[]): string {
  let minutes = 0
  for (const minute of minutesFrom(start, counting, pauses)) {
    if (!minute.works || minute.paused || ++minutes < n * 60) continue
    const due = localMoment(counting.timeZone, new Date(minute.at + 60_000))
    return due.endsWith('T00:00') ? endOf(addDays(due.slice(0, 10), -1)) : due
  }
  return ''
}

function slowDays(start: Date, { n, unit }: Term, counting: Counting, pauses: readonly Pause[]): string {
  let [counted, stood, walked, date, works] = [0, 0, -1, '', false]
  for (const minute of minutesFrom(start, counting, pauses)) {
    if (minute.date !== date) {
      if (walked > 0 && works) counted++
      const isOpen = date !== '' && blocksOn(counting.calendar, date).length > 0
      const isThere =
        unit === 'workingDays' ? counted === n : walked - Math.floor(stood / 1440) >= n && isOpen
      if (isThere) return endOf(date)
      ;[walked, date, works] = [walked + 1, minute.date, false]
    }
    if (minute.paused) stood++
    else works ||= minute.works
  }
  return ''
}

const block = fc
  .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 20 }))
  .map(([from, long]) => [{ from: from * 30, to: Math.min(1440, from * 30 + long * 30) }])
const dayBlocks = fc.oneof(
  { weight: 3, arbitrary: block },
  { weight: 1, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.constant([
      { from: 120, to: 185 },
      { from: 185, to: 200 },
      { from: 600, to: 720 },
    ]),
  },
)
const week = fc
  .tuple(fc.array(dayBlocks, { minLength: 6, maxLength: 6 }), block)
  .map(([days, open]) => [...days, open])
/** Around changes of the clock, a leap day, Easter and the end of a year; on either side of the equator. */
const starts = [
  '2026-03-27',
  '2026-10-23',
  '2028-02-27',
  '2026-04-02',
  '2025-12-23',
  '2026-04-03',
  '2026-09-25',
]
const story = fc.record({
  timeZone: fc.constantFrom('Europe/Amsterdam', 'Pacific/Auckland', 'Asia/Kolkata', 'America/New_York'),
  week,
  keepsHolidays: fc.boolean(),
  otherDays: fc.dictionary(
    fc
      .tuple(fc.constantFrom(...starts), fc.integer({ min: 0, max: 9 }))
      .map(([date, days]) => addDays(date, days)),
    dayBlocks,
    { maxKeys: 5 },
  ),
  start: fc
    .tuple(fc.constantFrom(...starts), fc.integer({ min: 0, max: 3 * 86_400 }))
    .map(([date, seconds]) => new Date(new Date(`${date}T00:00:00Z`).getTime() + seconds * 1000)),
  pauses: fc.array(fc.tuple(fc.integer({ min: -600, max: 7000 }), fc.integer({ min: 0, max: 8000 })), {
    maxLength: 3,
  }),
})

function told({
  timeZone,
  start,
  pauses,
  ...rest
}: typeof story extends fc.Arbitrary<infer One> ? One : never) {
  const calendar: Calendar = { ...rest, otherDays: rest.otherDays }
  const minute = (n: number) => new Date(Math.floor(start.getTime() / 60_000) * 60_000 + n * 60_000)
  const spans = pauses.map(([from, long]) => ({ from: minute(from), to: minute(from + long) }))
  return { counting: { calendar, timeZone }, start, pauses: spans }
}

test.each([
  ['workingDays', 4],
  ['workingHours', 14],
  ['days', 6],
] as const)('%s end where counting minute by minute ends', (unit, most) => {
  fc.assert(
    fc.property(story, fc.integer({ min: 1, max: most }), (one, n) => {
      const { counting, start, pauses } = told(one)
      expect(dueAfter(start, { n, unit }, counting, pauses)).toBe(
        slowDue(start, { n, unit }, counting, pauses),
      )
    }),
    { numRuns: 25 },
  )
})

test('the minutes of work are those that are counted one by one', () => {
  fc.assert(
    fc.property(story, fc.integer({ min: -200, max: 6000 }), (one, long) => {
      const { counting, start, pauses } = told(one)
      const end = new Date(start.getTime() + long * 60_000)
      let minutes = 0
      for (const minute of minutesFrom(start, counting, pauses)) {
        if (minute.at >= Math.floor(end.getTime() / 60_000) * 60_000) break
        if (minute.works && !minute.paused) minutes++
      }
      expect(workingMinutes(start, end, counting, pauses)).toBe(minutes)
    }),
    { numRuns: 40 },
  )
})

test('blocks are read as people write them, and written as they are read', () => {
  expect(readBlocks('9:00-12.30, 13:00 – 24:00')).toEqual([
    { from: 540, to: 750 },
    { from: 780, to: 1440 },
  ])
  expect(readBlocks('  ')).toEqual([])
  expect(writeBlocks(readBlocks('9:00-12:30;13:00-17:00') ?? [])).toBe('09:00-12:30, 13:00-17:00')
  for (const wrong of [
    '9-17',
    '17:00-09:00',
    '09:00-25:00',
    '09:00-10:60',
    '09:00-12:00, 11:00-13:00',
    'dicht',
  ])
    expect(readBlocks(wrong)).toBeUndefined()
})

test('what is no term, and a calendar that is never open, are refused', () => {
  expect(readTerm(writeTerm({ n: 8, unit: 'workingHours' }))).toEqual({ n: 8, unit: 'workingHours' })
  for (const wrong of ['5', 'five workingDays', '0 days', '367 days', '1.5 days', '5 weeks'])
    expect(() => readTerm(wrong)).toThrow(RangeError)
  const never = { calendar: { ...officeHours, week: officeHours.week.map(() => []) }, timeZone: 'UTC' }
  for (const unit of ['workingDays', 'workingHours', 'days'] as const)
    expect(() => dueAfter(at('2026-05-08T10:00'), { n: 1, unit }, never)).toThrow(RangeError)
})

test('working days are counted back as well', () => {
  expect(shiftOpenDays(officeHours, '2026-05-18', -5)).toBe('2026-05-08')
  expect(shiftOpenDays(officeHours, '2026-05-08', 5)).toBe('2026-05-18')
  expect(shiftOpenDays(officeHours, '2026-05-10', 0)).toBe('2026-05-10')
})
