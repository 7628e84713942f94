import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { findFeedReading, findWatchFeed, writeAtom } from '#domains/listen'
import { isOnceKey } from '#platform/once'
import { guessCode, guessLimits, limits, todayHere, type Web, type WebContext } from '#web/http'
import { readId } from './desk/ids.ts'
import { feedOf } from './watch-feed.ts'

/** What watches found, for the feed readers of colleagues. Who has no key, or one that ended, hears the same. */
export const watchFeedRoutes = new Hono<Web>()

/** The address holds a key: it leaks by no link, and is found by nobody. */
const HEADERS = { 'Referrer-Policy': 'no-referrer', 'X-Robots-Tag': 'noindex' }

const nothingHere = () =>
  new Response('Not found', { status: 404, headers: { ...HEADERS, 'Cache-Control': 'no-store' } })

const tooMuch = (seconds: number) =>
  new Response('Too many requests', {
    status: 429,
    headers: { ...HEADERS, 'Cache-Control': 'no-store', 'Retry-After': String(seconds) },
  })

watchFeedRoutes.get('/watch-feed/:key', (c) => answer(c, undefined))

watchFeedRoutes.get('/watch-feed/:key/:watch', async (c) => {
  const watchId = readId(c.req.param('watch'))
  return watchId === undefined ? nothingHere() : answer(c, watchId)
})

async function answer(c: WebContext, watchId: string | undefined): Promise<Response> {
  const key = c.req.param('key') ?? ''
  if (!isOnceKey(key)) return nothingHere()
  const { db, limits: counters } = c.var.services
  const guessed = await guessCode(c, guessLimits.watchFeed, {
    at: 'all',
    attempt: () => findFeedReading(db, key, todayHere(c)),
    isRight: ({ kind }) => kind !== 'unknown',
  })
  if (guessed.kind === 'limited') return tooMuch(guessed.retryAfterSeconds)
  const reading = guessed.answer
  if (reading.kind !== 'reader') return nothingHere()
  const counted = await counters.count(limits.watchFeed, reading.accountId)
  if (counted.kind === 'limited') return tooMuch(counted.retryAfterSeconds)
  const request = { accountId: reading.accountId, watchId, after: c.req.query('after') }
  const found = await findWatchFeed(db, request)
  if (!found) return nothingHere()
  const feed = await feedOf(c, { reading, key, ...request, found })
  return sendFeed(c, writeAtom(feed), feed.updatedAt)
}

/** The hash of what is said wins over the time: what a colleague found not relevant leaves no trace in that. */
function sendFeed(c: WebContext, text: string, updatedAt: Date): Response {
  const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
  const modified = new Date(Math.floor(updatedAt.getTime() / 1000) * 1000)
  const headers = {
    ...HEADERS,
    'Cache-Control': 'private, no-cache',
    ETag: etag,
    'Last-Modified': modified.toUTCString(),
  }
  const known = c.req.header('if-none-match')
  const since = Date.parse(c.req.header('if-modified-since') ?? '')
  const isKnown =
    known === undefined ? modified.getTime() <= since : known === '*' || tagsOf(known).includes(etag)
  if (isKnown) return new Response(null, { status: 304, headers })
  return new Response(text, {
    headers: { ...headers, 'Content-Type': 'application/atom+xml; charset=utf-8' },
  })
}

/** A cache between may have made a tag weak: for reading again that is the same. */
function tagsOf(header: string): string[] {
  return header.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
}
