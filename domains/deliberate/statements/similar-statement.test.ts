import { expect, test } from 'vitest'
import { holdsSeveralIdeas, listSimilar } from './similar-statement.ts'

const existing = [
  'Er moeten meer bomen op het plein komen.',
  'De markt blijft op het plein.',
  'Auto’s mogen niet meer op het plein.',
  'Fietsers krijgen voorrang in de Dorpsstraat.',
  'De bibliotheek moet ook op zondag open zijn.',
  'Er komt een speeltuin voor jonge kinderen.',
].map((text, at) => ({ number: at + 1, text }))

const found = (text: string) => listSimilar(text, existing).map(({ statement }) => statement.number)

test.each([
  ['Ik wil meer bomen op het plein', 1],
  ['Op het plein moeten bomen komen', 1],
  ['De markt moet op het plein blijven', 2],
  ['Geen auto’s meer op het plein', 3],
  ['In de Dorpsstraat moeten fietsers voorrang krijgen', 4],
  ['Bibliotheek op zondag open', 5],
  ['Er moet een speeltuin komen voor kinderen', 6],
])('«%s» is offered what was said before first', (text, number) => {
  expect(found(text)[0]).toBe(number)
})

test.each([
  'De zwembaden zijn te duur voor gezinnen.',
  'Er is te veel zwerfafval bij het station.',
  'De bus rijdt te weinig naar het ziekenhuis.',
])('«%s» is new, and nothing is offered', (text) => {
  expect(found(text)).toEqual([])
})

test('the nearest comes first, three at most, and the same words are wholly alike', () => {
  const many = Array.from({ length: 9 }, (_, at) => ({ text: `Er komen meer bomen in wijk ${at}.` }))
  const similar = listSimilar('Er komen meer bomen in wijk 4.', many)
  expect(similar).toHaveLength(3)
  expect(similar[0]).toMatchObject({ statement: { text: 'Er komen meer bomen in wijk 4.' } })
  expect(similar[0]?.likeness).toBeCloseTo(1)
})

test('capitals, accents and spaces make no difference', () => {
  const likeness = (text: string) => listSimilar(text, [{ text: 'Een café aan de overkant' }])[0]?.likeness
  expect(likeness('EEN  CAFE\u0301 AAN de overkant!')).toBe(1)
  expect(likeness('Een cafe aan de overkant')).toBe(1)
})

test('a likeness is half letters, three at a time, and half words, of which long and rare ones weigh most', () => {
  const [found] = listSimilar('de voetgangers nu', [{ text: 'de voetgangers weg' }])
  // « de voetgangers nu » has 17 threes, the other 18, and both the first 14.
  const letters = (2 * 14) / (17 + 18)
  // A letter of a word that the one statement has weighs ln(1 + 2/2), of one that none has ln(1 + 2/1); eight count.
  const [held, lacked] = [Math.log(2), Math.log(3)]
  const words = (2 * (2 + 8) * held) / ((2 + 8) * held + 2 * lacked + (2 + 8 + 3) * held)
  expect(found?.likeness).toBeCloseTo((letters + words) / 2, 12)
})

test('two thousand statements are compared in a moment, and nothing to compare is no error', () => {
  expect(listSimilar('', existing)).toEqual([])
  expect(listSimilar('Meer bomen', [])).toEqual([])
  const many = Array.from({ length: 2000 }, (_, at) => ({
    text: `${'woord'.repeat(at % 40)} ${at} op het plein`,
  }))
  const start = process.cpuUsage()
  listSimilar('x'.repeat(280), many)
  // In microseconds of computing: what else this machine does is not counted.
  expect(process.cpuUsage(start).user).toBeLessThan(2_000_000)
})

test.each([
  ['Er komen meer bomen en banken.', false],
  ['Er komen meer bomen en banken en prullenbakken.', true],
  ['Meer bomen; minder auto’s', true],
  ['Er komt een fontein. Die moet groot zijn.', true],
  ['De bus en/of de tram rijdt vaker', false],
  ['Het plein krijgt bomen of gras of water', true],
  ['De heer A. Jansen is voor iedereen bereikbaar', false],
  ['Er komt een fontein.   Die moet groot zijn.', true],
  ['Bomen / gras en water', true],
  ['Bomen/gras/water', true],
  ['Het plein kost 1/2 miljoen en 3/4 jaar', false],
  ['Van 8 /9 tot 10/ 11 uur is het stil en leeg', false],
  ['Meer bomen', false],
  ['Dat geldt o.a. Amsterdamse scholen', false],
])('«%s»: several ideas? %s', (text, several) => {
  expect(holdsSeveralIdeas(text)).toBe(several)
})
