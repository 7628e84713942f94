/** A picture, sound, film or file that belongs to an article: named, never fetched. */
export interface FeedAttachment {
  readonly url: string
  /** As the site calls it, such as `audio/mpeg`; nothing checked it. */
  readonly type: string | undefined
  /** What the site says about it: a title, a description, an alternative text. */
  readonly description: string
}

/** One article as its site offers it; texts are cleaned, and the name of who wrote it is left behind. */
export interface FeedItem {
  readonly guid: string | undefined
  /** As given, made absolute; http or https. */
  readonly url: string | undefined
  readonly title: string
  /** Allowed elements only; safe to show. */
  readonly html: string
  readonly text: string
  /** Its own, where it says one. */
  readonly language: string | undefined
  readonly attachments: readonly FeedAttachment[]
  /** Undefined where none is given or the one that is cannot be read: never a guess. */
  readonly publishedAt: Date | undefined
  readonly updatedAt: Date | undefined
}

/** What had to be mended or left out to read a feed; with how many times. */
export type FeedWarning = {
  readonly kind: 'gzip' | 'broken-letters' | 'text-before' | 'unread-dates' | 'older-items' | 'not-items'
  readonly n?: number
}

/** A WebSub hub, and what to ask it for. */
export interface Hub {
  readonly hub: string
  readonly topic: string
}

export interface ParsedFeed {
  readonly format: 'rss' | 'rdf' | 'atom' | 'cdf' | 'json' | 'sitemap'
  readonly title: string
  /** The page that the feed belongs to. */
  readonly home: string | undefined
  readonly language: string | undefined
  /** How long the site asks to wait between two fetches. */
  readonly ttlMinutes: number | undefined
  /** Who tells of news at once, and by which address it knows the feed. */
  readonly hub?: Hub | undefined
  readonly items: readonly FeedItem[]
  /** Guids of what the site says it deleted. */
  readonly deleted?: readonly string[]
  readonly warnings: readonly FeedWarning[]
}

/** Where a file came from, and the zone of dates that say none. */
export type Where = { url: string; timeZone: string }

export type ReadOutcome = { kind: 'feed'; feed: ParsedFeed } | { kind: 'not-a-feed'; reason: NotAFeedReason }

/** `html` and `sitemap-index` are worth a look for what they point to. */
export type NotAFeedReason =
  | 'html'
  | 'sitemap-index'
  | 'no-news'
  | 'empty'
  | 'too-deep'
  | 'too-much'
  | 'too-long'
  | 'unreadable'

/** More items than this in one file is an archive, of which the newest are read. */
const MOST_ITEMS = 1000
/** Of one item. */
export const MOST_ATTACHMENTS = 20

/**
 * The newest of a file, in its order. They are found by their dates, wherever they stand; one without a date counts as its
 * neighbour before it, and where nothing is dated the first are the newest, as most sites write them.
 */
export function newestOf<Item>(
  items: readonly Item[],
  dateOf: (item: Item) => Date | undefined,
): readonly Item[] {
  if (items.length <= MOST_ITEMS) return items
  let last = Number.POSITIVE_INFINITY
  const dated = items.map((item, at) => {
    last = dateOf(item)?.getTime() ?? last
    return { item, at, date: last }
  })
  // The same infinity minus itself is no number.
  const newest = dated
    .sort((a, b) => (a.date === b.date ? a.at - b.at : b.date - a.date))
    .slice(0, MOST_ITEMS)
  return newest.sort((a, b) => a.at - b.at).map(({ item }) => item)
}

/** That some were left out, if any. */
export function olderItems(all: number, kept: number): FeedWarning[] {
  return all > kept ? [{ kind: 'older-items', n: all - kept }] : []
}

const LONGEST_TITLE = 500

export function shortTitle(title: string): string {
  const line = title.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE - 1).toWellFormed()}…` : line
}

/** Servers refuse longer ones. A long base would be read again for every address that counts against it. */
const LONGEST_ADDRESS = 8192

/** An address made absolute, or nothing. */
export function parseAddress(text: string, base?: string): URL | null {
  if (text.length > LONGEST_ADDRESS || (base?.length ?? 0) > LONGEST_ADDRESS) return null
  return URL.parse(text, base)
}

/** A web address, or nothing: feeds also hold mail links, scripts and words here. */
export function webAddress(text: string | null | undefined, base?: string): string | undefined {
  const url = text ? parseAddress(text.trim(), base) : null
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : undefined
}

/** A language as HTML names it (`nl`, `en-GB`), or nothing: feeds also write `Dutch` and `nl_NL`. */
export function languageTag(text: string | null | undefined): string | undefined {
  const tag = (text ?? '').trim().replaceAll('_', '-')
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag) ? tag : undefined
}
