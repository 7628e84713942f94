/** One article as its site offers it; texts are cleaned, and the name of who wrote it is left behind. */
export interface FeedItem {
  readonly guid: string | undefined
  /** As given, made absolute; http or https. */
  readonly url: string | undefined
  readonly title: string
  /** Allowed elements only; safe to show. */
  readonly html: string
  readonly text: string
  readonly publishedAt: Date | undefined
  readonly updatedAt: Date | undefined
}

export interface ParsedFeed {
  readonly title: string
  /** The page that the feed belongs to. */
  readonly home: string | undefined
  readonly language: string | undefined
  /** How long the site asks to wait between two fetches. */
  readonly ttlMinutes: number | undefined
  readonly items: readonly FeedItem[]
}

export type ReadOutcome = { kind: 'feed'; feed: ParsedFeed } | { kind: 'not-a-feed'; reason: NotAFeedReason }

/** `html` is worth a look for a feed that the page points to. */
export type NotAFeedReason = 'html' | 'empty' | 'too-deep' | 'too-much' | 'too-long' | 'unreadable'

/** More items than this in one file is an archive; the newest are at the top. */
export const MOST_ITEMS = 1000
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

const FIRST_YEAR = 1990
const LAST_YEAR = 2100

/** A moment that can be right; sites also send the year 0001, and dates that do not exist. */
export function plausibleDate(value: Date | string | null | undefined): Date | undefined {
  if (value === null || value === undefined) return undefined
  const date = new Date(value)
  const year = date.getUTCFullYear()
  return year >= FIRST_YEAR && year <= LAST_YEAR ? date : undefined
}
