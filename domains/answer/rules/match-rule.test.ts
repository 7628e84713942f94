import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Conditions, type Facts, fits, readWords } from './match-rule.ts'

const anything: Conditions = {
  ...{ channel: null, language: null, words: [], senderDomain: null, subjectId: null, unitId: null },
}
const facts = (said: string, more: Partial<Facts> = {}): Facts => ({
  ...{ channel: 'web', language: 'nl', words: readWords(said), senderDomain: null },
  ...{ subjectIds: new Set<string>(), unitIds: new Set<string>() },
  ...more,
})

test('words are found whole, in any case, with whatever stands between them', () => {
  const rule = { ...anything, words: ['grof vuil', 'BANK'] }
  expect(fits(rule, facts('Mijn Grof-vuil ligt er nog'))).toBe(true)
  expect(fits(rule, facts('Waar is de bank?'))).toBe(true)
  expect(fits(rule, facts('Grofvuil, en de bankier'))).toBe(false)
  expect(fits({ ...anything, words: ['.*', 'café'] }, facts('Het cafe\u0301 is dicht'))).toBe(true)
})

test('all conditions must hold; a subject or unit holds for what lies in it', () => {
  const rule = { ...anything, channel: 'mail', language: 'nl', subjectId: 'street', unitId: 'town' }
  const waste = {
    channel: 'mail',
    subjectIds: new Set(['waste', 'street']),
    unitIds: new Set(['green', 'town']),
  }
  expect(fits(rule, facts('', waste))).toBe(true)
  expect(fits(rule, facts('', { ...waste, channel: 'web' }))).toBe(false)
  expect(fits(rule, facts('', { ...waste, language: 'en' }))).toBe(false)
  expect(fits(rule, facts('', { ...waste, subjectIds: new Set(['homes']) }))).toBe(false)
  expect(fits(rule, facts('', { ...waste, unitIds: new Set() }))).toBe(false)
})

test('a domain holds for what lies under it, and for nothing that only looks like it', () => {
  const rule = { ...anything, senderDomain: 'Voorbeeld.nl' }
  const from = (senderDomain: string | null) => fits(rule, facts('', { senderDomain }))
  expect([from('voorbeeld.nl'), from('post.voorbeeld.nl')]).toEqual([true, true])
  expect([from('nietvoorbeeld.nl'), from('voorbeeld.nl.elders.nl'), from(null)]).toEqual([
    false,
    false,
    false,
  ])
})

test('words are found where a plain look at each word finds them', () => {
  const word = fc.constantFrom('a', 'b', 'ab', 'ba', 'é', '7')
  const plain = (said: string[], sought: string[]) =>
    said.some((_, at) => sought.every((one, next) => said[at + next] === one))
  fc.assert(
    fc.property(fc.array(word), fc.array(word, { minLength: 1, maxLength: 3 }), (said, sought) => {
      const rule = { ...anything, words: [sought.join(' ')] }
      expect(fits(rule, facts(said.join(', ')))).toBe(plain(said, sought))
    }),
  )
})

test('neither a very long text nor one of marks alone takes long', () => {
  const rule = { ...anything, words: Array.from({ length: 20 }, () => 'aa aa aa aa b') }
  const begun = performance.now()
  expect(fits(rule, facts('aa '.repeat(500_000)))).toBe(false)
  expect(fits(rule, facts('\u0301'.repeat(500_000)))).toBe(false)
  expect(performance.now() - begun).toBeLessThan(2000)
})
