import { expect, test } from 'vitest'
import { reportWeighedOf } from './report-weighed.ts'

const one = (statement: number, share: number, weighted: number, change: object = {}) => ({
  ...{ statement, share, weighted, answers: 100, effective: 60, lower: share - 0.1 },
  weightedLower: weighted - 0.12,
  ...change,
})

const found = (...statements: ReturnType<typeof one>[]) => ({
  ...{ drawn: 0.9, chosen: 0.06, unknown: 0.04, clipped: 0, axes: [1, 0.9, 0.8], statements },
})

const all = new Set([1, 2, 3])

test('a report says for how many statements weighing changes little, and what it changes most', () => {
  const weighed = reportWeighedOf(found(one(1, 0.62, 0.57), one(2, 0.7, 0.58), one(3, 0.8, 0.79)), all)
  expect(weighed).toEqual({
    ...{ unknown: 0.04, mostWeight: 5, statements: 3, within: 0.05, changed: 1 },
    furthest: one(2, 0.7, 0.58),
    together: { counted: 3, weighed: 1 },
  })
})

test('a difference that nobody would see is none', () => {
  expect(reportWeighedOf(found(one(1, 0.6, 0.55), one(2, 0.29, 0.34)), all)).toMatchObject({
    ...{ changed: 0, furthest: null },
  })
})

test('a statement that may not be named any more is not compared', () => {
  expect(reportWeighedOf(found(one(1, 0.6, 0.4), one(9, 0.6, 0.2)), all)).toMatchObject({
    ...{ statements: 1, furthest: { statement: 1 } },
  })
  expect(reportWeighedOf(found(one(9, 0.6, 0.2)), all)).toBeNull()
})

test('where nothing is known of what was shown a report compares nothing', () => {
  expect(reportWeighedOf(null, all)).toBeNull()
  expect(reportWeighedOf(undefined, all)).toBeNull()
})
