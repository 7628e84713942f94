import { expect, test } from 'vitest'
import { type Dialogue, endOf, resultsAreVisible } from './dialogue.ts'

const today = '2026-03-02'

function isVisible(dialogue: Partial<Dialogue>, dossier = 'open'): boolean {
  const whole = { state: 'open', closes_on: null, results: 'after-closing', ...dialogue } as const
  return resultsAreVisible({ dialogue: whole, dossier: { state: dossier } }, today)
}

test('voting ended when the dialogue was closed, where it was ever open', () => {
  const [opened_at, closed_at] = [new Date('2026-02-01T12:00:00Z'), new Date('2026-03-01T12:00:00Z')]
  expect(endOf({ opened_at, closed_at })).toEqual(closed_at)
  expect(endOf({ opened_at, closed_at: null })).toBeNull()
  expect(endOf({ opened_at: null, closed_at })).toBeNull()
})

test('results that show at once show whatever the state', () => {
  for (const state of ['draft', 'open', 'closed'] as const)
    expect(isVisible({ state, results: 'live' })).toBe(true)
})

test('results that show after closing are hidden while votes count, the last day included', () => {
  expect(isVisible({})).toBe(false)
  expect(isVisible({ closes_on: '2026-03-03' })).toBe(false)
  expect(isVisible({ closes_on: today })).toBe(false)
  expect(isVisible({ state: 'draft' })).toBe(false)
})

test('they show once the dialogue is closed, its last day is past, or its dossier is closed', () => {
  expect(isVisible({ state: 'closed' })).toBe(true)
  expect(isVisible({ closes_on: '2026-03-01' })).toBe(true)
  expect(isVisible({}, 'closed')).toBe(true)
})
