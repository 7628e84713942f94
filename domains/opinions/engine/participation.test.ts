import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leastShown, type VoteChannel } from '#domains/deliberate'
import { countParticipation } from './participation.ts'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

/** Votes by person, as the times at which each was given. */
function votesOf(people: readonly (readonly number[])[]) {
  const rowStart = new Uint32Array(people.length + 1)
  people.forEach((times, row) => {
    rowStart[row + 1] = (rowStart[row] as number) + times.length
  })
  return {
    participantIds: Int32Array.from(people.keys()),
    rowStart,
    times: Float64Array.from(people.flat()),
  }
}

const zone = { timeZone: 'Europe/Amsterdam', channels: new Map<number, VoteChannel>() }

describe('over time', () => {
  const at = Date.parse('2026-03-02T23:30:00Z')

  test('a day begins at midnight of the place, and nobody is counted twice in it', () => {
    const people = Array.from({ length: 12 }, () => [at, at + HOUR, at + DAY])
    expect(countParticipation(votesOf(people), zone)).toMatchObject({
      unit: 'day',
      periods: [
        { from: '2026-03-03', until: '2026-03-03', units: 1, people: 12, votes: 24 },
        { from: '2026-03-04', until: '2026-03-04', units: 1, people: 12, votes: 12 },
      ],
    })
  })

  test('a night in which the clock changes moves no vote to another day', () => {
    const change = Date.parse('2026-03-29T00:00:00Z')
    const people = Array.from({ length: 10 }, () => [change - 2 * HOUR, change + 22 * HOUR - 1])
    expect(countParticipation(votesOf(people), zone).periods).toEqual([
      { from: '2026-03-28', until: '2026-03-28', units: 1, people: 10, votes: 10 },
      { from: '2026-03-29', until: '2026-03-29', units: 1, people: 10, votes: 10 },
    ])
  })

  test('where days would hide most people, weeks are told instead, from Monday', () => {
    const people = Array.from({ length: 28 }, (_, person) => [at + ((person % 14) - 1) * DAY])
    expect(countParticipation(votesOf(people), zone)).toMatchObject({
      unit: 'week',
      periods: [
        { from: '2026-03-02', people: 14, votes: 14 },
        { from: '2026-03-09', people: 14, votes: 14 },
      ],
    })
  })

  test('years are told by month', () => {
    const people = Array.from({ length: 400 }, (_, person) => [at + person * 2 * DAY])
    const { unit, periods } = countParticipation(votesOf(people), zone)
    expect([unit, periods.length, periods[0]?.from, periods.at(-1)?.from]).toEqual([
      'month',
      26,
      '2026-03-01',
      '2028-04-01',
    ])
  })

  test('without votes, and without times, there is nothing to tell', () => {
    expect(countParticipation(votesOf([]), zone).periods).toEqual([])
    expect(countParticipation({ ...votesOf([[at]]), times: undefined }, zone).periods).toEqual([])
  })

  test('the first and the last day are told, in whatever order votes are stored', () => {
    const people = Array.from({ length: 10 }, () => [at + 2 * DAY, at, at + DAY])
    const { first, last, periods } = countParticipation(votesOf(people), zone)
    expect([first, last]).toEqual(['2026-03-03', '2026-03-05'])
    expect(periods.map(({ from }) => from)).toEqual(['2026-03-03', '2026-03-04', '2026-03-05'])
    expect(countParticipation(votesOf([]), zone)).toMatchObject({ first: null, last: null, unit: 'day' })
  })

  test('a day of which hours are not whole begins at its own midnight', () => {
    const midnight = Date.parse('2026-03-02T18:15:00Z')
    const people = Array.from({ length: 10 }, () => [midnight, midnight - 1])
    const { periods } = countParticipation(votesOf(people), { ...zone, timeZone: 'Asia/Kathmandu' })
    expect(periods).toMatchObject([
      { from: '2026-03-02', people: 10, votes: 10 },
      { from: '2026-03-03', people: 10, votes: 10 },
    ])
  })

  /** Ten people at every so many days, so that nobody is hidden. */
  const tenEach = (periods: number, days: number) =>
    Array.from({ length: 10 * periods }, (_, person) => [at + (person % periods) * days * DAY])
  test.each([
    [62, 1, 'day', 62],
    [63, 1, 'week', 10],
    [62, 7, 'week', 62],
    [63, 7, 'month', 15],
  ])('nobody reads more than 62 periods: %i, every %i days, are told by %s', (many, days, unit, periods) => {
    const told = countParticipation(votesOf(tenEach(many, days)), zone)
    expect([told.unit, told.periods.length]).toEqual([unit, periods])
    expect(told.periods.reduce((sum, { votes }) => sum + (votes ?? 0), 0)).toBe(10 * many)
  })

  test.each([
    [20, 'day'],
    [21, 'week'],
  ])('days are told while they hide no more than a fifth of the votes: %i beside 80', (few, unit) => {
    const alone = Array.from({ length: few }, (_, person) => [at + (8 + person) * DAY])
    const people = [...tenEach(8, 1), ...alone]
    expect(countParticipation(votesOf(people), zone).unit).toBe(unit)
  })

  test('a week of fewer than ten people is told with its neighbour, and somebody who came in both is one', () => {
    const many = Array.from({ length: 13 * 9 }, (_, person) => [at + (person % 13) * DAY])
    const twice = Array.from({ length: 6 }, () => [at + 13 * DAY, at + 20 * DAY])
    const last = Array.from({ length: 4 }, () => [at + 27 * DAY])
    expect(countParticipation(votesOf([...many, ...twice, ...last]), zone)).toMatchObject({
      unit: 'week',
      periods: [
        { from: '2026-03-02', until: '2026-03-08', units: 1, people: 54, votes: 54 },
        { from: '2026-03-09', until: '2026-03-15', units: 1, people: 63, votes: 63 },
        { from: '2026-03-16', until: '2026-03-30', units: 3, people: 10, votes: 16 },
      ],
    })
  })

  test('a week in which nobody came stays a week', () => {
    const people = Array.from({ length: 20 }, (_, person) => [at + (person % 2) * 14 * DAY])
    const weekly = Array.from({ length: 70 }, (_, person) => [at + 70 * DAY + (person % 7) * 7 * DAY])
    expect(countParticipation(votesOf([...people, ...weekly]), zone).periods.slice(0, 3)).toMatchObject([
      { people: 10, units: 1 },
      { people: 0, units: 1 },
      { people: 10, units: 1 },
    ])
  })

  test('where weeks would hide most people too, months are told, joined until they are ten people', () => {
    const people = Array.from({ length: 12 }, (_, person) => [at + person * 7 * DAY])
    expect(countParticipation(votesOf(people), zone)).toMatchObject({
      unit: 'month',
      periods: [{ from: '2026-03-01', until: '2026-05-19', units: 3, people: 12, votes: 12 }],
    })
  })

  /** The day in a place, and the first day of the period that it is in, by looking at the calendar. */
  const dayOf = (time: number) =>
    new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(time)
  const startOf = {
    day: (day: string) => day,
    week: mondayOf,
    month: (day: string) => `${day.slice(0, 8)}01`,
  }
  function mondayOf(day: string): string {
    const date = new Date(day)
    while (date.getUTCDay() !== 1) date.setTime(date.getTime() - DAY)
    return date.toISOString().slice(0, 10)
  }

  const crowd = fc.integer({ min: 1, max: 100 }).chain((days) =>
    fc.array(fc.array(fc.integer({ min: 0, max: days * 24 }), { maxLength: 3 }), {
      minLength: 1,
      maxLength: 80,
    }),
  )
  test('what is told of a period is what counting one by one finds in it', () => {
    fc.assert(
      fc.property(crowd, (people) => {
        const times = people.map((own) => own.map((hours) => at + hours * HOUR))
        const { unit, periods } = countParticipation(votesOf(times), zone)
        const startsOf = (own: number[]) => own.map((time) => startOf[unit](dayOf(time)))
        for (const { from, until, people, votes } of periods) {
          const isIn = (start: string) => from <= start && start <= until
          const voters = times.filter((own) => startsOf(own).some(isIn)).length
          if (people !== null)
            expect({ people, votes }).toEqual({
              people: voters,
              votes: times.flatMap(startsOf).filter(isIn).length,
            })
        }
        const isListed = (start: string) => periods.some(({ from, until }) => from <= start && start <= until)
        expect(times.flatMap(startsOf).every(isListed)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  const people = fc.array(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 4 }), { maxLength: 60 })
  test('what is told adds up to no more than there is, and no number is of fewer than ten people', () => {
    fc.assert(
      fc.property(people, (days) => {
        const votes = votesOf(days.map((own) => own.map((day) => at + day * DAY)))
        const { periods } = countParticipation(votes, zone)
        const told = periods.flatMap((period) => (period.votes === null ? [] : [period]))
        expect(told.every((period) => period.people === 0 || (period.people ?? 0) >= leastShown)).toBe(true)
        const shown = told.reduce((sum, period) => sum + (period.votes ?? 0), 0)
        expect(shown).toBeLessThanOrEqual(votes.times.length)
        if (told.length === periods.length) expect(shown).toBe(votes.times.length)
        expect(periods.map((period) => period.from)).toEqual(
          [...new Set(periods.map((period) => period.from))].sort(),
        )
      }),
    )
  })
})

test('who came by paper or an import is counted there', () => {
  const people = Array.from({ length: 45 }, () => [0, 1, 2])
  const channels = new Map<number, VoteChannel>(
    Array.from({ length: 25 }, (_, person) => [person, person < 12 ? 'paper' : 'import']),
  )
  expect(countParticipation(votesOf(people), { ...zone, channels }).channels).toEqual([
    { channel: 'web', people: 20, votes: 60 },
    { channel: 'paper', people: 12, votes: 36 },
    { channel: 'import', people: 13, votes: 39 },
  ])
})

test('a way by which nobody came is not named, and a way of few people says no number', () => {
  const people = Array.from({ length: 30 }, () => [0])
  expect(countParticipation(votesOf(people), zone).channels).toEqual([
    { channel: 'web', people: 30, votes: 30 },
  ])
  const channels = new Map<number, VoteChannel>(Array.from({ length: 9 }, (_, person) => [person, 'paper']))
  expect(countParticipation(votesOf(people), { ...zone, channels }).channels).toEqual([
    { channel: 'web', people: null, votes: null },
    { channel: 'paper', people: null, votes: null },
  ])
})
