import { expect, test } from 'vitest'
import { type Openness, stateForAnswers } from './open-for-answers.ts'

const today = '2026-03-02'

function stateOf(state: Openness['dialogue']['state'], closes_on: string | null = null, dossier = 'open') {
  return stateForAnswers({ dialogue: { state, closes_on }, dossier: { state: dossier } }, today)
}

test('a dialogue reads as closed once it takes no answers, whatever closed it', () => {
  expect(stateOf('open')).toBe('open')
  expect(stateOf('open', today)).toBe('open')
  expect(stateOf('open', '2026-03-01')).toBe('closed')
  expect(stateOf('open', null, 'closed')).toBe('closed')
  expect(stateOf('closed')).toBe('closed')
})

test('a draft that nobody could answer yet stays a draft', () => {
  expect(stateOf('draft', '2026-03-01')).toBe('draft')
  expect(stateOf('draft', null, 'closed')).toBe('draft')
})
