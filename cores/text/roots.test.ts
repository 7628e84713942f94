import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dutchRoot, englishRoot } from './index.ts'

test.each([
  'fiets fietsen',
  'mens mensen',
  'huis huizen',
  'boom bomen',
  'brief brieven',
  'vergunning vergunningen',
  'straat straten',
  'wijk wijken',
  'buurt buurten',
])('words that are forms of one word are compared as one: %s', (words) => {
  expect([words, ...new Set(words.split(' ').map(dutchRoot))]).toHaveLength(2)
})

test('English forms too', () => {
  expect(new Set(['bike', 'bikes', 'biking'].map(englishRoot)).size).toBe(1)
})

test('a word is shortened where it stands to its root, whatever stands behind it', () => {
  const ending = fc.constantFrom(
    '',
    'en',
    's',
    'heden',
    'lijk',
    'ingen',
    'baar',
    'igheid',
    'zen',
    'vers',
    'aas',
    'é',
  )
  const start = fc.oneof(fc.string({ unit: fc.constantFrom(...'aeiouyjkdtgmcszvrь') }), fc.string())
  fc.assert(
    fc.property(start, ending, fc.string(), (first, last, behind) => {
      const word = (first + last).toLowerCase()
      const letters = Uint16Array.from(word + behind, (_, at) => (word + behind).charCodeAt(at))
      const length = dutchRoot.shorten(letters, word.length)
      expect(String.fromCharCode(...letters.subarray(0, length))).toBe(dutchRoot(word))
    }),
    { numRuns: 2000 },
  )
})
