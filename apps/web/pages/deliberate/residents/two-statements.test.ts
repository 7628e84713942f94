import { expect, test } from 'vitest'
import { pickTwo } from './two-statements.tsx'

const statement = (number: number, agree: number, disagree: number, pass = 0) => ({
  ...{ number, agree, disagree, pass },
  ...{ text: `Stelling ${number}`, language: 'nl', is_seed: true, is_meta: false },
})
const results = [statement(1, 30, 10), statement(2, 19, 21), statement(3, 39, 1), statement(4, 0, 0)]
const picked = (from: typeof results, shows = true) =>
  pickTwo(from, shows).map(({ result, as }) => `${result.number} ${as}`)

test('of a dialogue the statement that most agree with is shown, and the one that divides most', () => {
  expect(picked(results)).toEqual(['3 mostAgreed', '2 mostDivided'])
})

test('where hardly anybody disagrees, nothing is called dividing', () => {
  expect(picked([statement(1, 38, 2), statement(2, 39, 1)])).toEqual(['2 mostAgreed'])
})

test('where most agree with nothing, nothing is said to be what most agree with', () => {
  expect(picked([statement(1, 5, 35), statement(2, 16, 24)])).toEqual(['2 mostDivided'])
  expect(picked([statement(1, 5, 35), statement(2, 20, 0, 20)])).toEqual(['1 example', '2 example'])
})

test('a fact about people is neither agreed on nor dividing, and no example', () => {
  const facts = results.map((result) => ({ ...result, is_meta: result.number === 3 || result.number === 2 }))
  expect(picked(facts)).toEqual(['1 mostAgreed', '1 mostDivided'].slice(0, 1))
  expect(picked(facts, false)).toEqual(['1 example', '4 example'])
})

test('as long as results come later, or there are none, the first two are shown and nothing is said of them', () => {
  expect(picked(results, false)).toEqual(['1 example', '2 example'])
  expect(picked([statement(1, 0, 0), statement(2, 0, 0), statement(3, 0, 0)])).toEqual([
    '1 example',
    '2 example',
  ])
})
