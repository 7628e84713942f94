import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slugOf, timeOfPhase } from './dossier.ts'

test('a dossier gets a readable address', () => {
  expect(slugOf('Hoe maken we de Dorpsstraat veilig vóór 2027?')).toBe(
    'hoe-maken-we-de-dorpsstraat-veilig-voor-2027',
  )
  expect(slugOf('公園をどうしますか')).toBe('dossier')
})

test('any question makes an address that the database takes', () => {
  fc.assert(
    fc.property(fc.string(), (question) => {
      expect(slugOf(question)).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      expect(slugOf(question).length).toBeLessThanOrEqual(60)
    }),
  )
})

test('the first and the last day of a phase belong to it', () => {
  const phase = { starts_on: '2026-03-01', ends_on: '2026-03-31' }
  expect(
    ['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01'].map((day) => timeOfPhase(phase, day)),
  ).toEqual(['later', 'now', 'now', 'done'])
  expect(timeOfPhase({ starts_on: '2026-03-01', ends_on: null }, '2030-01-01')).toBe('now')
})
