import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPastedList } from './pasted-list.ts'

const three = ['Er komt een fietspad.', 'De markt blijft.', 'Het plein wordt groen.']

test.each([
  ['one on each line', 'Er komt een fietspad.\n\nDe markt blijft.\nHet plein wordt groen.\n'],
  ['bullets', '• Er komt een fietspad.\n- De markt blijft.\n– Het plein wordt groen.'],
  [
    'bullets and tabs of a word processor',
    '•\tEr komt een fietspad.\n•\tDe markt blijft.\n•\tHet plein wordt groen.',
  ],
  ['numbers', '1. Er komt een fietspad.\n2) De markt blijft.\n(3) Het plein wordt groen.'],
  [
    'numbers and quotation marks',
    '1. "Er komt een fietspad."\n2. “De markt blijft.”\n3. „Het plein wordt groen.”',
  ],
  ['boxes', '[ ] Er komt een fietspad.\n[x] De markt blijft.\n[] Het plein wordt groen.'],
  [
    'a column of a spreadsheet with numbers before it',
    '1\tEr komt een fietspad.\n2\tDe markt blijft.\n3\tHet plein wordt groen.',
  ],
  ['a row of a spreadsheet', 'Er komt een fietspad.\tDe markt blijft.\tHet plein wordt groen.'],
  ['a CSV file with semicolons', '1;Er komt een fietspad.;\n2;De markt blijft.;\n3;Het plein wordt groen.;'],
  [
    'a CSV file with quotation marks',
    '1;"Er komt een fietspad.";5\n2;"De markt blijft.";7\n3;"Het plein wordt groen.";9',
  ],
  ['empty cells', ';;Er komt een fietspad.;;\n;;De markt blijft.;;\n;;Het plein wordt groen.;;\n;;;;'],
  [
    'sentences with semicolons between them',
    'Er komt een fietspad.; De markt blijft.; Het plein wordt groen.',
  ],
])('%s: three entries', (_, pasted) => {
  expect(readPastedList(pasted)).toEqual(three)
})

test('a cell of a spreadsheet keeps its own quotation marks, and its lines become one', () => {
  expect(readPastedList('"Een ""groot"" plein,\nmet banken."\n"Ja; en nu?"')).toEqual([
    'Een "groot" plein, met banken.',
    'Ja; en nu?',
  ])
})

test.each([
  'Wie fietst, gaat voor; wie loopt ook.',
  'De markt moet blijven; Amsterdam doet dat ook.',
  'Maak er 30 kilometer van; 50 is te hard voor kinderen.',
  '3 bomen per straat',
  '3 bomen per straat; 4 banken per plein',
  '30 km per uur is genoeg.',
  '1,5 meter afstand is genoeg.',
  '65+ers reizen gratis.',
  '"Nee" is ook een "antwoord"',
  '“Ja” zeggen is niet genoeg.',
  'Een winkel - of twee - mag blijven.',
  '-15 graden is te koud.',
])('what belongs to a sentence stays: %s', (sentence) => {
  expect(readPastedList(sentence)).toEqual([sentence])
})

test.each([
  ['wie fietst, gaat voor; wie loopt ook;', 'wie fietst, gaat voor; wie loopt ook'],
  ['1;Wie fietst, gaat voor; wie loopt ook.', 'Wie fietst, gaat voor; wie loopt ook.'],
  ['2; meer groen', 'meer groen'],
])(
  'a semicolon at the end or behind a number divides, and one within the sentence stays: %s',
  (pasted, entry) => {
    expect(readPastedList(pasted)).toEqual([entry])
  },
)

test.each([
  ['De markt moet blijven!; 30 is hard genoeg.', 2],
  ['Er komt een fietspad; De markt blijft; Het plein wordt groen', 3],
])('sentences with semicolons between them are entries: %s', (pasted, many) => {
  expect(readPastedList(pasted)).toHaveLength(many)
})

test('every word that was pasted is in an entry, and an entry is read as itself', () => {
  const word = fc.constantFrom(
    'Fiets',
    'markt',
    'é',
    '"',
    ';',
    '\t',
    '\n',
    '• ',
    '1. ',
    '“',
    '”',
    '- ',
    '; ',
    '12',
  )
  fc.assert(
    fc.property(fc.array(word, { maxLength: 20 }), (parts) => {
      const entries = readPastedList(parts.join(''))
      const letters = (text: string) => text.replace(/[^\p{L}]/gu, '')
      expect(letters(entries.join(''))).toBe(letters(parts.join('')))
    }),
    { numRuns: 2000 },
  )
})

test('a long text is read in time that grows with its length', () => {
  for (const part of ['"', ';"', '"a";', 'a;', '- ', '"a"\n', '1. "']) {
    const began = performance.now()
    readPastedList(part.repeat(30_000))
    expect(performance.now() - began).toBeLessThan(1500)
  }
})
