import { expect, test } from 'vitest'
import { guessLimits } from './limits.ts'

const DAY = 24 * 60 * 60
const CODES = 31 ** 8

test('a guesser with 100,000 addresses hits one of 100,000 live codes less than once in two weeks', () => {
  for (const { byAddress, byAll, delaySeconds } of Object.values(guessLimits)) {
    const underTheBound = (byAll.times * DAY) / byAll.perSeconds
    const overTheBound = (100_000 * DAY) / byAddress.perSeconds
    const hitsADay = ((underTheBound + overTheBound) * 100_000) / CODES
    expect(hitsADay).toBeLessThan(1 / 14)
    expect(delaySeconds).toBeLessThanOrEqual(5)
  }
})
