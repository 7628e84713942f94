import { attachmentsAsHtml } from './attachment.ts'
import { cleanHtml, htmlToText, textToHtml } from './clean-html.ts'
import { mendXml } from './feed-text.ts'
import { readMoment } from './moment.ts'
import {
  type FeedAttachment,
  type FeedItem,
  languageTag,
  MOST_ATTACHMENTS,
  newestOf,
  olderItems,
  type ParsedFeed,
  type ReadOutcome,
  shortTitle,
  type Where,
  webAddress,
} from './parsed-feed.ts'
import { tidyText } from './plain-text.ts'
import { type Element, type FeedListener, type Field, localName, walkXml } from './xml-events.ts'

const ROOTS = new Set(['rss', 'rdf', 'feed', 'channel'])
const ITEMS = new Set(['item', 'entry'])
/** More than a feed tells of at once. */
const MOST_DELETED = 1000
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
  language: ['dc:language', 'language'],
} as const
/** Pictures, sounds and films, wherever in an item they stand; what is said of one stands inside it, or beside it. */
const MEDIA = new Set(['enclosure', 'media:content', 'media:thumbnail', 'itunes:image'])
const MEDIA_WORDS = new Set(['media:description', 'media:title', 'media:text'])
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
  readonly media: Element[]
  readonly mediaWords: string[]
}

/** Reads RSS 0.9x to 2.0, RDF, Atom and CDF, however broken. */
export function readXmlFeed(source: string, where: Where): ReadOutcome {
  const { url, timeZone } = where
  const collector = new Collector()
  const excess = walkXml(mendXml(source), url, collector)
  if (excess) return { kind: 'not-a-feed', reason: excess }
  if (!collector.root || !ROOTS.has(localName(collector.root.name))) {
    return { kind: 'not-a-feed', reason: 'unreadable' }
  }
  const language = plainValue(collector.feed, FEED_FIELDS.language) || collector.root.attributes['xml:lang']
  const ttl = Number(plainValue(collector.feed, FEED_FIELDS.ttl))
  const items = newestOf(collector.items, (item) => dayOf(item, timeZone))
  const unread = items.filter((item) => isUnread(item, timeZone)).length
  return {
    kind: 'feed',
    feed: {
      format: formatOf(collector.root.name),
      title: titleOf(collector.feed, FEED_FIELDS.title),
      home: linkOf(collector.feed, FEED_FIELDS.link, url) ?? webAddress(collector.root.attributes.href, url),
      language: languageTag(language),
      ttlMinutes: Number.isInteger(ttl) && ttl > 0 ? ttl : undefined,
      items: items.map((item) => toFeedItem(item, where)),
      ...(collector.deleted.size > 0 ? { deleted: [...collector.deleted] } : {}),
      warnings: [
        ...(unread > 0 ? [{ kind: 'unread-dates' as const, n: unread }] : []),
        ...olderItems(collector.items.length, items.length),
      ],
    },
  }
}

function formatOf(root: string): ParsedFeed['format'] {
  const formats: Record<string, ParsedFeed['format']> = { feed: 'atom', rdf: 'rdf', channel: 'cdf' }
  return formats[localName(root)] ?? 'rss'
}

class Collector implements FeedListener {
  root: Element | undefined
  readonly feed: Found = new Map()
  readonly items: FoundItem[] = []
  /** What was deleted, by its id (RFC 6721). */
  readonly deleted = new Set<string>()
  #item: FoundItem | undefined
  /** Whether the field that begins stands in the item itself, and not in a picture or film of it. */
  #isOfItem = false

  isField(element: Element, parent: Element | undefined): boolean {
    if (!parent) return false
    this.#isOfItem = parent === this.#item?.element
    if (this.#item)
      return MEDIA_WORDS.has(element.name) || (parent === this.#item.element && ITEM_NAMES.has(element.name))
    return CONTAINERS.has(parent.name) && FEED_NAMES.has(element.name)
  }

  opened(element: Element): void {
    this.root ??= element
    if (this.#item && MEDIA.has(element.name)) this.#item.media.push(element)
    const { ref } = element.attributes
    if (element.name === 'at:deleted-entry' && ref !== undefined && this.deleted.size < MOST_DELETED)
      this.deleted.add(tidyText(ref))
    if (!ITEMS.has(element.name) || this.#item) return
    this.#item = { element, fields: new Map(), media: [], mediaWords: [] }
  }

  field(field: Field): void {
    if (this.#item && MEDIA_WORDS.has(field.element.name)) this.#item.mediaWords.push(field.value)
    if (this.#item && !this.#isOfItem) return
    const found = this.#item ? this.#item.fields : this.feed
    const same = found.get(field.element.name)
    if (same) same.push(field)
    else found.set(field.element.name, [field])
  }

  closed(element: Element): void {
    if (this.#item?.element !== element) return
    this.items.push(this.#item)
    this.#item = undefined
  }
}

function toFeedItem(item: FoundItem, { url: feedUrl, timeZone }: Where): FeedItem {
  const { element, fields } = item
  const guid = plainValue(fields, ITEM_FIELDS.guid) || tidyText(element.attributes['rdf:about'] ?? '')
  const url =
    linkOf(fields, ITEM_FIELDS.link, feedUrl) ??
    webAddress(element.attributes.href, element.base) ??
    webAddress(permalinkOf(fields))
  const attachments = attachmentsOf(item, url ?? feedUrl)
  const html = cleanHtml(bodyOf(fields) + attachmentsAsHtml(attachments), url ?? feedUrl)
  const { published: publishedAt, updated: updatedAt } = datesOf(item, timeZone)
  return {
    guid: guid || undefined,
    url,
    title: titleOf(fields, ITEM_FIELDS.title),
    html,
    text: htmlToText(html),
    language: languageTag(plainValue(fields, ITEM_FIELDS.language) || element.attributes['xml:lang']),
    attachments,
    publishedAt,
    updatedAt,
  }
}

/** When it was published and last changed, as far as the site says. */
function datesOf({ element, fields }: FoundItem, timeZone: string) {
  const published = dateOf(fields, ITEM_FIELDS.published, timeZone)
  const updated =
    dateOf(fields, ITEM_FIELDS.updated, timeZone) ?? readMoment(element.attributes.lastmod, timeZone)
  return { published, updated }
}

/** By which it counts as new or old. */
function dayOf(item: FoundItem, timeZone: string): Date | undefined {
  const { published, updated } = datesOf(item, timeZone)
  return published ?? updated
}

/** A date is given, and none that can be read. */
function isUnread(item: FoundItem, timeZone: string): boolean {
  const isGiven = plainValue(item.fields, [...ITEM_FIELDS.published, ...ITEM_FIELDS.updated]) !== ''
  return isGiven && dayOf(item, timeZone) === undefined
}

/** What belongs to an item beside its words, each address once; what is said of them comes with the first. */
function attachmentsOf({ fields, media, mediaWords }: FoundItem, base: string): FeedAttachment[] {
  const links = (fields.get('link') ?? []).map(({ element }) => element)
  const enclosures = links.filter(({ attributes }) => attributes.rel === 'enclosure')
  const words = tidyText(mediaWords.map((said) => htmlToText(said)).join('\n'))
  const all = [...media, ...enclosures]
  // What is said of one stands in the vocabulary of media; other enclosures say nothing.
  const described = all.find(({ name }) => name.startsWith('media:')) ?? all[0]
  const found = new Map<string, FeedAttachment>()
  for (const element of all) {
    const { attributes, base: own } = element
    const url = webAddress(attributes.url ?? attributes.href, own || base)
    if (!url || found.has(url) || found.size >= MOST_ATTACHMENTS) continue
    const description = tidyText(attributes.title ?? '') || (element === described ? words : '')
    found.set(url, { url, type: attributes.type?.trim() || undefined, description })
  }
  return [...found.values()]
}

function fieldsOf(found: Found, names: readonly string[]): Field[] {
  return names.flatMap((name) => found.get(name) ?? [])
}

function plainValue(found: Found, names: readonly string[]): string {
  return tidyText(fieldsOf(found, names).find((field) => field.value !== '')?.value ?? '')
}

function titleOf(found: Found, names: readonly string[]): string {
  const field = fieldsOf(found, names).find((candidate) => candidate.value !== '')
  return field ? shortTitle(readTwice(htmlToText(htmlOf(field)))) : ''
}

/** Some sites write their titles as HTML twice over: what is left of it is read too, but for what would be markup. */
function readTwice(title: string): string {
  return title.replace(/&(?:#\d{1,7}|#x[0-9a-f]{1,6}|(?!lt;|gt;)[a-z][a-z0-9]{1,31});/gi, (reference) =>
    tidyText(htmlToText(reference)),
  )
}

function bodyOf(found: Found): string {
  const bodies = fieldsOf(found, [...ITEM_FIELDS.content, ...ITEM_FIELDS.summary])
  const body = bodies.find((field) => field.value !== '')
  return body ? htmlOf(body) : ''
}

function htmlOf({ element, value }: Field): string {
  const { type = '', mode } = element.attributes
  // Atom 0.3 says so; in Atom 1.0 all that is neither text nor XML is.
  const isBytes = type.includes('/') && !/^text\/|[/+]xml$/i.test(type)
  if (mode === 'base64' || isBytes) return new TextDecoder().decode(Buffer.from(value, 'base64'))
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

function dateOf(found: Found, names: readonly string[], timeZone: string): Date | undefined {
  for (const { value } of fieldsOf(found, names)) {
    const date = readMoment(value, timeZone)
    if (date) return date
  }
  return undefined
}
