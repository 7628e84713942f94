import type { Db } from '#db'
import type { Clock } from '#platform/clock'
import { parseRetryAfter } from '#platform/fetch'
import { findClosedPlatform } from '../decency/closed-platform.ts'
import { isSignInPage } from '../decency/sign-in-page.ts'
import { mayRead } from '../hosts/read-host.ts'
import type { FeedWeb } from '../sources/find-feed.ts'
import { problemOf } from '../sources/source-problem.ts'
import type { PageProblem, ReadPage } from './page-outcome.ts'
import { barsByHeader, reservesByHeader } from './page-wishes.ts'

export type FetchPageOutcome =
  | { kind: 'page'; page: ReadPage; address: string }
  | { kind: 'unusable'; problem: PageProblem; isTransient: boolean; retryAfter?: Date | undefined }

const PAGE_ACCEPT = 'text/html, application/xhtml+xml, */*;q=0.1'

/**
 * Fetches one page of the web and reads it, as far as its site allows: robots.txt, `noindex`, `#nobot`, a reservation against text and data
 * mining, a till, and what is shown to whoever
 * signs in are refusals, and none of them is got round.
 */
export async function fetchPage(
  db: Db,
  web: FeedWeb,
  { address, clock }: { address: string; clock: Clock },
): Promise<FetchPageOutcome> {
  const barred = await findBar(db, web, { address, clock })
  if (barred) return barred
  const answer = await web.fetcher({ url: address, accept: PAGE_ACCEPT })
  if (answer.kind === 'not-modified') throw new Error('a page that is asked for whole does not stay the same')
  if (answer.kind === 'refused') return unusable(problemOf(answer))
  if (answer.kind === 'failed') {
    const { transient, retryAfter } = answer
    const until = retryAfter === undefined ? undefined : parseRetryAfter(retryAfter, clock.now())
    return { kind: 'unusable', problem: problemOf(answer), isTransient: transient, retryAfter: until }
  }
  const { url, headers, body } = answer
  const barredThere = url === address ? undefined : await findBar(db, web, { address: url, clock })
  if (barredThere) return barredThere
  if (isSignInPage(address, answer)) return unusable('behind-sign-in')
  if (barsByHeader(headers['x-robots-tag'])) return unusable('page-noindex')
  if (reservesByHeader(headers['tdm-reservation'])) return unusable('page-reserved')
  const read = await web.reader.readPage({ bytes: body, url, contentType: headers['content-type'] ?? '' })
  return read.kind === 'page' ? { kind: 'page', page: read.page, address: url } : unusable(read.reason)
}

async function findBar(
  db: Db,
  web: FeedWeb,
  page: { address: string; clock: Clock },
): Promise<FetchPageOutcome | undefined> {
  const platform = findClosedPlatform(page.address)
  if (platform !== undefined) return unusable(`closed-${platform}`)
  const may = await mayRead(db, web.fetcher, page)
  if (may.kind === 'allowed') return undefined
  return may.kind === 'barred' ? unusable('page-robots') : { ...may, kind: 'unusable' }
}

function unusable(problem: PageProblem): FetchPageOutcome {
  return { kind: 'unusable', problem, isTransient: false }
}
