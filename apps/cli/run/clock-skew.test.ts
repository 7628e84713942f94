import { expect, test } from 'vitest'
import { clockSkew } from './clock-skew.ts'

test.each([
  ['a slow answer is no skew', 7000, 0],
  ['a clock that is behind', 500, 500],
  ['a clock that is ahead', 12_000, 2000],
])('%s', (_name, told, skew) => {
  expect(clockSkew(told, { asked: 1000, answered: 10_000 })).toBe(skew)
})
