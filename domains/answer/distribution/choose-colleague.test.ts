import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Candidate, chooseColleague } from './choose-colleague.ts'

const candidate = (
  accountId: string,
  hours: number,
  open: number,
  answeredAt: Date | null = null,
): Candidate => ({
  ...{ accountId, hours, open, answeredAt },
})

test('who knows the person goes first, the last of them; else the least work for the hours', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 2, n))
  const [ann, bob, cas] = [
    candidate('ann', 8, 9, day(1)),
    candidate('bob', 8, 9, day(2)),
    candidate('cas', 4, 1),
  ]
  expect(chooseColleague([ann, bob, cas])).toEqual({ accountId: 'bob', because: 'known' })
  expect(chooseColleague([candidate('ann', 8, 3), cas])).toEqual({ accountId: 'cas', because: 'load' })
  expect(chooseColleague([candidate('ann', 8, 0), candidate('bob', 4, 0)])?.accountId).toBe('ann')
  expect(chooseColleague([])).toBeUndefined()
})

const people = fc
  .uniqueArray(
    fc.record({
      id: fc.nat(99),
      quarters: fc.integer({ min: 1, max: 96 }),
      open: fc.nat(50),
      day: fc.option(fc.nat(9)),
    }),
    {
      selector: ({ id }) => id,
      maxLength: 12,
    },
  )
  .map((list) =>
    list.map(({ id, quarters, open, day }) =>
      candidate(`${id}`, quarters / 4, open, day === null ? null : new Date(day * 1000)),
    ),
  )

/** All are put in order by every rule, and the first is taken. */
function plain(candidates: Candidate[]): Candidate | undefined {
  const known = candidates.filter(({ answeredAt }) => answeredAt !== null)
  const newest = Math.max(...known.map(({ answeredAt }) => answeredAt?.getTime() ?? 0))
  if (known.length > 0) return known.find(({ answeredAt }) => answeredAt?.getTime() === newest)
  const keyOf = ({ open, hours }: Candidate) => open / hours
  const least = Math.min(...candidates.map(keyOf))
  return candidates
    .filter((one) => keyOf(one) === least)
    .sort((a, b) => b.hours - a.hours || (a.accountId < b.accountId ? -1 : 1))[0]
}

test('the choice is that of a plain look at all of them', () => {
  fc.assert(
    fc.property(people, (candidates) => {
      expect(chooseColleague(candidates)?.accountId).toBe(plain(candidates)?.accountId)
    }),
  )
})

test('given out one after the other, work stands to hours as evenly as it can', () => {
  const hours = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(hours, fc.nat(80), (each, n) => {
      const staff = each.map((one, at) => candidate(`${at}`, one, 0))
      for (let at = 0; at < n; at++) {
        const to = chooseColleague(staff)?.accountId
        for (const one of staff) if (one.accountId === to) one.open++
      }
      for (const one of staff)
        for (const other of staff)
          expect((one.open - 1) / one.hours).toBeLessThanOrEqual(other.open / other.hours)
    }),
  )
})
