import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { selectSmallest } from './order-statistic.ts'

describe('the k-th smallest value', () => {
  it('is the one that sorting puts there, also from where the smaller ones lie already', () => {
    const values = fc.oneof(
      fc.array(fc.double({ noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 200 }),
    )
    fc.assert(
      fc.property(values, fc.nat(), fc.nat(), (list, one, two) => {
        const [low, high] = [one % list.length, two % list.length].sort((a, b) => a - b)
        const sorted = Float64Array.from(list).sort()
        const own = Float64Array.from(list)
        expect(selectSmallest(own, low) + 0).toBe(sorted[low] + 0)
        expect(selectSmallest(own, high, low) + 0).toBe(sorted[high] + 0)
        expect(own.sort().map((value) => value + 0)).toEqual(sorted.map((value) => value + 0))
      }),
    )
  })
})
