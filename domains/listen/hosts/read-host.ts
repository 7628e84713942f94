import type { Db } from '#db'
import type { Clock } from '#platform/clock'
import type { Fetcher } from '#platform/fetch'
import { type Robots, readRobots } from './robots.ts'

/** No pause that a site asks for is longer than this: each of its sources would be read once in days. */
const LONGEST_DELAY = 60 * 60
/** Nor is any shorter: whatever a site allows, it is asked once a second. */
const SHORTEST_DELAY = 1

export type ReadHostOutcome =
  | { kind: 'read'; crawlDelay: number | null }
  | { kind: 'gone' }
  | { kind: 'unknown' }

/**
 * Asks the site of a source how programs should behave there (robots.txt), and keeps that for a day. A site that has no such file
 * asks nothing; where it cannot be read now, what it said before holds.
 */
export async function readHost(
  db: Db,
  fetcher: Fetcher,
  { sourceId, clock }: { sourceId: string; clock: Clock },
): Promise<ReadHostOutcome> {
  const source = await db
    .selectFrom('source')
    .select(['address', 'host'])
    .where('id', '=', sourceId)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  if (!source) return { kind: 'gone' }
  const robots = await fetchRobots(fetcher, new URL('/robots.txt', source.address).href)
  const delay = robots?.crawlDelay
  const crawl_delay = delay === undefined ? null : Math.min(Math.max(delay, SHORTEST_DELAY), LONGEST_DELAY)
  const said = { robots_at: clock.now(), ...(robots ? { crawl_delay } : {}) }
  await db
    .insertInto('source_site')
    .values({ host: source.host, ...said })
    .onConflict((conflict) => conflict.column('host').doUpdateSet(said))
    .execute()
  return robots ? { kind: 'read', crawlDelay: crawl_delay } : { kind: 'unknown' }
}

const NOTHING: Robots = { rules: [], crawlDelay: undefined, sitemaps: [] }

/** Undefined where the site does not answer, or answers that it is out of order (RFC 9309 §2.3.1). */
export async function fetchRobots(fetcher: Fetcher, url: string): Promise<Robots | undefined> {
  const file = await fetcher({ url, accept: 'text/plain, */*;q=0.5' })
  if (file.kind === 'fetched') return readRobots(file.body, file.url)
  const isMissing =
    file.kind === 'failed' &&
    file.status !== undefined &&
    file.status >= 400 &&
    file.status < 500 &&
    !file.transient
  return isMissing ? NOTHING : undefined
}
