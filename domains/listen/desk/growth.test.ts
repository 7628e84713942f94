import { expect, test } from 'vitest'
import { growthOf } from './growth.ts'

test('a week with more finds than each of the weeks before it grows', () => {
  expect(growthOf([2, 3, 1, 4, 9])).toBeCloseTo((9 - 4) / Math.sqrt(5))
})

test('a week as high as the highest before it does not grow', () => {
  expect(growthOf([2, 9, 1, 4, 9])).toBeUndefined()
})

test('few finds, or few weeks to compare with, say nothing', () => {
  expect([growthOf([0, 0, 0, 0, 4]), growthOf([1, 1, 1, 90]), growthOf([])]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('what grows from little stands before what grows as much from a lot', () => {
  expect(growthOf([0, 0, 0, 0, 10])).toBeGreaterThan(growthOf([50, 50, 50, 50, 60]) ?? 0)
})
