import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareTexts } from './similar.ts'

const news =
  'De gemeente wil het fietspad langs de Vaart in het voorjaar breder maken. Bewoners zien liever eerst verlichting, zeggen zij, want het is er in de winter donker en glad.'

test('a text is the same in other letters, signs and layout', () => {
  const shouted = news.toUpperCase().replaceAll(' ', '\n').replaceAll(',', ' –')
  expect(compareTexts(news, shouted)).toEqual({ jaccard: 1, containment: 1, same: true })
  expect(compareTexts('Één café', 'een cafe').same).toBe(true)
})

test('with a few other words it still is, and rewritten it is not', () => {
  expect(compareTexts(news, news.replace('voorjaar', 'najaar')).same).toBe(true)
  const rewritten =
    'Langs de Vaart komt een breder fietspad. Wie er woont, vraagt om lampen: in de winter is het er glad en donker.'
  expect(compareTexts(news, rewritten).same).toBe(false)
})

test('an excerpt belongs to its text; a phrase that many use does not', () => {
  const excerpt =
    'Bewoners zien liever eerst verlichting, zeggen zij, want het is er in de winter donker en glad.'
  const found = compareTexts(news, excerpt)
  expect(found.containment).toBe(1)
  expect(found.jaccard).toBeLessThan(0.6)
  expect(found.same).toBe(true)
  expect(compareTexts(news, 'in het voorjaar')).toMatchObject({ containment: 1, same: false })
})

test('nothing is alike to nothing', () => {
  expect(compareTexts('', '…')).toEqual({ jaccard: 0, containment: 0, same: false })
  expect(compareTexts('', news)).toEqual({ jaccard: 0, containment: 0, same: false })
})

test('agrees with runs of words that are counted one by one', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 }).map((words) => words.join(' '))
  fc.assert(
    fc.property(text, text, (one, other) => {
      const runs = (said: string) => {
        const words = said.split(' ').filter((word) => word !== '')
        if (words.length < 3) return words.length === 0 ? [] : [words.join(' ')]
        return [...new Set(words.slice(2).map((_, at) => words.slice(at, at + 3).join(' ')))]
      }
      const [a, b] = [runs(one), runs(other)]
      const common = a.filter((run) => b.includes(run)).length
      const all = new Set([...a, ...b]).size
      const { jaccard, containment } = compareTexts(one, other)
      expect(jaccard).toBe(all === 0 ? 0 : common / all)
      expect(containment).toBe(Math.min(a.length, b.length) === 0 ? 0 : common / Math.min(a.length, b.length))
      expect(compareTexts(other, one)).toEqual(compareTexts(one, other))
    }),
  )
})
