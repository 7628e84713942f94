import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countSlips } from './slips.ts'

test('slips are counted as by the plain definition', () => {
  const small = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 5 })
  fc.assert(
    fc.property(small, small, (a, b) => {
      expect(countSlips(a, b)).toBe(plainly(a, b))
    }),
  )
})

function plainly(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length
  const [i, j] = [a.length - 1, b.length - 1]
  const ways = [
    plainly(a.slice(0, -1), b) + 1,
    plainly(a, b.slice(0, -1)) + 1,
    plainly(a.slice(0, -1), b.slice(0, -1)) + (a[i] === b[j] ? 0 : 1),
  ]
  if (i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j])
    ways.push(plainly(a.slice(0, -2), b.slice(0, -2)) + 1)
  return Math.min(...ways)
}
