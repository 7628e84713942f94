import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readQuery } from '#cores/watch'
import { composeQuery, emptyRow, type QueryRow, rowKinds, rowsOf } from './query-rows.ts'

const row = (words: Partial<QueryRow>): QueryRow => ({ ...emptyRow, ...words })

test.each<[Partial<QueryRow>[], string]>([
  [[{ kind: 'any', words: 'fiets, brug' }], 'fiets OF brug'],
  [[{ kind: 'all', words: 'fiets "oude haven"' }], 'fiets "oude haven"'],
  [[{ words: 'bakker slager' }, { kind: 'none', words: 'taart' }], '(bakker OF slager) NIET taart'],
  [
    [
      { words: 'fiets', isLonger: true },
      { kind: 'none', words: 'auto motor', zone: 'title' },
    ],
    '*fiets* NIET title:(auto OF motor)',
  ],
  [
    [{ kind: 'near', words: 'fiets brommer', beside: 'brug', distance: 3 }],
    '((fiets OF brommer) BIJ/3 brug)',
  ],
  [[{ kind: 'phrase', words: 'veilig naar school', zone: 'text' }], 'text:"veilig naar school"'],
  [
    [
      { kind: 'source', words: 'De Krant' },
      { kind: 'host', words: 'forum.nl' },
    ],
    'source:"De Krant" host:forum.nl',
  ],
  [
    [
      { kind: 'named', words: 'wegen' },
      { kind: 'all', words: 'OR P+R' },
    ],
    '@wegen "OR" "P+R"',
  ],
  [[{ words: '' }, { words: ' ) - ' }], ''],
])('rows as %j are the query %s', (rows, query) => {
  expect(composeQuery(rows.map(row), 'nl')).toBe(query)
})

test('the operators are those of the language', () => {
  const rows = [
    row({ words: 'a1 b1' }),
    row({ kind: 'none', words: 'c1' }),
    row({ kind: 'near', words: 'd1', beside: 'e1' }),
  ]
  expect(composeQuery(rows, 'en')).toBe('(a1 OR b1) NOT c1 (d1 NEAR/5 e1)')
})

test.each<[string, Partial<QueryRow>[]]>([
  ['*fiets* OR *brug*', [{ kind: 'any', words: 'fiets brug', isLonger: true }]],
  ['fiets* brug', [{ kind: 'all', words: 'fiets* brug' }]],
  [
    'title:(fiets AND brug) NIET (auto OF "de bus")',
    [
      { kind: 'all', words: 'fiets brug', zone: 'title' },
      { kind: 'none', words: 'auto "de bus"' },
    ],
  ],
  [
    'lang:nl AND @wegen',
    [
      { kind: 'lang', words: 'nl' },
      { kind: 'named', words: 'wegen' },
    ],
  ],
])('the query %s is shown as rows %j', (query, rows) => {
  expect(rowsOf(query)).toEqual(rows.map(row))
})

test.each([
  '(fiets brug) OF auto',
  'fiets NIET lang:en',
  'fiets OF title:brug',
  'brug NIET (a1 b1)',
  'fiets EN (',
  '',
])('what rows cannot say, or what cannot be read, stays text: %s', (query) => {
  expect(rowsOf(query)).toBeUndefined()
})

const word = fc.constantFrom(
  'fiets',
  'brug*',
  '*haven',
  'OF',
  'P+R',
  'é',
  '"oude haven"',
  '"naar sch"*',
  'title:x',
  '(',
  'ab',
)
const words = fc.array(word, { maxLength: 4 }).map((many) => many.join(' '))
const anyRow: fc.Arbitrary<QueryRow> = fc.record({
  kind: fc.constantFrom(...rowKinds),
  words,
  beside: words,
  distance: fc.integer({ min: 1, max: 50 }),
  zone: fc.constantFrom('', 'title', 'text'),
  isLonger: fc.boolean(),
})

test('rows that are shown again say the same query', () => {
  let read = 0
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 5 }), fc.constantFrom('nl', 'en'), (rows, language) => {
      const query = composeQuery(rows, language)
      const before = readQuery(query)
      if (before.kind === 'refused') {
        expect(['empty', 'matches-everything', 'too-short']).toContain(before.fault.kind)
        return
      }
      read += 1
      const shown = rowsOf(query)
      expect(readQuery(composeQuery(shown ?? [], language))).toEqual(before)
    }),
    { numRuns: 500 },
  )
  expect(read).toBeGreaterThan(200)
})
