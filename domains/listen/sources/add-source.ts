import type { Db, Tx } from '#db'
import type { Clock } from '#platform/clock'
import { newId } from '#platform/db'
import { recordEvent } from '#platform/events'
import { addJob } from '#platform/jobs'
import { canonicalAddress } from '../feeds/canonical-address.ts'
import { sourceAdded } from '../listen.events.ts'
import { understandRawJob } from '../listen.jobs.ts'
import { type FeedWeb, type FoundFeed, findFeed } from './find-feed.ts'
import { nextFetch } from './next-fetch.ts'
import { countFetch, cursorOf, hashBody, insertRaw } from './source.store.ts'
import type { NewSource } from './source.ts'
import type { SourceProblem } from './source-problem.ts'

export type AddSourceOutcome =
  | { kind: 'added'; sourceId: string; title: string; address: string }
  | { kind: 'already-added'; sourceId: string; title: string }
  | { kind: 'unusable'; problem: SourceProblem }

/** A source as it is asked for, and by whom. */
type AddedSource = NewSource & { by: string; clock: Clock }

/**
 * Starts listening to a feed, or to the feed or sitemap of news that a page or its site points to.
 * It is fetched at once, so that whoever adds it sees whether it works; its posts follow within seconds.
 * @param andThen  what is kept of the outcome, in the same transaction
 */
export async function addSource(
  db: Db,
  web: FeedWeb,
  source: AddedSource,
  andThen: (tx: Tx, outcome: AddSourceOutcome) => Promise<void> = async () => {},
): Promise<AddSourceOutcome> {
  const found = await findFeed(web, source.address, source.clock)
  return db.transaction().execute(async (tx) => {
    const outcome = found.kind === 'found' ? await insertSource(tx, source, found) : found
    await andThen(tx, outcome)
    return outcome
  })
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
  const cost = { unchanged: 0, failed: 0, bytes: file.body.byteLength }
  await countFetch(tx, inserted.id, { now, ...cost })
  const contentType = file.headers['content-type'] ?? ''
  const { link } = file.headers
  const raw = { url: file.url, contentType, link, body: file.body, fetchedAt: now }
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
