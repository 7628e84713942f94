import type { Db, Tx } from '#db'
import type { Clock } from '#platform/clock'
import { newId } from '#platform/db'
import { recordEvent } from '#platform/events'
import type { Fetcher, FetchOutcome } from '#platform/fetch'
import { addJob } from '#platform/jobs'
import { canonicalAddress } from '../feeds/canonical-address.ts'
import type { FeedReader } from '../feeds/feed-reader.ts'
import type { ParsedFeed } from '../feeds/parsed-feed.ts'
import type { FeedSource } from '../feeds/read-feed.ts'
import { sourceAdded } from '../listen.events.ts'
import { understandRawJob } from '../listen.jobs.ts'
import { nextFetch } from './next-fetch.ts'
import { cursorOf, hashBody, insertRaw } from './source.store.ts'
import { FEED_ACCEPT, type NewSource } from './source.ts'
import { problemOf, type SourceProblem } from './source-problem.ts'

export type AddSourceOutcome =
  | { kind: 'added'; sourceId: string; title: string; address: string }
  | { kind: 'already-added'; sourceId: string; title: string }
  | { kind: 'unusable'; problem: SourceProblem }

/** How the web is asked, and how what it answers is understood. */
export interface FeedWeb {
  readonly fetcher: Fetcher
  readonly reader: FeedReader
}

/** A source as it is asked for, and by whom. */
type AddedSource = NewSource & { by: string; clock: Clock }

type Fetched = Extract<FetchOutcome, { kind: 'fetched' }>

interface FoundFeed {
  readonly kind: 'found'
  readonly file: Fetched
  readonly feed: ParsedFeed
}

type FindOutcome = FoundFeed | Extract<AddSourceOutcome, { kind: 'unusable' }>

/** Feeds that a page points to and that are tried, one after the other. */
const TRIED_FEEDS = 3

/**
 * Starts listening to a feed, or to the feed that a page points to.
 * It is fetched at once, so that whoever adds it sees whether it works; its posts follow within seconds.
 * @param andThen  what is kept of the outcome, in the same transaction
 */
export async function addSource(
  db: Db,
  web: FeedWeb,
  source: AddedSource,
  andThen: (tx: Tx, outcome: AddSourceOutcome) => Promise<void> = async () => {},
): Promise<AddSourceOutcome> {
  const found = await findFeed(web, source.address)
  return db.transaction().execute(async (tx) => {
    const outcome = found.kind === 'found' ? await insertSource(tx, source, found) : found
    await andThen(tx, outcome)
    return outcome
  })
}

async function findFeed(web: FeedWeb, address: string): Promise<FindOutcome> {
  const first = await tryFeed(web, address)
  if (first.kind !== 'page') return first
  for (const candidate of (await web.reader.discover(textOf(first.file))).slice(0, TRIED_FEEDS)) {
    const found = await tryFeed(web, candidate)
    if (found.kind === 'found') return found
  }
  return { kind: 'unusable', problem: 'not-a-feed-html' }
}

async function tryFeed(
  { fetcher, reader }: FeedWeb,
  address: string,
): Promise<FindOutcome | { kind: 'page'; file: Fetched }> {
  const file = await fetcher({ url: address, accept: FEED_ACCEPT })
  if (file.kind === 'refused' || file.kind === 'failed') return { kind: 'unusable', problem: problemOf(file) }
  // No conditions were given, so this answer means that the server is confused.
  if (file.kind === 'not-modified') return { kind: 'unusable', problem: 'status-304' }
  const read = await reader.read(textOf(file))
  if (read.kind === 'feed') return { kind: 'found', file, feed: read.feed }
  if (read.reason === 'html') return { kind: 'page', file }
  return { kind: 'unusable', problem: `not-a-feed-${read.reason}` }
}

function textOf({ body, url, headers }: Fetched): FeedSource {
  return { bytes: body, url, contentType: headers['content-type'] ?? '' }
}

async function insertSource(tx: Tx, source: AddedSource, found: FoundFeed): Promise<AddSourceOutcome> {
  const { file } = found
  const now = source.clock.now()
  const row = rowOf(source, found, now)
  const afresh = { ...row, health: 'ok' as const, failures: 0, problem: null, stopped_at: null }
  const inserted = await tx
    .insertInto('source')
    .values({ id: newId(), ...row })
    .onConflict((conflict) =>
      // A source that was stopped starts again, with its new purpose.
      conflict.column('address_key').doUpdateSet(afresh).where('source.stopped_at', 'is not', null),
    )
    .returning('id')
    .executeTakeFirst()
  if (!inserted) return findAdded(tx, row.address_key)
  await recordEvent(tx, { type: sourceAdded, subject: inserted, dossierId: null, at: now })
  const contentType = file.headers['content-type'] ?? ''
  const raw = { url: file.url, contentType, body: file.body, fetchedAt: now }
  const rawId = await insertRaw(tx, inserted.id, raw)
  await addJob(tx, understandRawJob, { rawId }, { key: `listen-understand-${rawId}` })
  return { kind: 'added', sourceId: inserted.id, title: row.title, address: file.url }
}

function rowOf(source: NewSource & { by: string }, { file, feed }: FoundFeed, now: Date) {
  const published = feed.items.flatMap((item) => item.publishedAt ?? [])
  const host = new URL(file.url).host
  return {
    address: file.url,
    address_key: canonicalAddress(file.url),
    host,
    title: feed.title || host,
    home: feed.home ?? null,
    language: feed.language ?? null,
    purpose: source.purpose,
    legal_basis: source.legalBasis,
    ttl_minutes: feed.ttlMinutes ?? null,
    ...cursorOf(file.headers),
    body_hash: hashBody(file.body),
    next_fetch_at: nextFetch({ now, published, ttlMinutes: feed.ttlMinutes, headers: file.headers }),
    last_tried_at: now,
    last_good_at: now,
    added_by: source.by,
    added_at: now,
  }
}

async function findAdded(tx: Tx, key: string): Promise<AddSourceOutcome> {
  const { id, title } = await tx
    .selectFrom('source')
    .select(['id', 'title'])
    .where('address_key', '=', key)
    .executeTakeFirstOrThrow()
  return { kind: 'already-added', sourceId: id, title }
}
