import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanText } from './clean.ts'

test.each([
  ['a soft hyphen', 'fiets\u00ADpad', 'fietspad'],
  ['a space of no width', 'een\u200B fietspad', 'een fietspad'],
  ['a mark of direction beside Dutch', '\u200Eeen\u200F fietspad\u061C', 'een fietspad'],
  ['embedded and isolated directions', '\u202Eeen\u202C \u2066fietspad\u2069', 'een fietspad'],
  ['a byte order mark and a word joiner', '\uFEFFeen\u2060fietspad', 'eenfietspad'],
  ['joiners between Dutch letters', 'auf\u200Clage\u200D', 'auflage'],
  ['a variation of a letter', 'een\uFE0F\u{E0101}', 'een'],
  ['words hidden in tags', 'ja\u{E0068}\u{E0069}', 'ja'],
  ['words hidden behind a picture', '😀\u{E0101}\u{E0102}\uFE01', '😀'],
  ['an empty Korean letter', 'a\u3164b', 'ab'],
  ['ends of lines', 'a\r\nb\rc\u2028d\u2029e\vf', 'a\nb\nc\nd\ne\nf'],
  ['control characters', 'a\0b\x07c\u007Fd', 'abcd'],
  ['ANSI that was read as Latin 1', 'de \x93wijk\x94 \x96 \x80 5', 'de “wijk” – € 5'],
  ['half a character', 'a\uD83Db', 'a\uFFFDb'],
  ['bullets of a word processor', '\uF0B7 bomen', '• bomen'],
  ['letters and marks apart', 'cafe\u0301', 'café'],
])('%s is cleaned', (_, pasted, clean) => {
  expect(cleanText(pasted)).toBe(clean)
})

test.each([
  ['a family', '👨\u200D👩\u200D👧'],
  ['a tone of skin with a profession', '👩🏽\u200D🚒'],
  ['a heart on fire', '❤\uFE0F\u200D🔥'],
  ['a picture as text', '☎\uFE0E'],
  ['a key with a digit', '1\uFE0F\u20E3'],
  ['the flag of Wales', '🏴\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}'],
  ['the rainbow flag', '🏳\uFE0F\u200D🌈'],
  ['Persian with a non-joiner', 'می\u200Cخواهم'],
  ['Arabic with a joiner at the end', 'ه\u200D'],
  ['half a letter in Hindi', 'क्\u200Dष'],
  ['letters apart in Kannada', 'ರಾಜ್\u200Cಕುಮಾರ್'],
  ['a sign in Sinhala', 'ශ්\u200Dරී'],
  ['Hebrew with a mark of direction', 'C++\u200E שלום'],
  ['Arabic with a mark of direction', 'عام 2026\u200F!'],
  ['the form of a Chinese character', '葛\u{E0100}'],
  ['where a line may end in Khmer', 'ភាសា\u200Bខ្មែរ'],
  ['Mongolian', 'ᠠ\u180Eᠠ'],
  ['tabs, empty lines and fixed spaces', 'a\tb\n\n€\u00A05'],
])('%s stays as it is', (_, text) => {
  expect(cleanText(text)).toBe(text.normalize('NFC'))
})

test.each([
  ['typed twice', 'می\u200C\u200Cخواهم', 'می\u200Cخواهم'],
  ['behind a soft hyphen', 'می\u00AD\u200Cخواهم', 'می\u200Cخواهم'],
  ['before a space of no width', 'می\u200C\u200Bخواهم', 'می\u200Cخواهم'],
  ['before a mark of direction', 'می\u200C\u200Fخواهم', 'می\u200C\u200Fخواهم'],
  ['in Hindi, pasted with a word joiner', 'क्\u2060\u200D\u200Dष', 'क्\u200Dष'],
  ['in a family, with an empty space', '👨\u200B\u200D👩', '👨\u200D👩'],
])('a joiner that means something stays, %s', (_, pasted, clean) => {
  expect(cleanText(pasted)).toBe(clean)
})

test('a mark of direction stays beside the script that needs it, and on its line alone', () => {
  expect(cleanText('\u200Fשלום\n\u200Fdag')).toBe('\u200Fשלום\ndag')
  expect(cleanText('\u200F\u200F\u200Fשלום')).toBe('\u200Fשלום')
})

const hidden = fc.constantFrom(
  ...['\u00AD', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u061C', '\u202E', '\u2066', '\uFEFF'],
  ...[
    '\u2060',
    '\uFE00',
    '\uFE0E',
    '\uFE0F',
    '\u{E0100}',
    '\u{E0067}',
    '\u{E007F}',
    '\u034F',
    '\u180B',
    '\u3164',
  ],
  ...['\0', '\x85', '\r', '\u2028', '\uFFFE', '\uFFFB', '\uD83D', '\uF0B7'],
)
const shown = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 3 }),
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom(
    'é',
    'e\u0301',
    'سلام',
    'م\u064E',
    'שלום',
    'क्ष',
    '葛',
    '👨',
    '🏴',
    '❤',
    '1',
    '\u0301',
    '\u0316',
    '\u0338',
    '<',
    'ខ',
  ),
)
const pasted = fc.array(fc.oneof(hidden, shown), { maxLength: 30 }).map((parts) => parts.join(''))

test('what is clean stays as it is', () => {
  fc.assert(
    fc.property(pasted, (text) => {
      const once = cleanText(text)
      expect(cleanText(once)).toBe(once)
    }),
    { numRuns: 1000 },
  )
})

test('nothing that shows is lost, or added', () => {
  const visible = (text: string) =>
    text.normalize('NFD').replace(/[\p{DI}\p{Cc}\p{Zl}\p{Zp}\uFFF9-\uFFFB\p{Noncharacter_Code_Point}]/gv, '')
  const sorted = (text: string) => [...visible(text)].toSorted().join('')
  fc.assert(
    fc.property(
      fc.array(fc.oneof(shown, fc.constantFrom('\u00AD', '\u200B', '\u200D', '\u200F')), { maxLength: 30 }),
      (parts) => {
        const text = parts.join('').replace(/[\x80-\x9F\uF000-\uF0FF]/g, '')
        expect(sorted(cleanText(text))).toBe(sorted(text.toWellFormed()))
      },
    ),
    { numRuns: 1000 },
  )
})

test('between Latin letters no character that shows nothing is left', () => {
  const latin = fc.array(fc.oneof(hidden, fc.constantFrom('fiets', 'é', ' ', '12')), { maxLength: 30 })
  fc.assert(
    fc.property(latin, (parts) => {
      expect(cleanText(parts.join(''))).not.toMatch(/[\p{DI}\p{Cf}]/u)
    }),
  )
})

test('a long text of nothing but hidden characters takes no time to speak of', () => {
  for (const part of [
    '\u200D',
    '\u034F',
    'م\u200C',
    'م\u064E\u200C\u200F',
    '👨\u200D',
    '\u{E0067}',
    '\u0301\uFE0F',
  ]) {
    const began = performance.now()
    cleanText(part.repeat(100_000))
    expect(performance.now() - began).toBeLessThan(1000)
  }
})
