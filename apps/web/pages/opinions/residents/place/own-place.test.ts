import { expect, test } from 'vitest'
import { belongsAs, countByPart, leaningOn, partOf, shorten, sureness } from './own-place.ts'

test('somebody leans to an end only beyond what is not sure', () => {
  expect(leaningOn(0, { position: [-3, 0], uncertainty: 1 }, 5)).toBe('low')
  expect(leaningOn(0, { position: [3, 0], uncertainty: 1 }, 5)).toBe('high')
  expect(leaningOn(0, { position: [3, 0], uncertainty: 8 }, 5)).toBe('middle')
  expect(leaningOn(1, { position: [3, 0.3], uncertainty: 0.1 }, 5)).toBe('middle')
})

test('how sure a place is, is said against the size of the map', () => {
  expect([0.5, 2, 4].map((uncertainty) => sureness(uncertainty, 5))).toEqual(['sure', 'roughly', 'unsure'])
})

test.each([
  [[-4, 4], 'topLeft'],
  [[0, 4], 'top'],
  [[4, 0.5], 'right'],
  [[0.2, -0.2], 'middle'],
  [[4, -4], 'bottomRight'],
] as const)('the point %j is in the part %s', (point, part) => {
  expect(partOf(point, 5)).toBe(part)
})

test('people are counted by part of the map', () => {
  const cells = [
    { x: -4, y: 0, people: 10 },
    { x: -3, y: 1, people: 20 },
    { x: 4, y: 4, people: 15 },
  ]
  expect([...countByPart({ cells, radius: 5 })]).toEqual([
    ['left', 30],
    ['topRight', 15],
  ])
})

test('a statement loses its full stop, is cut between words, and a word without end within itself', () => {
  expect(shorten('De markt blijft.', 20)).toBe('De markt blijft')
  expect(shorten('De markt blijft op het plein, elke zaterdag.', 30)).toBe('De markt blijft op het plein…')
  expect(shorten('x'.repeat(50), 20)).toBe(`${'x'.repeat(19)}…`)
})

test('who belongs to a group is told no more surely than where they are', () => {
  const map = { radius: 4, axes: { described: [true, false] } }
  const at = (x: number, uncertainty: number) => belongsAs({ position: [x, 0], uncertainty }, map)
  expect([0.5, 2, 3.5].map((uncertainty) => at(3, uncertainty))).toEqual([
    'clearlyIn',
    'probablyIn',
    'perhapsIn',
  ])
})

test('who stands in the middle of all that the map says, is never told to belong more than perhaps', () => {
  const at = (position: [number, number], described: boolean[]) =>
    belongsAs({ position, uncertainty: 0.5 }, { radius: 4, axes: { described } })
  expect(at([0.1, 3], [true, false])).toBe('perhapsIn')
  expect(at([0.1, 3], [true, true])).toBe('clearlyIn')
  expect(at([0.1, 0], [false, false])).toBe('clearlyIn')
})

test('a statement in signs without spaces is cut between whole signs', () => {
  expect(shorten('我覺得載客的司機都應該保意外險。', 8)).toBe('我覺得載客的司…')
  expect(shorten('\u{20000}'.repeat(12), 6)).toBe(`${'\u{20000}'.repeat(5)}…`)
})
