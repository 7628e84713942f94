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
