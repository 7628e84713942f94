import type { Db } from '#db'
import type { Clock } from '#platform/clock'
import type { FetchOutcome } from '#platform/fetch'
import type { FeedWeb } from '../sources/find-feed.ts'
import { mayRead } from './read-host.ts'

/** What a page says; or why it was not read, with what the site answered. */
export type ReadPageOutcome =
  | { kind: 'read'; text: string; feeds: string[] }
  /** `refused`: programs may not read it; `gone`: it is there no more; `unreachable`: the site did not answer as sites do. */
  | { kind: 'unread'; why: 'refused' | 'gone' | 'unreachable'; reason: string }

/**
 * Reads a web page, once, where the robots.txt of its site allows it.
 * @returns its words and the feeds that it points to, understood in the thread of the reader
 */
export async function readPage(
  db: Db,
  web: FeedWeb,
  { address, clock }: { address: string; clock: Clock },
): Promise<ReadPageOutcome> {
  const may = await mayRead(db, web.fetcher, { address, clock })
  if (may.kind === 'unknown') return { kind: 'unread', why: 'unreachable', reason: 'robots' }
  if (may.kind === 'barred') return { kind: 'unread', why: 'refused', reason: 'robots' }
  const file = await web.fetcher({ url: address, accept: 'text/html, application/xhtml+xml, */*;q=0.5' })
  if (file.kind !== 'fetched') return unread(file)
  const contentType = file.headers['content-type'] ?? ''
  const { text, feeds } = await web.reader.readWords({ bytes: file.body, url: file.url, contentType })
  return { kind: 'read', text, feeds }
}

function unread(file: Exclude<FetchOutcome, { kind: 'fetched' }>): ReadPageOutcome {
  if (file.kind === 'refused') return { kind: 'unread', why: 'refused', reason: file.reason }
  if (file.kind === 'not-modified') return { kind: 'unread', why: 'unreachable', reason: 'status-304' }
  const { status } = file
  const reason = status === undefined ? file.reason : `status-${status}`
  if (status === 404 || status === 410) return { kind: 'unread', why: 'gone', reason }
  const isRefused = status !== undefined && status >= 400 && status < 500 && !file.transient
  return { kind: 'unread', why: isRefused ? 'refused' : 'unreachable', reason }
}
