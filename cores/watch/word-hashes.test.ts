import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsOf } from '#cores/text'
import { WORD, WordHashes } from './word-hashes.ts'

/** Letters that fold to one another, to several, to none; what divides, what nobody sees, halves of pairs, control characters. */
const unit = fc.constantFrom(
  ...[
    'a',
    'z',
    'A',
    'Z',
    '0',
    '9',
    'e',
    'é',
    'E\u0301',
    'ß',
    'ss',
    'ĳ',
    'м',
    '語',
    '𝐛',
    'b',
    '🚲',
    '\u00ad',
    '\u200b',
  ],
  ...[
    ' ',
    '-',
    '’',
    '@',
    '[',
    '`',
    '{',
    '/',
    ':',
    '\0',
    '\x10',
    '\x19',
    '\x7f',
    '\x80',
    '\ud83d',
    '\ud83d',
    '\udeb2',
  ],
)
const text = fc.oneof(
  fc.array(unit, { maxLength: 40 }).map((units) => units.join('')),
  fc.string({ unit: 'binary', maxLength: 40 }),
)

function wordAt(hashes: WordHashes, start: number): string {
  const length = hashes.readWord(start)
  return Array.from(hashes.letters.subarray(0, length), (letter) => String.fromCharCode(letter)).join('')
}

test('the words of any text are those of a plain reading, and two have one hash where they are folded to the same', () => {
  const hashes = new WordHashes()
  const known = new Map<string, string>()
  const names = new Map<string, string>()
  fc.assert(
    fc.property(text, (one) => {
      const words = wordsOf(one).map(({ folded }) => folded)
      const count = hashes.read(one)
      const found = Array.from({ length: count }, (_, at) => [
        ...hashes.found.subarray(WORD * at, WORD * at + WORD),
      ])
      expect(found.map(([, , start = 0]) => wordAt(hashes, start))).toEqual(words)
      for (const [at, word] of words.entries()) {
        const hash = `${found[at]?.[0]} ${found[at]?.[1]}`
        expect(known.get(word) ?? hash).toBe(hash)
        expect(names.get(hash) ?? word).toBe(word)
        known.set(word, hash)
        names.set(hash, word)
      }
    }),
    { numRuns: 3000 },
  )
  expect(known.size).toBeGreaterThan(500)
})

test('a word of a million letters is one, and no text is remembered in the next', () => {
  const hashes = new WordHashes()
  const long = 'aé'.repeat(500_000)
  expect(hashes.read(long)).toBe(1)
  expect(wordAt(hashes, 0)).toBe('ae'.repeat(500_000))
  expect(hashes.read('kort')).toBe(1)
  expect(hashes.read('')).toBe(0)
})
