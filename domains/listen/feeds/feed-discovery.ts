import { decodeText } from './feed-text.ts'
import { webAddress } from './parsed-feed.ts'
import { walkHtml } from './walk-html.ts'

const FEED_TYPES = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/feed+json',
  'application/rdf+xml',
  'text/rss',
])

/** Pages name a feed or two; this many is a list of everything. */
const MOST_CANDIDATES = 5

/** A site's comments are seldom what staff wants to follow when the articles are offered as well. */
const COMMENTS = /comments?|reacties?/i

/** The feeds that a web page points to in its head, the most likely first. */
export function discoverFeeds(bytes: Uint8Array, url: string, contentType = ''): string[] {
  const found: Array<{ address: string; comments: boolean }> = []
  let base = url
  walkHtml(decodeText(bytes, contentType), {
    onopentag(name, { href = '', rel = '', type = '', title = '' }) {
      if (name === 'base') base = webAddress(href, url) ?? base
      if (name !== 'link' || !isFeedLink(rel, type)) return
      const address = webAddress(href, base)
      if (address) found.push({ address, comments: COMMENTS.test(`${title} ${address}`) })
    },
  })
  const ordered = [...found.filter((feed) => !feed.comments), ...found.filter((feed) => feed.comments)]
  return [...new Set(ordered.map((feed) => feed.address))].slice(0, MOST_CANDIDATES)
}

function isFeedLink(rel: string, type: string): boolean {
  const rels = rel.toLowerCase().split(/\s+/)
  return rels.includes('alternate') && FEED_TYPES.has((type.toLowerCase().split(';')[0] ?? '').trim())
}
