import { attachmentsAsHtml } from './attachment.ts'
import { cleanHtml, htmlToText } from './clean-html.ts'
import { mendXml } from './feed-text.ts'
import { readMoment } from './moment.ts'
import {
  type FeedAttachment,
  type FeedItem,
  languageTag,
  MOST_ATTACHMENTS,
  newestOf,
  olderItems,
  type ReadOutcome,
  shortTitle,
  type Where,
  webAddress,
} from './parsed-feed.ts'
import { tidyText } from './plain-text.ts'
import { type Element, type FeedListener, type Field, localName, walkXml } from './xml-events.ts'

/** What the first element of a file is called, past comments, instructions and a document type. */
const ROOT = /^\s*(?:<[?!](?:--[\s\S]*?--|[^>]*)>\s*)*<(?:[\w.-]+:)?(urlset|sitemapindex)[\s>]/i

/** Which of the two kinds of sitemap a file is, if it is one. */
export function sitemapKind(text: string): 'urlset' | 'sitemapindex' | undefined {
  const name = ROOT.exec(text.slice(0, 4096).replace(/^\uFEFF/, ''))?.[1]?.toLowerCase()
  return name === 'urlset' || name === 'sitemapindex' ? name : undefined
}

/** Of an entry: its own values, and those of what belongs to it, the first of each. */
interface Entry {
  readonly element: Element
  readonly values: Map<string, string>
  readonly pictures: { url: string; words: string }[]
}

const ENTRIES = new Set(['url', 'sitemap'])
/** As the vocabularies of news, films and pictures name what an entry says; under whatever prefix, by their local names. */
const VALUES = new Set(['loc', 'lastmod'])
const PARTS: Readonly<Record<string, ReadonlySet<string>>> = {
  news: new Set(['publication_date', 'title']),
  publication: new Set(['name', 'language']),
  video: new Set(['publication_date', 'title', 'description', 'thumbnail_loc']),
  image: new Set(['loc', 'title', 'caption']),
}

class Collector implements FeedListener {
  readonly entries: Entry[] = []
  #entry: Entry | undefined
  #part = ''

  isField(element: Element, parent: Element | undefined): boolean {
    if (!this.#entry || !parent) return false
    const name = localName(element.name)
    const isOwn = parent === this.#entry.element
    this.#part = isOwn ? '' : localName(parent.name)
    return isOwn ? VALUES.has(name) : (PARTS[this.#part]?.has(name) ?? false)
  }

  opened(element: Element): void {
    const name = localName(element.name)
    if (ENTRIES.has(name) && !this.#entry) this.#entry = { element, values: new Map(), pictures: [] }
    if (name === 'image') this.#entry?.pictures.push({ url: '', words: '' })
  }

  field({ element, value }: Field): void {
    if (!this.#entry) return
    const name = localName(element.name)
    const picture = this.#part === 'image' ? this.#entry.pictures.at(-1) : undefined
    const words = tidyText(value)
    if (picture && name === 'loc') picture.url = words
    else if (picture) picture.words = picture.words === words ? words : tidyText(`${picture.words}\n${words}`)
    else {
      const key = this.#part === '' ? name : `${this.#part}:${name}`
      if (words !== '' && !this.#entry.values.has(key)) this.#entry.values.set(key, words)
    }
  }

  closed(element: Element): void {
    if (element !== this.#entry?.element) return
    this.entries.push(this.#entry)
    this.#entry = undefined
  }
}

/**
 * Reads a sitemap as news: its entries that say a title, as sitemaps of news, films and pictures do. An entry that is an address
 * alone says nothing that could be read; where all are, it is no source of news.
 */
export function readSitemap(text: string, where: Where): ReadOutcome {
  if (sitemapKind(text) === 'sitemapindex') return { kind: 'not-a-feed', reason: 'sitemap-index' }
  const collector = new Collector()
  const excess = walkXml(mendXml(text), where.url, collector)
  if (excess) return { kind: 'not-a-feed', reason: excess }
  const { entries } = collector
  const said = entries.filter((entry) => titleOf(entry) !== '' && addressOf(entry, where.url) !== undefined)
  const first = said[0]
  if (!first) return { kind: 'not-a-feed', reason: 'no-news' }
  const items = newestOf(said, (entry) => dateOf(entry, where.timeZone))
  const unread = items.filter((entry) => isUnread(entry, where.timeZone)).length
  return {
    kind: 'feed',
    feed: {
      format: 'sitemap',
      title: shortTitle(first.values.get('publication:name') ?? ''),
      home: webAddress('/', where.url || addressOf(first, '')),
      language: languageTag(first.values.get('publication:language')),
      ttlMinutes: undefined,
      items: items.map((entry) => toItem(entry, where)),
      warnings: [
        ...(unread > 0 ? [{ kind: 'unread-dates' as const, n: unread }] : []),
        ...(entries.length > said.length
          ? [{ kind: 'not-items' as const, n: entries.length - said.length }]
          : []),
        ...olderItems(said.length, items.length),
      ],
    },
  }
}

/** Of this many addresses at most one is worth a try. */
const MOST_CANDIDATES = 5
const NEWS = /news|nieuws|actueel|bericht|artikel|article|post/i

/** The sitemaps that an index of them names: those of news first, then those that changed last. */
export function sitemapsIn(text: string, url: string): string[] {
  const collector = new Collector()
  walkXml(mendXml(text), url, collector)
  const found = collector.entries.flatMap((entry) => {
    const address = addressOf(entry, url)
    const changed = readMoment(entry.values.get('lastmod'), 'UTC')?.getTime() ?? 0
    return address === undefined ? [] : [{ address, changed }]
  })
  return newsFirst(found.sort((a, b) => b.changed - a.changed).map(({ address }) => address))
}

/** Addresses of sitemaps with the likeliest first, each once. */
export function newsFirst(addresses: readonly string[]): string[] {
  const isNews = (address: string) => NEWS.test(URL.parse(address)?.pathname ?? '')
  const ordered = [...addresses.filter(isNews), ...addresses.filter((address) => !isNews(address))]
  return [...new Set(ordered)].slice(0, MOST_CANDIDATES)
}

function addressOf({ values }: Entry, base: string): string | undefined {
  return webAddress(values.get('loc'), base || undefined)
}

function titleOf({ values, pictures }: Entry): string {
  const said =
    values.get('news:title') ?? values.get('video:title') ?? pictures.find(({ words }) => words)?.words
  return shortTitle(htmlToText(said ?? ''))
}

function publishedOf({ values }: Entry, timeZone: string): Date | undefined {
  return readMoment(values.get('news:publication_date') ?? values.get('video:publication_date'), timeZone)
}

function dateOf(entry: Entry, timeZone: string): Date | undefined {
  return publishedOf(entry, timeZone) ?? readMoment(entry.values.get('lastmod'), timeZone)
}

function isUnread(entry: Entry, timeZone: string): boolean {
  const isGiven = ['news:publication_date', 'video:publication_date', 'lastmod'].some((name) =>
    entry.values.has(name),
  )
  return isGiven && dateOf(entry, timeZone) === undefined
}

function toItem(entry: Entry, { url, timeZone }: Where): FeedItem {
  const address = addressOf(entry, url)
  const attachments = picturesOf(entry, address)
  const description = entry.values.get('video:description') ?? ''
  const html = cleanHtml(`<p>${description}</p>${attachmentsAsHtml(attachments)}`, address)
  return {
    guid: undefined,
    url: address,
    title: titleOf(entry),
    html,
    text: htmlToText(html),
    language: languageTag(entry.values.get('publication:language')),
    attachments,
    publishedAt: publishedOf(entry, timeZone),
    updatedAt: readMoment(entry.values.get('lastmod'), timeZone),
  }
}

function picturesOf({ pictures }: Entry, base: string | undefined): FeedAttachment[] {
  const found = pictures.flatMap(({ url, words }) => {
    const address = webAddress(url, base)
    return address === undefined ? [] : [{ url: address, type: undefined, description: words }]
  })
  return [...new Map(found.map((picture) => [picture.url, picture])).values()].slice(0, MOST_ATTACHMENTS)
}
