import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { leastShown, type VoteChannel } from '#domains/deliberate'
import { hideSmall } from '../hide-small.ts'
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
        { from: '2026-03-03', people: 12, votes: 24 },
        { from: '2026-03-04', people: 12, votes: 12 },
      ],
    })
  })

  test('a night in which the clock changes moves no vote to another day', () => {
    const change = Date.parse('2026-03-29T00:00:00Z')
    const people = Array.from({ length: 10 }, () => [change - 2 * HOUR, change + 22 * HOUR - 1])
    expect(countParticipation(votesOf(people), zone).periods).toEqual([
      { from: '2026-03-28', people: 10, votes: 10 },
      { from: '2026-03-29', people: 10, votes: 10 },
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
      27,
      '2026-03-01',
      '2028-05-01',
    ])
  })

  test('without votes, and without times, there is nothing to tell', () => {
    expect(countParticipation(votesOf([]), zone).periods).toEqual([])
    expect(countParticipation({ ...votesOf([[at]]), times: undefined }, zone).periods).toEqual([])
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

test('a small count is hidden together with another, so that the total does not give it away', () => {
  const counts = [300, 4, 12, 0].map((people) => ({ people, votes: 2 * people }))
  expect(hideSmall(counts).map((count) => count.people)).toEqual([300, null, null, 0])
  expect(
    hideSmall([7, 6, 300].map((people) => ({ people, votes: people }))).map((one) => one.people),
  ).toEqual([null, null, 300])
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 40 }), { minLength: 2 }), (sizes) => {
      const told = hideSmall(sizes.map((people) => ({ people, votes: people })))
      const hidden = sizes.filter((_, at) => told[at]?.people === null)
      const together = hidden.reduce((sum, people) => sum + people, 0)
      const isAll = hidden.length === sizes.filter((people) => people > 0).length
      expect(hidden.length === 0 || together >= leastShown || isAll).toBe(true)
    }),
  )
})
