import { expect, test } from 'vitest'
import { findAnsweredVersion, findNewestVersion, lineageOf } from './lineage.ts'

const row = (from: number, to: number, state = 'closed') => ({
  from,
  to,
  text: `Stelling ${from}`,
  language: 'nl',
  state,
})

/** 1 was split into 4 and 5; 2 and 4 were merged into 6; 6 was corrected to 7. */
const lineage = lineageOf([row(1, 4), row(1, 5), row(2, 6), row(4, 6), row(6, 7)])

test('who answered an older version is told of the one they answered last', () => {
  expect(findAnsweredVersion(lineage, 7, new Set([1]))?.number).toBe(1)
  expect(findAnsweredVersion(lineage, 7, new Set([1, 2]))?.number).toBe(2)
  expect(findAnsweredVersion(lineage, 7, new Set([1, 6]))?.number).toBe(6)
  expect(findAnsweredVersion(lineage, 7, new Set([3, 5]))).toBeUndefined()
  expect(findAnsweredVersion(lineage, 3, new Set([1, 2]))).toBeUndefined()
})

test('where two older versions were answered, the newer of them is told, whichever way leads to it first', () => {
  const merged = lineageOf([row(4, 6), row(2, 6)])
  expect(findAnsweredVersion(merged, 6, new Set([2, 4]))?.number).toBe(4)
  expect(findAnsweredVersion(lineage, 6, new Set([2, 4]))?.number).toBe(4)
})

test('statements that were split and merged over and over are walked once', () => {
  const ladder = Array.from({ length: 40 }, (_, step) => 3 * step + 1).flatMap((from) => [
    row(from, from + 1),
    row(from, from + 2),
    row(from + 1, from + 3),
    row(from + 2, from + 3),
  ])
  expect(findAnsweredVersion(lineageOf(ladder), 121, new Set([1]))?.number).toBe(1)
  expect(findNewestVersion(lineageOf(ladder), 1, (number) => number === 121)).toBe(121)
})

test('the words of a version that was removed meanwhile are not told', () => {
  const removed = lineageOf([row(1, 2, 'refused')])
  expect(findAnsweredVersion(removed, 2, new Set([1]))).toBeUndefined()
  expect(findNewestVersion(removed, 1, () => true)).toBe(2)
})

test('the address of an old version leads to what is asked in its place', () => {
  expect(findNewestVersion(lineage, 2, (number) => number === 7)).toBe(7)
  expect(findNewestVersion(lineage, 1, (number) => number === 5 || number === 7)).toBe(5)
  expect(findNewestVersion(lineage, 1, () => false)).toBeUndefined()
  expect(findNewestVersion(lineage, 3, () => true)).toBeUndefined()
})
