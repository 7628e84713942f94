import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageOf, readCursor } from './page.ts'

test('a list that fits has no next page', () => {
  expect(pageOf(['a', 'b'], 2, (row) => [row])).toEqual({ rows: ['a', 'b'], next: undefined })
})

test('a longer list is cut, and its cursor names the last row shown', () => {
  const page = pageOf(['1', '2', '3'], 2, (row) => [row, '7'])
  expect(page.rows).toEqual(['1', '2'])
  expect(readCursor(page.next, ['number', 'number'])).toEqual(['2', '7'])
})

test('a cursor that we did not make starts the list at the top', () => {
  fc.assert(fc.property(fc.string(), (text) => readCursor(text, ['uuid']) === undefined))
  const forged = pageOf(['x', 'y'], 1, () => ["'; drop table input"]).next
  expect(readCursor(forged, ['instant'])).toBeUndefined()
  expect(readCursor(forged, ['uuid'])).toBeUndefined()
  expect(readCursor(forged, ['number'])).toBeUndefined()
  expect(readCursor(forged, ['day'])).toBeUndefined()
  const impossible = pageOf(['x', 'y'], 1, () => ['2026-13-41']).next
  expect(readCursor(impossible, ['day'])).toBeUndefined()
})

test('a day that no calendar has starts the list at the top', () => {
  const cursorOf = (key: string) => pageOf(['x', 'y'], 1, () => [key]).next
  expect(readCursor(cursorOf('2026-02-30'), ['day'])).toBeUndefined()
  expect(readCursor(cursorOf('2026-02-30T09:00:00.000Z'), ['instant'])).toBeUndefined()
  expect(readCursor(cursorOf('2026-02-28T09:00:00.000Z'), ['instant'])).toEqual(['2026-02-28T09:00:00.000Z'])
})
