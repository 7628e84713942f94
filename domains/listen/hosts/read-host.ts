import type { Db } from '#db'
import type { Clock } from '#platform/clock'
import type { Fetcher } from '#platform/fetch'
import { problemOf, type SourceProblem } from '../sources/source-problem.ts'
import { isAllowed, type Robots, type RobotsRule, readRobots } from './robots.ts'

/** No pause that a site asks for is longer than this: each of its sources would be read once in days. */
const LONGEST_DELAY = 60 * 60
/** Nor is any shorter: whatever a site allows, it is asked once a second. */
const SHORTEST_DELAY = 1

export type ReadHostOutcome =
  | { kind: 'read'; crawlDelay: number | null }
  | { kind: 'gone' }
  | { kind: 'unknown' }

/** What a site asks may change: it is read again after a day. */
export const ROBOTS_MS = 24 * 60 * 60 * 1000

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
    .select('address')
    .where('id', '=', sourceId)
    .where('stopped_at', 'is', null)
    .executeTakeFirst()
  if (!source?.address) return { kind: 'gone' }
  const asked = await askHost(db, fetcher, { address: source.address, clock })
  return asked.kind === 'read' ? { kind: 'read', crawlDelay: asked.crawlDelay } : { kind: 'unknown' }
}

export type MayReadOutcome =
  | { kind: 'allowed' }
  | { kind: 'barred' }
  /** The site does not say, and never did. */
  | { kind: 'unknown'; problem: SourceProblem; isTransient: boolean }

/** Whether a page may be read, as its site says: by what it said in the last day, else it is asked now. */
export async function mayRead(
  db: Db,
  fetcher: Fetcher,
  { address, clock }: { address: string; clock: Clock },
): Promise<MayReadOutcome> {
  const kept = await findRules(db, new URL(address).host)
  const isFresh = kept?.robotsAt && clock.now().getTime() - kept.robotsAt.getTime() < ROBOTS_MS
  if (isFresh && kept.rules) return judged(kept.rules, address)
  const asked = await askHost(db, fetcher, { address, clock })
  if (asked.kind === 'read') return judged(asked.rules, address)
  return kept?.rules ? judged(kept.rules, address) : { kind: 'unknown', ...asked.failure }
}

function judged(rules: readonly RobotsRule[], address: string): MayReadOutcome {
  return { kind: isAllowed({ rules }, address) ? 'allowed' : 'barred' }
}

async function findRules(db: Db, host: string) {
  return db
    .selectFrom('source_site')
    .select(['rules', 'robots_at as robotsAt'])
    .$narrowType<{ rules: RobotsRule[] | null }>()
    .where('host', '=', host)
    .executeTakeFirst()
}

type Failure = { problem: SourceProblem; isTransient: boolean }
type Asked =
  | { kind: 'read'; crawlDelay: number | null; rules: readonly RobotsRule[] }
  | { kind: 'unknown'; failure: Failure }

async function askHost(
  db: Db,
  fetcher: Fetcher,
  { address, clock }: { address: string; clock: Clock },
): Promise<Asked> {
  const read = await fetchRobots(fetcher, new URL('/robots.txt', address).href)
  const robots = 'problem' in read ? undefined : read
  const delay = robots?.crawlDelay
  const crawl_delay = delay === undefined ? null : Math.min(Math.max(delay, SHORTEST_DELAY), LONGEST_DELAY)
  const said = {
    robots_at: clock.now(),
    ...(robots ? { crawl_delay, rules: JSON.stringify(robots.rules) } : {}),
  }
  await db
    .insertInto('source_site')
    .values({ host: new URL(address).host, ...said })
    .onConflict((conflict) => conflict.column('host').doUpdateSet(said))
    .execute()
  return 'problem' in read
    ? { kind: 'unknown', failure: read }
    : { kind: 'read', crawlDelay: crawl_delay, rules: read.rules }
}

const NOTHING: Robots = { rules: [], crawlDelay: undefined, sitemaps: [] }

/** A failure where the site does not answer, or answers that it is out of order (RFC 9309 §2.3.1). */
async function fetchRobots(fetcher: Fetcher, url: string): Promise<Robots | Failure> {
  const file = await fetcher({ url, accept: 'text/plain, */*;q=0.5' })
  if (file.kind === 'fetched') return readRobots(file.body, file.url)
  if (file.kind === 'not-modified') return NOTHING
  if (file.kind === 'refused') return { problem: problemOf(file), isTransient: false }
  const { status, transient } = file
  const isMissing = status !== undefined && status >= 400 && status < 500 && !transient
  return isMissing ? NOTHING : { problem: problemOf(file), isTransient: transient }
}
