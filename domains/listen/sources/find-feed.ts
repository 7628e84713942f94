import type { Clock } from '#platform/clock'
import type { Fetcher, FetchOutcome } from '#platform/fetch'
import { findClosedPlatform } from '../decency/closed-platform.ts'
import { isSignInPage } from '../decency/sign-in-page.ts'
import type { FeedReader } from '../feeds/feed-reader.ts'
import type { ParsedFeed } from '../feeds/parsed-feed.ts'
import type { FeedSource } from '../feeds/read-feed.ts'
import { newsFirst } from '../feeds/sitemap.ts'
import { isAllowed, readRobots } from '../hosts/robots.ts'
import { FEED_ACCEPT } from './source.ts'
import { problemOf, type SourceProblem } from './source-problem.ts'

/** How the web is asked, and how what it answers is understood. */
export interface FeedWeb {
  readonly fetcher: Fetcher
  readonly reader: FeedReader
}

type Fetched = Extract<FetchOutcome, { kind: 'fetched' }>

export interface FoundFeed {
  readonly kind: 'found'
  readonly file: Fetched
  readonly feed: ParsedFeed
}

export type FindOutcome = FoundFeed | { kind: 'unusable'; problem: SourceProblem }

/** Addresses that are tried of those that a page, a site or an index of sitemaps points to. */
const TRIED = 3
/** Whoever waits for the page does so no longer; what was begun ends by its own limit. */
const LONGEST_SEARCH_MS = 40_000

/** Whether there is time to try one more. */
type MayGoOn = () => boolean

/**
 * The feed at an address; else the one that the page there points to; else a sitemap with news that the site's robots.txt names. What
 * was asked for is fetched; what we look for beyond it, only as robots.txt allows.
 */
export async function findFeed(web: FeedWeb, address: string, clock: Clock): Promise<FindOutcome> {
  const start = clock.now().getTime()
  const mayGoOn = () => clock.now().getTime() - start < LONGEST_SEARCH_MS
  const first = await tryFeed(web, address)
  if (first.kind !== 'points') return first
  const pointed = await web.reader.discover(textOf(first.file))
  const found = await tryEach(web, pointed, mayGoOn)
  if (found) return found
  const isPage = first.problem === 'not-a-feed-html'
  const ofSite = isPage && mayGoOn() ? await findSitemap(web, first.file.url, mayGoOn) : undefined
  return ofSite ?? { kind: 'unusable', problem: first.problem }
}

async function tryEach(
  web: FeedWeb,
  addresses: readonly string[],
  mayGoOn: MayGoOn,
  isIndexFollowed = false,
): Promise<FoundFeed | undefined> {
  for (const address of addresses.slice(0, TRIED)) {
    if (!mayGoOn()) return undefined
    const tried = await tryFeed(web, address)
    if (tried.kind === 'found') return tried
    if (tried.kind !== 'points' || !isIndexFollowed || tried.problem === 'not-a-feed-html') continue
    const found = await tryEach(web, await web.reader.discover(textOf(tried.file)), mayGoOn)
    if (found) return found
  }
  return undefined
}

async function findSitemap(web: FeedWeb, page: string, mayGoOn: MayGoOn): Promise<FoundFeed | undefined> {
  const url = new URL('/robots.txt', page).href
  const file = await web.fetcher({ url, accept: 'text/plain, */*;q=0.5' })
  if (file.kind !== 'fetched') return undefined
  const robots = readRobots(file.body, file.url)
  const allowed = robots.sitemaps.filter((address) => isAllowed(robots, address))
  return tryEach(web, newsFirst(allowed), mayGoOn, true)
}

/** `points`: no feed, but it may point to one. */
type TryOutcome = FindOutcome | { kind: 'points'; file: Fetched; problem: SourceProblem }

async function tryFeed({ fetcher, reader }: FeedWeb, address: string): Promise<TryOutcome> {
  const closed = closedAt(address)
  if (closed) return closed
  const file = await fetcher({ url: address, accept: FEED_ACCEPT })
  if (file.kind === 'refused' || file.kind === 'failed') return { kind: 'unusable', problem: problemOf(file) }
  // No conditions were given, so this answer means that the server is confused.
  if (file.kind === 'not-modified') return { kind: 'unusable', problem: 'status-304' }
  const closedBehind = closedAt(file.url)
  if (closedBehind) return closedBehind
  const read = await reader.read(textOf(file))
  if (read.kind === 'feed') return { kind: 'found', file, feed: read.feed }
  if (isSignInPage(address, file)) return { kind: 'unusable', problem: 'behind-sign-in' }
  const problem: SourceProblem = `not-a-feed-${read.reason}`
  const points = read.reason === 'html' || read.reason === 'sitemap-index'
  return points ? { kind: 'points', file, problem } : { kind: 'unusable', problem }
}

function closedAt(address: string): Extract<FindOutcome, { kind: 'unusable' }> | undefined {
  const platform = findClosedPlatform(address)
  return platform === undefined ? undefined : { kind: 'unusable', problem: `closed-${platform}` }
}

function textOf({ body, url, headers }: Fetched): FeedSource {
  return { bytes: body, url, contentType: headers['content-type'] ?? '' }
}
