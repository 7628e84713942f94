import { htmlToText } from './clean-html.ts'
import { discoverFeeds } from './feed-discovery.ts'
import type { PageWords } from './feed-reader.ts'
import { decodeText } from './feed-text.ts'
import { type FeedSource, unzip } from './read-feed.ts'

/** Of a longer page, the rest is not read. */
const LONGEST_PAGE = 2_000_000

/** What a web page says in words, and the feeds that it points to. */
export function readPageWords({ bytes, url, contentType = '' }: FeedSource): PageWords {
  const html = decodeText(unzip(bytes) ?? bytes, contentType)
  return { text: htmlToText(html, LONGEST_PAGE), feeds: discoverFeeds(bytes, url, contentType) }
}
