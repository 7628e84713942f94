import type { NotNull } from 'kysely'
import type { Db, Tx } from '#db'
import type { Clock } from '#platform/clock'
import { type Fetcher, type FetchOutcome, parseRetryAfter } from '#platform/fetch'
import { addJob } from '#platform/jobs'
import { findClosedPlatform } from '../decency/closed-platform.ts'
import { isSignInPage } from '../decency/sign-in-page.ts'
import { understandRawJob } from '../listen.jobs.ts'
import { nextFetch } from './next-fetch.ts'
import {
  countFetch,
  cursorOf,
  hashBody,
  insertRaw,
  listPublished,
  lockSource,
  markFailed,
  markGood,
  moveSource,
  silenceHost,
} from './source.store.ts'
import { FEED_ACCEPT, type Source } from './source.ts'
import { problemOf, type SourceProblem } from './source-problem.ts'

export type FetchSourceOutcome =
  | { kind: 'news'; rawId: string }
  | { kind: 'no-news' }
  | { kind: 'failed'; problem: SourceProblem }
  | { kind: 'not-due' }
  | { kind: 'not-listened-to' }

/** Posts that the rate of a source is learnt from. */
const REMEMBERED_POSTS = 20

/**
 * Asks a source for news. A file that is new is kept as it came, in the transaction that moves the cursor past it;
 * what it says is understood afterwards.
 */
export async function fetchSource(
  db: Db,
  fetcher: Fetcher,
  { sourceId, clock }: { sourceId: string; clock: Clock },
): Promise<FetchSourceOutcome> {
  const source = await db
    .selectFrom('source')
    .selectAll()
    .where('id', '=', sourceId)
    .where('kind', '=', 'feed')
    .where('stopped_at', 'is', null)
    .$narrowType<{ address: NotNull; next_fetch_at: NotNull }>()
    .executeTakeFirst()
  if (!source) return { kind: 'not-listened-to' }
  if (source.next_fetch_at > clock.now()) return { kind: 'not-due' }
  const answer = await fetcher({
    url: source.address,
    accept: FEED_ACCEPT,
    ...(source.etag === null ? {} : { etag: source.etag }),
    ...(source.last_modified === null ? {} : { lastModified: source.last_modified }),
  })
  return db.transaction().execute(async (tx): Promise<FetchSourceOutcome> => {
    const locked = await lockSource(tx, sourceId)
    return locked ? settle(tx, locked, answer, clock.now()) : { kind: 'not-listened-to' }
  })
}

/** What a request cost: a body that came was paid for, whether or not it was new. */
function costOf(answer: FetchOutcome) {
  return {
    unchanged: answer.kind === 'not-modified' ? 1 : 0,
    failed: answer.kind === 'failed' || answer.kind === 'refused' ? 1 : 0,
    bytes: answer.kind === 'fetched' ? answer.body.byteLength : 0,
  }
}

async function settle(tx: Tx, source: Source, answer: FetchOutcome, now: Date): Promise<FetchSourceOutcome> {
  await countFetch(tx, source.id, { now, ...costOf(answer) })
  if (answer.kind === 'refused') return fail(tx, source, { problem: problemOf(answer), now })
  if (answer.kind === 'failed') {
    const problem = problemOf(answer)
    const retryAfter = answer.retryAfter === undefined ? undefined : parseRetryAfter(answer.retryAfter, now)
    return fail(tx, source, { problem, now, retryAfter })
  }
  if (answer.kind === 'not-modified') {
    const { etag, last_modified } = cursorOf(answer.headers)
    const cursor = { etag: etag ?? source.etag, last_modified: last_modified ?? source.last_modified }
    return settleUnchanged(tx, source, answer, cursor, now)
  }
  const closed = closedBehind(source.address ?? answer.url, answer)
  if (closed) return fail(tx, source, { problem: closed, now })
  if (answer.movedTo !== undefined) await moveSource(tx, source.id, answer.movedTo)
  const hash = hashBody(answer.body)
  const cursor = { ...cursorOf(answer.headers), body_hash: hash }
  if (hash === source.body_hash) return settleUnchanged(tx, source, answer, cursor, now)
  await moveCursor(tx, source, answer, cursor, now)
  const contentType = answer.headers['content-type'] ?? ''
  const rawId = await insertRaw(tx, source.id, {
    url: answer.url,
    contentType,
    link: answer.headers.link,
    body: answer.body,
    fetchedAt: now,
  })
  await addJob(tx, understandRawJob, { rawId }, { key: `listen-understand-${rawId}` })
  return { kind: 'news', rawId }
}

/** What was public when it was added may be so no longer: then nothing of it is kept. */
function closedBehind(
  asked: string,
  answer: Extract<FetchOutcome, { kind: 'fetched' }>,
): SourceProblem | undefined {
  const platform = findClosedPlatform(answer.url)
  if (platform !== undefined) return `closed-${platform}`
  return isSignInPage(asked, answer) ? 'behind-sign-in' : undefined
}

type Answered = Extract<FetchOutcome, { headers: unknown }>
type Cursor = { etag: string | null; last_modified: string | null; body_hash?: string }

async function settleUnchanged(
  tx: Tx,
  source: Source,
  answer: Answered,
  cursor: Cursor,
  now: Date,
): Promise<FetchSourceOutcome> {
  await moveCursor(tx, source, answer, cursor, now)
  await markGood(tx, source.id, now)
  return { kind: 'no-news' }
}

async function moveCursor(
  tx: Tx,
  source: Source,
  { headers }: Answered,
  cursor: Cursor,
  now: Date,
): Promise<void> {
  const published = await listPublished(tx, source.id, REMEMBERED_POSTS)
  const next = nextFetch({ now, published, headers, ttlMinutes: source.ttl_minutes ?? undefined })
  await tx
    .updateTable('source')
    .set({ ...cursor, last_tried_at: now, next_fetch_at: next })
    .where('id', '=', source.id)
    .execute()
}

async function fail(
  tx: Tx,
  source: Source,
  failure: { problem: SourceProblem; now: Date; retryAfter?: Date | undefined },
): Promise<FetchSourceOutcome> {
  await markFailed(tx, source, failure)
  if (failure.retryAfter && source.host) await silenceHost(tx, source.host, failure.retryAfter)
  return { kind: 'failed', problem: failure.problem }
}
