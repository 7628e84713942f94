import { cleanHtml, htmlToText, textToHtml } from './clean-html.ts'
import { mendXml } from './feed-text.ts'
import {
  type FeedItem,
  languageTag,
  MOST_ITEMS,
  plausibleDate,
  type ReadOutcome,
  shortTitle,
  webAddress,
} from './parsed-feed.ts'
import { tidyText } from './plain-text.ts'
import { type Element, type FeedListener, type Field, localName, walkXml } from './xml-events.ts'

const ROOTS = new Set(['rss', 'rdf', 'feed', 'channel'])
const ITEMS = new Set(['item', 'entry'])
const CONTAINERS = new Set(['rss', 'rdf:rdf', 'rdf', 'feed', 'channel'])

/** Per property the elements that may hold it, best first. */
const ITEM_FIELDS = {
  guid: ['guid', 'id'],
  link: ['feedburner:origlink', 'link'],
  title: ['title', 'dc:title', 'media:title'],
  content: ['content:encoded', 'content', 'xhtml:body', 'body', 'fullitem'],
  summary: ['description', 'summary', 'abstract', 'dc:description', 'media:description'],
  published: ['pubdate', 'published', 'issued', 'dc:date', 'dcterms:issued', 'dcterms:created', 'created'],
  updated: ['updated', 'modified', 'dcterms:modified'],
} as const
const FEED_FIELDS = {
  title: ['title', 'dc:title'],
  link: ['link'],
  language: ['language', 'dc:language'],
  ttl: ['ttl'],
} as const

const ITEM_NAMES: ReadonlySet<string> = new Set(Object.values(ITEM_FIELDS).flat())
const FEED_NAMES: ReadonlySet<string> = new Set(Object.values(FEED_FIELDS).flat())

/** What was found under each name, in the order of the file. */
type Found = Map<string, Field[]>

interface FoundItem {
  readonly element: Element
  readonly fields: Found
}

/** Reads RSS 0.9x to 2.0, RDF, Atom and CDF, however broken. */
export function readXmlFeed(source: string, url: string): ReadOutcome {
  const collector = new Collector()
  const excess = walkXml(mendXml(source), url, collector)
  if (excess) return { kind: 'not-a-feed', reason: excess }
  if (!collector.root || !ROOTS.has(localName(collector.root.name))) {
    return { kind: 'not-a-feed', reason: 'unreadable' }
  }
  const language = plainValue(collector.feed, FEED_FIELDS.language) || collector.root.attributes['xml:lang']
  const ttl = Number(plainValue(collector.feed, FEED_FIELDS.ttl))
  return {
    kind: 'feed',
    feed: {
      title: titleOf(collector.feed, FEED_FIELDS.title),
      home: linkOf(collector.feed, FEED_FIELDS.link, url) ?? webAddress(collector.root.attributes.href, url),
      language: languageTag(language),
      ttlMinutes: Number.isInteger(ttl) && ttl > 0 ? ttl : undefined,
      items: collector.items.map((item) => toFeedItem(item, url)).filter(hasContent),
    },
  }
}

class Collector implements FeedListener {
  root: Element | undefined
  readonly feed: Found = new Map()
  readonly items: FoundItem[] = []
  #item: FoundItem | undefined

  isField(element: Element, parent: Element | undefined): boolean {
    if (!parent) return false
    if (this.#item) return parent === this.#item.element && ITEM_NAMES.has(element.name)
    return CONTAINERS.has(parent.name) && FEED_NAMES.has(element.name)
  }

  opened(element: Element): void {
    this.root ??= element
    if (!ITEMS.has(element.name) || this.#item) return
    this.#item = { element, fields: new Map() }
  }

  field(field: Field): void {
    const found = this.#item ? this.#item.fields : this.feed
    const same = found.get(field.element.name)
    if (same) same.push(field)
    else found.set(field.element.name, [field])
  }

  closed(element: Element): void {
    if (this.#item?.element !== element) return
    if (this.items.length < MOST_ITEMS) this.items.push(this.#item)
    this.#item = undefined
  }
}

function toFeedItem({ element, fields }: FoundItem, feedUrl: string): FeedItem {
  const guid = plainValue(fields, ITEM_FIELDS.guid) || tidyText(element.attributes['rdf:about'] ?? '')
  const url =
    linkOf(fields, ITEM_FIELDS.link, feedUrl) ??
    webAddress(element.attributes.href, element.base) ??
    webAddress(permalinkOf(fields))
  const html = cleanHtml(bodyOf(fields), url ?? feedUrl)
  const publishedAt = dateOf(fields, ITEM_FIELDS.published)
  const updatedAt = dateOf(fields, ITEM_FIELDS.updated) ?? plausibleDate(element.attributes.lastmod)
  return {
    guid: guid || undefined,
    url,
    title: titleOf(fields, ITEM_FIELDS.title),
    html,
    text: htmlToText(html),
    publishedAt: publishedAt ?? updatedAt,
    updatedAt: updatedAt ?? publishedAt,
  }
}

function hasContent(item: FeedItem): boolean {
  return item.title !== '' || item.text !== '' || item.url !== undefined
}

function fieldsOf(found: Found, names: readonly string[]): Field[] {
  return names.flatMap((name) => found.get(name) ?? [])
}

function plainValue(found: Found, names: readonly string[]): string {
  return tidyText(fieldsOf(found, names).find((field) => field.value !== '')?.value ?? '')
}

function titleOf(found: Found, names: readonly string[]): string {
  const field = fieldsOf(found, names).find((candidate) => candidate.value !== '')
  return field ? shortTitle(htmlToText(htmlOf(field))) : ''
}

function bodyOf(found: Found): string {
  const bodies = fieldsOf(found, [...ITEM_FIELDS.content, ...ITEM_FIELDS.summary])
  const body = bodies.find((field) => field.value !== '')
  return body ? htmlOf(body) : ''
}

function htmlOf({ element, value }: Field): string {
  const { type = '', mode } = element.attributes
  if (mode === 'base64') return new TextDecoder().decode(Buffer.from(value, 'base64'))
  const isText = (type === 'text' || type === 'text/plain') && mode !== 'escaped'
  return isText ? textToHtml(value) : value
}

/** The page of an article: Atom's alternate link before others, RSS's only one. */
function linkOf(found: Found, names: readonly string[], base: string): string | undefined {
  const links = fieldsOf(found, names)
    .filter(({ element }) => (element.attributes.rel ?? 'alternate') === 'alternate')
    .map(({ element, value }) => webAddress(element.attributes.href ?? value, element.base || base))
  return links.find((link) => link !== undefined)
}

function permalinkOf(found: Found): string | undefined {
  const guid = found.get('guid')?.[0]
  return guid && guid.element.attributes.ispermalink?.toLowerCase() !== 'false' ? guid.value : undefined
}

function dateOf(found: Found, names: readonly string[]): Date | undefined {
  for (const { value } of fieldsOf(found, names)) {
    const date = plausibleDate(value)
    if (date) return date
  }
  return undefined
}
