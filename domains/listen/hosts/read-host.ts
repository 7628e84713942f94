import type { Db } from '#db'
import type { Clock } from '#platform/clock'
import type { Fetcher } from '#platform/fetch'
import { type Robots, readRobots } from './robots.ts'

/** No pause that a site asks for is longer than this: each of its sources would be read once in days. */
const LONGEST_DELAY = 60 * 60
/** Nor is any shorter: whatever a site allows, it is asked once a second. */
const SHORTEST_DELAY = 1

export type ReadHostOutcome =
  | { kind: 'read'; crawlDelay: number | null; wishes: SiteWishes }
  | { kind: 'gone' }
  | { kind: 'unknown'; wishes: SiteWishes }

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
  return readSite(db, fetcher, { ...source, clock })
}

/** Which paths of a site may be read. */
export type SiteWishes = Pick<Robots, 'rules'>

/**
 * Asks a site how programs should behave there, whether or not a source is there.
 * @param site  its host, and an address there
 * @returns what it said, too; where it cannot be read now, nothing may be looked at
 */
export async function readSite(
  db: Db,
  fetcher: Fetcher,
  { host, address, clock }: { host: string; address: string; clock: Clock },
): Promise<Exclude<ReadHostOutcome, { kind: 'gone' }>> {
  const robots = await fetchRobots(fetcher, new URL('/robots.txt', address).href)
  const delay = robots?.crawlDelay
  const crawl_delay = delay === undefined ? null : Math.min(Math.max(delay, SHORTEST_DELAY), LONGEST_DELAY)
  const read = robots ? { crawl_delay, rules: JSON.stringify(robots.rules) } : {}
  const said = { robots_at: clock.now(), ...read }
  await db
    .insertInto('source_site')
    .values({ host, rules: JSON.stringify(NOT_KNOWN.rules), ...said })
    .onConflict((conflict) => conflict.column('host').doUpdateSet(said))
    .execute()
  return robots
    ? { kind: 'read', crawlDelay: crawl_delay, wishes: robots }
    : { kind: 'unknown', wishes: NOT_KNOWN }
}

/** RFC 9309 §2.3.1.4: a site that does not answer allows nothing. */
const NOT_KNOWN: SiteWishes = { rules: [{ allow: false, path: '/' }] }

const NOTHING: Robots = { rules: [], crawlDelay: undefined, sitemaps: [] }

/** Undefined where the site does not answer, or answers that it is out of order (RFC 9309 §2.3.1). */
async function fetchRobots(fetcher: Fetcher, url: string): Promise<Robots | undefined> {
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
