import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pauseAfter } from './pause.ts'

test('pauses grow from half a second to a minute, and stay there for ever', () => {
  expect([1, 2, 3, 4].map((failures) => pauseAfter(failures, 0))).toEqual([500, 1000, 2000, 4000])
  expect(pauseAfter(1_000_000, 0.999)).toBeLessThanOrEqual(60_000)
})

test('no pause is shorter than half of what it may be, and none is longer than a minute', () => {
  const chance = fc.double({ min: 0, max: 0.9999, noNaN: true })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), chance, (failures, drawn) => {
      const pause = pauseAfter(failures, drawn)
      expect(pause).toBeGreaterThanOrEqual(500)
      expect(pause).toBeLessThanOrEqual(60_000)
      expect(pauseAfter(failures + 1, drawn)).toBeGreaterThanOrEqual(pause)
    }),
  )
})
