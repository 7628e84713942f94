import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainPassage } from './plain-passage.ts'

test('what was looked for stands between asterisks, on one line', () => {
  expect(plainPassage('De brug\n\nis dicht', [3, 7], 100)).toBe('De *brug* is dicht')
})

test.each([
  ['Mail jan@krant.example nu', 'Mail … nu'],
  ['Zie https://kwaad.example/geld en klik', 'Zie … en klik'],
  ['Zie www.kwaad.example en kwaad.example/geld', 'Zie … en …'],
  ['Volgens @jandevries klopt het', 'Volgens … klopt het'],
  ['Bel 06-12 34 56 78 of +31 (0)6 12345678', 'Bel … of …'],
  ['Op 3 maart om 12.30 uur voor 450 euro', 'Op 3 maart om 12.30 uur voor 450 euro'],
])('%s: what leads elsewhere or reaches somebody is left out', (text, told) => {
  expect(plainPassage(text, [], 200)).toBe(told)
})

test('an address is left out also where a mark stands in it', () => {
  expect(plainPassage('Zie https://krant.example/brug-dicht', [26, 30], 200)).toBe('Zie …')
})

test('whatever the text, it is one line without addresses', () => {
  fc.assert(
    fc.property(fc.string(), fc.webUrl(), fc.nat(50), (text, url, at) => {
      const told = plainPassage(`${text} ${url} ${text}`, [at, at + 3], 120)
      expect(told).not.toMatch(/\n|https?:\/\//)
    }),
  )
})
