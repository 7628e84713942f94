import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { Matcher, type Placed, type Query, spell } from '#cores/watch'
import type { Db } from '#db'
import { dateIn } from '#platform/clock'
import { selectWritten, type WrittenPost } from '../posts/written-post.ts'
import { listRelatives, type Relatives } from './relatives.ts'
import { asMatched, type StemLanguage, stemLanguageOf, stemmers } from './watch-query.ts'

/** How many posts, and how far that may be off (95 %); 0 where every post was looked at. */
export type Estimate = { count: number; error: number }

/** What a query would have found among the posts that are there. */
export type WatchTrial = {
  /** Posts whose text is there. */
  all: number
  /** Those that were looked at: all, or a part of them taken at random. */
  looked: number
  found: Estimate
  /** By the week in which they were published, from the oldest; Mondays. */
  weeks: { from: string; count: number }[]
  /** Of those that were found or lost: the newest, of whatever was looked at. */
  newest: TriedPost[]
  /** Of those that were found, in how many a term stands, and in how many no other term does. */
  terms: { term: string; posts: Estimate; alone: Estimate }[]
  /** What would be other than with the query that the watch has now. */
  change: { gained: Estimate; lost: Estimate } | undefined
  relatives: Relatives[]
}

export type TriedPost = WrittenPost & {
  /** Beside what the watch finds now. */
  change: 'gained' | 'lost' | undefined
}

export type TrialRequest = { query: Query; before?: Query | undefined; now: Date; timeZone: string }

/** So many are looked at in a request, in which pages are served in between. */
const MOST_LOOKED_AT = 4000
const NEWEST_LOOKED_AT = 500
const SHOWN = 10
const AT_ONCE = 250
/** Of a text; what stands further on is not looked at in a trial. */
const TRIED_TEXT = 20_000
/** Text is kept for ninety days. */
const WEEKS = 13
const MOST_TERMS = 40

/**
 * Tries a query on the posts that are there: on all of them, or where there are more than four thousand on a random part, always the same one, and on
 * the newest. What is told of all is then an estimate, with its error.
 */
export async function tryQuery(db: Db, request: TrialRequest): Promise<WatchTrial> {
  const [all, sample, newest] = await Promise.all([
    countPosts(db),
    selectSample(db).execute(),
    selectTried(db)
      .orderBy('post.published_at', 'desc')
      .orderBy('post.id', 'desc')
      .limit(NEWEST_LOOKED_AT)
      .execute(),
  ])
  const tried = new Trial(request)
  const hits = await tried.hitsIn(sample)
  const isAll = sample.length >= all
  const rest = isAll ? [] : await tried.hitsIn(newest)
  const size = { all: Math.max(all, sample.length), looked: sample.length }
  return {
    ...size,
    ...summarise(hits, size, request),
    newest: newestOf([...hits, ...rest], request.before !== undefined),
    terms: tried.countTerms(hits, size),
    relatives: await listRelatives(tried.words, sample),
  }
}

async function countPosts(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('post')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('text_removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** The posts that are looked at where there are too many: always the same ones. */
export function selectSample(db: Db) {
  return selectTried(db).orderBy(sql`pg_catalog.uuid_hash(post.id)`).limit(MOST_LOOKED_AT)
}

function selectTried(db: Db) {
  return selectWritten(db)
    .clearSelect()
    .select(['post.id', 'post.title', 'post.published_at as publishedAt', 'post.url', 'post.language'])
    .select(['source.title as source', sql<string>`left(post.body, ${TRIED_TEXT})`.as('body')])
}

/** A post in which something was found: by the query, by the one before, and by which terms. */
type Hit = { post: WrittenPost; isFound: boolean; wasFound: boolean; terms: number[] }

const QUERY = 0
const BEFORE = 1
const FIRST_TERM = 2

class Trial {
  readonly #request: TrialRequest
  readonly #terms: Placed[]
  readonly #matchers = new Map<StemLanguage, Matcher>()

  constructor(request: TrialRequest) {
    this.#request = request
    this.#terms = listTerms(request.query)
  }

  /** The single words that are asked for, whole. */
  get words(): string[] {
    return this.#terms.flatMap((term) => (term.kind === 'word' && term.open === 'no' ? [term.word] : []))
  }

  async hitsIn(posts: readonly WrittenPost[]): Promise<Hit[]> {
    const hits: Hit[] = []
    for (const [language, written] of Map.groupBy(posts, (post) => stemLanguageOf(post.language)))
      for (let at = 0; at < written.length; at += AT_ONCE) {
        await nextTurn()
        hits.push(...this.#match(language, written.slice(at, at + AT_ONCE)))
      }
    return hits
  }

  #match(language: StemLanguage, posts: readonly WrittenPost[]): Hit[] {
    const hits = posts.map((post): Hit => ({ post, isFound: false, wasFound: false, terms: [] }))
    this.#matcherOf(language).match(posts.map(asMatched), (at, number) => {
      const hit = hits[at]
      if (!hit) return
      if (number === QUERY) hit.isFound = true
      else if (number === BEFORE) hit.wasFound = true
      else hit.terms.push(number - FIRST_TERM)
    })
    return hits.filter(({ isFound, wasFound }) => isFound || wasFound)
  }

  #matcherOf(language: StemLanguage): Matcher {
    const known = this.#matchers.get(language)
    if (known) return known
    const matcher = new Matcher(stemmers[language])
    const { query, before } = this.#request
    matcher.add(QUERY, query)
    if (before) matcher.add(BEFORE, before)
    for (const [at, term] of this.#terms.entries()) matcher.add(FIRST_TERM + at, term)
    this.#matchers.set(language, matcher)
    return matcher
  }

  countTerms(hits: readonly Hit[], size: Size): WatchTrial['terms'] {
    const found = hits.filter(({ isFound }) => isFound)
    return this.#terms
      .map((term, at) => {
        const withTerm = found.filter(({ terms }) => terms.includes(at))
        const alone = withTerm.filter(({ terms }) => terms.length === 1)
        return {
          term: spell(term),
          posts: estimate(withTerm.length, size),
          alone: estimate(alone.length, size),
        }
      })
      .sort((a, b) => b.posts.count - a.posts.count)
  }
}

/** Words and phrases that have to be there or may be, once each. */
function listTerms(query: Query): Placed[] {
  const terms = new Map<string, Placed>()
  const collect = (one: Query): void => {
    if (one.kind === 'all' || one.kind === 'any') one.of.forEach(collect)
    else if (one.kind === 'near')
      for (const placed of [...one.left, ...one.right]) terms.set(spell(placed), placed)
    else if (one.kind === 'word' || one.kind === 'phrase') terms.set(spell(one), one)
  }
  collect(query)
  return [...terms.values()].slice(0, MOST_TERMS)
}

type Size = { all: number; looked: number }

function summarise(hits: readonly Hit[], size: Size, { before, now, timeZone }: TrialRequest) {
  const found = hits.filter(({ isFound }) => isFound)
  const gained = found.filter(({ wasFound }) => !wasFound).length
  const lost = hits.length - found.length
  return {
    found: estimate(found.length, size),
    weeks: countWeeks(
      found.map(({ post }) => dateIn(timeZone, post.publishedAt)),
      { size, today: dateIn(timeZone, now) },
    ),
    change: before && { gained: estimate(gained, size), lost: estimate(lost, size) },
  }
}

/** By the normal approximation with the finite population's correction; where nothing was found, by the rule of three. */
export function estimate(counted: number, { all, looked }: Size): Estimate {
  if (looked >= all || looked === 0) return { count: counted, error: 0 }
  const share = counted / looked
  const correction = Math.sqrt((all - looked) / (all - 1))
  const off = counted === 0 ? 3 / looked : 1.96 * Math.sqrt((share * (1 - share)) / looked) * correction
  return { count: Math.round(share * all), error: Math.ceil(off * all) }
}

const DAY_MS = 24 * 60 * 60 * 1000
const WEEK_MS = 7 * DAY_MS

function countWeeks(
  dates: readonly string[],
  { size, today }: { size: Size; today: string },
): WatchTrial['weeks'] {
  const last = mondayOf(today)
  const starts = Array.from({ length: WEEKS }, (_, at) => last - (WEEKS - 1 - at) * WEEK_MS)
  const counts = Map.groupBy(dates, mondayOf)
  return starts.map((start) => ({
    from: new Date(start).toISOString().slice(0, 10),
    count: estimate(counts.get(start)?.length ?? 0, size).count,
  }))
}

/** The Monday of a day's week, in milliseconds. */
function mondayOf(date: string): number {
  const day = new Date(`${date}T00:00:00Z`)
  return day.getTime() - ((day.getUTCDay() + 6) % 7) * DAY_MS
}

function newestOf(hits: readonly Hit[], isChange: boolean): TriedPost[] {
  const once = new Map(hits.map((hit) => [hit.post.id, hit]))
  return [...once.values()]
    .sort((a, b) => b.post.publishedAt.getTime() - a.post.publishedAt.getTime())
    .map(({ post, isFound, wasFound }) => ({
      ...post,
      change:
        !isChange || isFound === wasFound ? undefined : isFound ? ('gained' as const) : ('lost' as const),
    }))
    .slice(0, SHOWN)
}
