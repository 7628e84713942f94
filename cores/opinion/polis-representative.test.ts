import { describe, expect, it } from 'vitest'
import { representativeStatements } from './polis-representative.ts'
import type { StatementCounts } from './vote-matrix.ts'

/** Per statement agrees, disagrees and all votes of a group. */
function countsOf(...statements: readonly (readonly [number, number, number])[]): StatementCounts {
  const take = (place: 0 | 1 | 2) => Int32Array.from(statements, (counts) => counts[place])
  return { agrees: take(0), disagrees: take(1), votes: take(2) }
}

const of = (group: StatementCounts, rest: StatementCounts) =>
  representativeStatements([group, rest], new Uint8Array(group.votes.length))[0]

describe('what represents a group in the compatible mode', () => {
  it('its best agree is told as disagree where its disagreement is the more telling', () => {
    // Seven of ten agree, which is much, but others agree far more: what is telling is the one who disagrees.
    const [best] = of(countsOf([7, 1, 10]), countsOf([27, 1, 28])) ?? []
    expect(best).toMatchObject({ for: 'disagree', successes: 1, n: 10, isBestAgree: true })
    expect(best?.p).toBeCloseTo(2 / 12, 12)
    expect(best?.repness).toBeCloseTo(2 / 12 / (2 / 30), 12)
    expect(best?.repnessTest).toBeGreaterThan(0)
  })

  it('a best agree that is told as disagree comes after the agrees', () => {
    const list = of(countsOf([7, 1, 10], [9, 0, 10]), countsOf([27, 1, 28], [2, 20, 28]))
    expect(list?.map((one) => [one.column, one.for])).toEqual([[1, 'agree']])
    const two = of(countsOf([12, 1, 13], [0, 12, 13]), countsOf([27, 0, 27], [26, 1, 28]))
    expect(two?.map((one) => [one.column, one.for, one.isBestAgree])).toEqual([
      [0, 'disagree', true],
      [1, 'disagree', false],
    ])
  })

  it('of equal statements of which none is significant, servers keep the last where 32 bits round its test down', () => {
    const twice = (counts: readonly [number, number, number], others: readonly [number, number, number]) =>
      of(countsOf(counts, counts), countsOf(others, others))?.[0]?.column
    expect(twice([1, 2, 7], [5, 3, 20])).toBe(1)
    expect(twice([1, 2, 6], [5, 3, 20])).toBe(0)
  })
})
