import { expect, test } from 'vitest'
import { answersOf, type Choice, choiceOf, choiceValue } from './vote.ts'

test.each<[Choice, -1 | 0 | 1]>([
  ['agree', 1],
  ['disagree', -1],
  ['pass', 0],
])('%s is kept as %i, and read as it was given', (choice, value) => {
  expect(choiceValue[choice]).toBe(value)
  expect(choiceOf(value)).toBe(choice)
})

test('who passes answered too', () => {
  expect(answersOf({ agree: 5, disagree: 3, pass: 2 })).toBe(10)
})
