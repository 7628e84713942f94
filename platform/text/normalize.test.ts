import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalizeText } from './normalize.ts'

const forms = ['NFC', 'NFKC', 'NFKD'] as const
const marks = fc.constantFrom('\u0301', '\u0316', '\u0327', '\u0345', '\u20dd', '\u093e')
const lettered = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('é', 'Å', 'ﬁ', 'ĳ', '가', 'क्षि'))

test('a text of which no letter carries more than thirty marks is what Unicode makes of it', () => {
  const pile = fc.array(marks, { maxLength: 30 }).map((pile) => `a${pile.join('')}b`)
  const text = fc.array(fc.oneof(lettered, pile)).map((parts) => parts.join(' '))
  fc.assert(
    fc.property(text, fc.constantFrom(...forms), (given, form) => {
      expect(normalizeText(given, form)).toBe(given.normalize(form))
    }),
  )
})

test('a longer pile of marks is divided, loses none of them, and stays as it is from then on', () => {
  fc.assert(
    fc.property(
      fc.array(marks, { minLength: 31, maxLength: 200 }),
      fc.constantFrom(...forms),
      (pile, form) => {
        const once = normalizeText(`a${pile.join('')}`, form)
        expect(normalizeText(once, form)).toBe(once)
        const sorted = (text: string) =>
          [...text.normalize('NFD').replaceAll('\u034f', '')].toSorted().join('')
        expect(sorted(once)).toBe(sorted(`a${pile.join('')}`))
        for (const run of once.normalize('NFD').match(/[\p{M}--\u034F]+/gv) ?? [])
          expect(run.length).toBeLessThanOrEqual(33)
      },
    ),
  )
})
