/**
 * How fast posts are held against watches on one core: finding words, folding and stemming them included. One JSON line a case.
 * `node bench/watches.ts --words /usr/share/dict/dutch` (Debian's wdutch; without it with made-up words). The posts are gone through twice: in
 * the first round every word is met for the first time, as after a start. Watches of each case are compiled from their text. The peer is the plain
 * reading that the matcher is tested against, on as much as takes it a few seconds.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { dutchRoot } from '#cores/text'
import { explain, Matcher, type Query, readQuery } from '#cores/watch'
import { describeMachine } from './machine.ts'
import { words as madeUp } from './search-words.ts'

const { values } = parseArgs({
  options: {
    words: { type: 'string' },
    posts: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '7' },
  },
})
const POSTS = Number(values.posts)
const POSTS_AT_ONCE = 1024
const VOCABULARY = 150_000
/** Zipf and Mandelbrot: how often the word of a rank is drawn. */
const SHIFT = 2.7
const EXPONENT = 1.07

let seed = Number(values.seed)
/** Between 0 and 1 (Park and Miller). */
function draw(): number {
  seed = (seed * 48_271) % 2_147_483_647
  return seed / 2_147_483_647
}

const vocabulary = listWords()
const cumulative = vocabulary.map((_, rank) => 1 / (rank + SHIFT) ** EXPONENT)
for (let rank = 1; rank < cumulative.length; rank++)
  cumulative[rank] = (cumulative[rank] ?? 0) + (cumulative[rank - 1] ?? 0)
const total = cumulative.at(-1) ?? 0

function listWords(): string[] {
  if (values.words === undefined) return madeUp
  const listed = readFileSync(values.words, 'utf8').toLowerCase().split('\n')
  const unique = [...new Set(listed.filter((word) => /^\p{L}{2,18}$/u.test(word)))]
  for (let at = unique.length - 1; at > 0; at--) {
    const other = Math.floor(draw() * (at + 1))
    ;[unique[at], unique[other]] = [unique[other] ?? '', unique[at] ?? '']
  }
  return unique.slice(0, VOCABULARY)
}

function drawWord(): string {
  const wanted = draw() * total
  let [low, high] = [0, cumulative.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((cumulative[middle] ?? 0) < wanted) low = middle + 1
    else high = middle
  }
  return vocabulary[low] ?? ''
}

/** About 220 words in the middle, log-normal. */
function drawPost(): string {
  const normal = Math.sqrt(-2 * Math.log(draw())) * Math.cos(2 * Math.PI * draw())
  const length = Math.max(20, Math.round(220 * Math.exp(0.7 * normal)))
  return Array.from({ length }, drawWord).join(' ')
}

/** A word of a rank above the lowest, the rarer the more often. */
function rare(lowest: number): string {
  const rank = Math.exp(Math.log(lowest) + draw() * (Math.log(vocabulary.length - 1) - Math.log(lowest)))
  return vocabulary[Math.floor(rank)] ?? ''
}

const someOf = (many: number, lowest: number) =>
  `(${Array.from({ length: many }, () => rare(lowest)).join(' OR ')})`
const between = (from: number, to: number) => from + Math.floor(draw() * (to - from + 1))

type Ranks = { uncommon: number; common: number }

/** Two words, a phrase, a choice and another choice that may leave something out, a phrase and a choice. */
function drawWatch({ uncommon, common }: Ranks): string {
  const kind = draw()
  const phrase = () => `"${rare(common)} ${rare(common)}"`
  if (kind < 0.35) return `${rare(uncommon)} AND ${rare(uncommon)}`
  if (kind < 0.55) return phrase()
  if (kind >= 0.9) return `${phrase()} AND ${someOf(4, uncommon)}`
  const both = `${someOf(between(2, 8), uncommon)} AND ${someOf(between(2, 6), common)}`
  return draw() < 0.5 ? `${both} AND NOT ${rare(common)}` : both
}

/** A tenth with NEAR, a tenth with parts of words, a tenth with fields. */
function drawMixed(ranks: Ranks): string {
  const kind = draw()
  if (kind < 0.1) return `${rare(ranks.uncommon)} NEAR/5 ${rare(ranks.common)}`
  if (kind < 0.2) return `${rare(ranks.uncommon).slice(0, 8).padEnd(3, 'x')}* AND ${rare(ranks.common)}`
  if (kind < 0.3) return `text:${rare(ranks.uncommon)} AND text:${someOf(3, ranks.common)}`
  return drawWatch(ranks)
}

const selective = { uncommon: 3000, common: 1500 }
const cases = {
  '10,000': { many: 10_000, ranks: selective, draw: drawWatch },
  '10,000 with NEAR, parts of words and fields': { many: 10_000, ranks: selective, draw: drawMixed },
  '100,000 selective': { many: 100_000, ranks: selective, draw: drawWatch },
  '100,000 dense': { many: 100_000, ranks: { uncommon: 200, common: 60 }, draw: drawWatch },
}

function read(text: string): Query {
  const outcome = readQuery(text)
  if (outcome.kind === 'read') return outcome.query
  throw new Error(`${text}: ${outcome.fault.kind}`)
}

const secondsSince = (began: number) => (performance.now() - began) / 1000

function matchAll(matcher: Matcher, texts: readonly string[]) {
  let matches = 0
  const began = performance.now()
  for (let at = 0; at < texts.length; at += POSTS_AT_ONCE) {
    const posts = texts.slice(at, at + POSTS_AT_ONCE).map((text) => ({ title: '', text }))
    matcher.match(posts, () => {
      matches += 1
    })
  }
  return { matches, perSecond: Math.round(texts.length / secondsSince(began)) }
}

/** How long it takes to add one watch where all others are there and posts came by, in ms. */
function measureAdding(
  matcher: Matcher,
  texts: readonly string[],
  { many, ranks, draw: next }: (typeof cases)['10,000'],
) {
  const times = Array.from({ length: 500 }, (_, at) => {
    const text = next(ranks)
    const began = performance.now()
    matcher.add(many + at, read(text))
    return performance.now() - began
  }).sort((a, b) => a - b)
  matchAll(matcher, texts.slice(0, 64))
  return { p50: round(times[250] ?? 0), p99: round(times[495] ?? 0) }
}

/** Posts a second of the plain reading, each watch by itself. */
function measurePeer(watches: readonly string[], texts: readonly string[]): number {
  const queries = watches.slice(0, 200).map(read)
  const began = performance.now()
  let posts = 0
  for (const text of texts.slice(0, 20)) {
    for (const query of queries) explain(query, { title: '', text }, dutchRoot)
    posts += 1
    if (secondsSince(began) > 5) break
  }
  return round((posts * queries.length) / secondsSince(began) / watches.length)
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

const texts = Array.from({ length: POSTS }, drawPost)
for (const [name, one] of Object.entries(cases)) {
  const watches = Array.from({ length: one.many }, () => one.draw(one.ranks))
  const matcher = new Matcher(dutchRoot)
  const began = performance.now()
  for (const [at, text] of watches.entries()) matcher.add(at, read(text))
  const compileMs = Math.round(1000 * secondsSince(began))
  const [first, second] = [matchAll(matcher, texts), matchAll(matcher, texts)]
  console.log(
    JSON.stringify({
      ...{
        bench: 'watches',
        case: name,
        posts: POSTS,
        words: vocabulary.length,
        compileMs,
        matches: first.matches,
      },
      postsPerSecond: { firstMet: first.perSecond, known: second.perSecond },
      ...{ addMs: measureAdding(matcher, texts, one), plainPostsPerSecond: measurePeer(watches, texts) },
      ...{ peakRssMb: Math.round(process.resourceUsage().maxRSS / 1024), machine: describeMachine() },
    }),
  )
}
