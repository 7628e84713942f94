import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dutchRoot } from '#cores/text'
import {
  explain,
  fillIn,
  findPlaces,
  Matcher,
  type Post,
  QUERY_LIMITS,
  type Query,
  readQuery,
} from './index.ts'
import { holdsOfNothing } from './plain-form.ts'

/** Few words, so that they meet: some of one stem, some part of others, some with marks or of another alphabet. */
const vocabulary = [
  'fiets',
  'fietsen',
  'Fietsenstalling',
  'stallen',
  'weg',
  'wegen',
  'éen',
  'straße',
  'мост',
  'auto',
]
const word = fc.constantFrom(...vocabulary)
const typedWord = fc.oneof(
  { weight: 4, arbitrary: word },
  fc.constantFrom('fiets*', '*stalling', '*ets*', 'weg*', '*auto*'),
)
const phrase = fc.array(word, { minLength: 2, maxLength: 3 }).map((words) => `"${words.join(' ')}"`)
const openPhrase = fc.tuple(word, fc.constantFrom('fiets*', 'weg*')).map((words) => `"${words.join(' ')}"`)
const placed = fc.oneof(typedWord, phrase, openPhrase)
const choice = fc.oneof(
  placed,
  fc.tuple(placed, placed).map(([a, b]) => `(${a} OR ${b})`),
)
const near = fc
  .tuple(choice, fc.integer({ min: 1, max: 4 }), choice)
  .map(([a, distance, b]) => `(${a} NEAR/${distance} ${b})`)
const property = fc.constantFrom('host:forum.example', 'host:example', 'lang:nl', 'source:krant')
const zoned = fc
  .tuple(fc.constantFrom('title', 'text'), fc.oneof(placed, choice, near))
  .map((one) => one.join(':'))
const { query: typed } = fc.letrec((tie) => ({
  query: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'query' },
    { weight: 4, arbitrary: fc.oneof(placed, near, zoned, property) },
    tie('query').map((one) => `NOT (${one})`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a}) AND (${b})`),
    fc.tuple(tie('query'), tie('query')).map(([a, b]) => `(${a}) OR (${b})`),
  ),
}))
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ', ', '-', '\u00ad', '. ', ' 🚲 ', '\u{e0101}')), {
    maxLength: 12,
  })
  .map((parts) => parts.flat().join(''))
const post: fc.Arbitrary<Post> = fc.record(
  {
    title: text,
    text,
    host: fc.constantFrom('forum.example', 'nieuws.forum.example', 'anders.example'),
    language: fc.constantFrom('nl', 'NL', 'en'),
    source: fc.constantFrom('krant', 'Krant', 'blog'),
  },
  { requiredKeys: ['title', 'text'] },
)

function read(text: unknown): Query | undefined {
  const outcome = readQuery(String(text))
  return outcome.kind === 'read' ? outcome.query : undefined
}

type Pair = `${number} ${number}`

function plainly(watches: ReadonlyMap<number, Query>, posts: readonly Post[]): Pair[] {
  return posts.flatMap((one, at) =>
    [...watches].flatMap(([id, query]): Pair[] =>
      explain(query, one, dutchRoot).matches ? [`${at} ${id}`] : [],
    ),
  )
}

function quickly(matcher: Matcher, posts: readonly Post[]): Pair[] {
  const found: Pair[] = []
  matcher.match(posts, (at, id) => found.push(`${at} ${id}`))
  return found
}

/** Watches of which nothing is in any post: where they are most of all, only some are looked at. */
const others = Array.from({ length: 300 }, (_, at) => [1000 + at, read(`zeldzaam${at} AND fiets`)] as const)

function startMatcher(isCrowded: boolean): Matcher {
  const matcher = new Matcher(dutchRoot)
  if (isCrowded) for (const [id, query] of others) if (query) matcher.add(id, query)
  return matcher
}

test('the matcher finds what a plain reading of each query in each post finds, also as watches come and go', () => {
  const change = fc.record({
    id: fc.integer({ min: 0, max: 12 }),
    query: fc.option(typed, { nil: undefined }),
  })
  const steps = fc.array(
    fc.record({ changes: fc.array(change, { maxLength: 5 }), posts: fc.array(post, { maxLength: 40 }) }),
    { minLength: 1, maxLength: 4 },
  )
  fc.assert(
    fc.property(steps, fc.boolean(), (given, isCrowded) => {
      const matcher = startMatcher(isCrowded)
      const before = matcher.size
      const watches = new Map<number, Query>()
      for (const { changes, posts } of given) {
        for (const { id, query: asked } of changes) {
          const query = asked === undefined ? undefined : read(asked)
          if (query) {
            matcher.add(id, query)
            watches.set(id, query)
          } else {
            matcher.remove(id)
            watches.delete(id)
          }
        }
        expect(matcher.size - before).toBe(watches.size)
        expect(quickly(matcher, posts).sort()).toEqual(plainly(watches, posts).sort())
      }
    }),
    { numRuns: 300 },
  )
})

test.each([true, false])(
  'filing watches anew, once it is known which words are rare, changes no match (%s)',
  (isCrowded) => {
    const [queries, posts] = [
      fc.sample(typed, { seed: 5, numRuns: 90 }),
      fc.sample(post, { seed: 6, numRuns: 600 }),
    ]
    const matcher = startMatcher(isCrowded)
    const watches = new Map<number, Query>()
    for (const [id, asked] of queries.entries()) {
      const query = read(asked)
      if (query) watches.set(id, query)
      if (query) matcher.add(id, query)
    }
    expect(quickly(matcher, posts).sort()).toEqual(plainly(watches, posts).sort())
    expect(watches.size).toBeGreaterThan(40)
  },
)

test('what would be true of nearly every post is refused, whatever its form', () => {
  fc.assert(
    fc.property(typed, (asked) => {
      const outcome = readQuery(String(asked))
      const plain = outcome.kind === 'read' ? outcome.query : undefined
      const nothing = { title: '', text: '' }
      if (plain)
        expect([holdsOfNothing(plain), explain(plain, nothing, dutchRoot).matches]).toEqual([false, false])
      else expect(outcome).toMatchObject({ fault: { kind: 'matches-everything' } })
    }),
  )
})

test('a choice of hundreds, of which one is more than a word, is looked at to its end', () => {
  const words = Array.from({ length: 400 }, (_, at) => `woord${at}`)
  const query = read(`(eerst AND later) OR ${words.join(' OR ')} OR (nog AND een)`)
  const matcher = new Matcher(dutchRoot)
  if (query) matcher.add(1, query)
  const posts = [...words, 'eerst later', 'nog een', 'nog', 'niets'].map((text) => ({ title: '', text }))
  expect(quickly(matcher, posts)).toHaveLength(402)
})

test('names that take each other in, again and again, are refused before they fill the memory', () => {
  const named = (name: string): Query => ({ kind: 'named', name })
  const twice = (name: string): Query => ({ kind: 'all', of: [named(name), named(name)] })
  const level = (name: string) => (name === '14' ? read('fiets') : twice(String(Number(name) + 1)))
  expect(fillIn(named('0'), level)).toMatchObject({
    fault: { kind: 'too-many-terms', limit: QUERY_LIMITS.filledTerms },
  })
  const next = (name: string) => named(String(Number(name) + 1))
  expect(fillIn(named('0'), next)).toMatchObject({ fault: { kind: 'too-deep', found: '20' } })
  expect(fillIn(named('a'), () => named('a'))).toMatchObject({ fault: { kind: 'named-in-itself' } })
})

test('places are told of the beginning of a text too, where the query does not match it', () => {
  const query = read('fiets AND brug NOT auto')
  const places = query && findPlaces(query, { title: '', text: 'De fietsen en de auto' }, dutchRoot)
  expect(places).toEqual([{ field: 'text', start: 3, end: 10, term: 'fiets' }])
})

test('a long text of two words that stand near each other all over is explained at once', () => {
  const query = read('aap NEAR/3 noot')
  const text = 'aap noot '.repeat(20_000)
  const { spans } = query ? explain(query, { title: '', text }, dutchRoot) : { spans: [] }
  expect(spans).toHaveLength(40_000)
})
