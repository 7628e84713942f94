import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spreadDots } from './spread-dots.ts'

const within = [640, 640] as const
const dot = fc.tuple(fc.nat(640), fc.nat(640))

test('dots are moved apart, and stay in the drawing', () => {
  fc.assert(
    fc.property(fc.array(dot, { maxLength: 25 }), (dots) => {
      const spread = spreadDots(dots, { apart: 38, within })
      expect(spread).toHaveLength(dots.length)
      for (const [at, [x, y]] of spread.entries()) {
        expect(x >= 0 && y >= 0 && x <= 640 && y <= 640).toBe(true)
        for (const [a, b] of spread.slice(0, at)) expect(Math.hypot(a - x, b - y)).toBeGreaterThanOrEqual(38)
      }
    }),
    { numRuns: 50 },
  )
})

test('a dot that nothing lies over stays where it is', () => {
  const dots = [[100, 100] as const, [300, 300] as const]
  expect(spreadDots(dots, { apart: 38, within })).toEqual(dots)
})

test('where there is no room, a dot stays where it is', () => {
  const dots = [[0, 0] as const, [0, 0] as const]
  expect(spreadDots(dots, { apart: 38, within: [5, 5] })).toEqual(dots)
})
