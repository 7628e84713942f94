import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageOf, readCursor } from './page.ts'

test('a list that fits has no next page', () => {
  expect(pageOf(['a', 'b'], 2, (row) => [row])).toEqual({ rows: ['a', 'b'], next: undefined })
})

test('a longer list is cut, and its cursor names the last row shown', () => {
  const page = pageOf(['a', 'b', 'c'], 2, (row) => [row, 'id'])
  expect(page.rows).toEqual(['a', 'b'])
  expect(readCursor(page.next, 2)).toEqual(['b', 'id'])
})

test('a cursor that we did not make starts the list at the top', () => {
  fc.assert(fc.property(fc.string(), (text) => readCursor(text, 5) === undefined))
})
