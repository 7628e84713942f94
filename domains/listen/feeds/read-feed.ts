import { decodeText } from './feed-text.ts'
import { readJsonFeed } from './json-feed.ts'
import type { ReadOutcome } from './parsed-feed.ts'
import { readXmlFeed } from './xml-feed.ts'

export interface FeedSource {
  readonly bytes: Uint8Array
  /** Where it came from, to make relative addresses whole. */
  readonly url: string
  readonly contentType?: string
}

/**
 * Understands what a site sent as a feed, whatever it calls it.
 * Never throws on what is in the bytes, and can be repeated on stored ones.
 */
export function readFeed(source: FeedSource): ReadOutcome {
  const text = decodeText(source.bytes, source.contentType)
  const start = text.slice(0, 1024).trimStart()
  if (start === '') return { kind: 'not-a-feed', reason: 'empty' }
  if (start.startsWith('{')) return readJsonFeed(text, source.url)
  const outcome = readXmlFeed(text, source.url)
  return outcome.kind === 'not-a-feed' && isPage(text) ? { kind: 'not-a-feed', reason: 'html' } : outcome
}

function isPage(text: string): boolean {
  return /<(?:!doctype\s+html|html|head|body)[\s>]/i.test(text.slice(0, 4096))
}
