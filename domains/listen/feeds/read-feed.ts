import { gunzipSync } from 'node:zlib'
import { decodeText, startOf } from './feed-text.ts'
import { hubInText } from './hub.ts'
import { readJsonFeed } from './json-feed.ts'
import type { FeedWarning, ReadOutcome, Where } from './parsed-feed.ts'
import { readSitemap, sitemapKind } from './sitemap.ts'
import { readXmlFeed } from './xml-feed.ts'

export interface FeedSource {
  readonly bytes: Uint8Array
  /** Where it came from, to make relative addresses whole. */
  readonly url: string
  readonly contentType?: string
  /** For dates that say no zone, such as `Europe/Amsterdam`; UTC without it. */
  readonly timeZone?: string
}

/** As much as is fetched of anything. */
const LARGEST = 15_000_000

/**
 * Understands what a site sent as a feed, whatever it calls it.
 * Never throws on what is in the bytes, and can be repeated on stored ones.
 */
export function readFeed(source: FeedSource): ReadOutcome {
  const bytes = unzip(source.bytes)
  if (bytes === undefined) return { kind: 'not-a-feed', reason: 'too-much' }
  const text = decodeText(bytes, source.contentType)
  const start = text.slice(0, 1024).trimStart()
  if (start === '') return { kind: 'not-a-feed', reason: 'empty' }
  const where = { url: source.url, timeZone: source.timeZone ?? 'UTC' }
  const outcome = readText(text, start, where)
  if (outcome.kind === 'feed') {
    const mended = [...(bytes === source.bytes ? [] : [{ kind: 'gzip' as const }]), ...warningsOf(text)]
    const hub = hubInText(text, source.url)
    const warnings = [...mended, ...outcome.feed.warnings]
    return { kind: 'feed', feed: { ...outcome.feed, ...(hub ? { hub } : {}), warnings } }
  }
  return outcome.reason === 'unreadable' && isPage(text) ? { kind: 'not-a-feed', reason: 'html' } : outcome
}

function readText(text: string, start: string, where: Where): ReadOutcome {
  if (start.startsWith('{')) return readJsonFeed(text, where)
  return sitemapKind(text) === undefined ? readXmlFeed(text, where) : readSitemap(text, where)
}

/** What was compressed and not called so; undefined where it grows beyond all feeds or is cut off. */
export function unzip(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST })
  } catch {
    return undefined
  }
}

function warningsOf(text: string): FeedWarning[] {
  const broken = text.split('\uFFFD').length - 1
  const isJson = text.trimStart().startsWith('{')
  const before = isJson
    ? ''
    : text
        .slice(0, startOf(text))
        .replace(/^\uFEFF/, '')
        .trim()
  return [
    ...(broken > 0 ? [{ kind: 'broken-letters', n: broken } as const] : []),
    ...(before === '' ? [] : [{ kind: 'text-before', n: before.length } as const]),
  ]
}

function isPage(text: string): boolean {
  return /<(?:!doctype\s+html|html|head|body)[\s>]/i.test(text.slice(0, 4096))
}
