import { decodeText } from './feed-text.ts'
import { webAddress } from './parsed-feed.ts'
import { unzip } from './read-feed.ts'
import { sitemapKind, sitemapsIn } from './sitemap.ts'
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

/** What a file that is no feed points to as one, the most likely first: a page in its head, an index of sitemaps by its entries. */
export function discoverFeeds(bytes: Uint8Array, url: string, contentType = ''): string[] {
  const text = decodeText(unzip(bytes) ?? bytes, contentType)
  return sitemapKind(text) === 'sitemapindex' ? sitemapsIn(text, url) : feedsOfPage(text, url)
}

function feedsOfPage(text: string, url: string): string[] {
  const found: Array<{ address: string; comments: boolean }> = []
  let base = url
  walkHtml(text, {
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
