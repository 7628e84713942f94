import { canonicalAddress } from '../feeds/canonical-address.ts'
import { decodeText, mendXml } from '../feeds/feed-text.ts'
import { readMoment } from '../feeds/moment.ts'
import type { FeedSource } from '../feeds/read-feed.ts'
import { type Element, type FeedListener, type Field, walkXml } from '../feeds/xml-events.ts'
import {
  type FeedList,
  type Listed,
  type ListedFeed,
  type ListWarning,
  MOST_LISTED,
  type ReadListOutcome,
} from './feed-list.ts'
import { FoafListener } from './foaf.ts'
import { headFields, OpmlListener } from './opml.ts'

/**
 * Understands a list of feeds, as OPML 1 and 2 or RDF with FOAF, however broken: what can be read of it is. A file that is no
 * list names nothing. Never throws on what is in the bytes; takes time in proportion to them.
 */
export function readList(source: Pick<FeedSource, 'bytes' | 'contentType' | 'timeZone'>): ReadListOutcome {
  const text = decodeText(source.bytes, source.contentType)
  if (text.trim() === '') return { kind: 'not-a-list', reason: 'empty' }
  const listener = new ListListener()
  const excess = walkXml(mendXml(text), '', listener)
  if (excess) return { kind: 'not-a-list', reason: excess }
  return { kind: 'list', list: listener.finish(source.timeZone ?? 'UTC') }
}

/** Both kinds in one pass: their elements have no names in common. */
class ListListener implements FeedListener {
  #format: FeedList['format'] = 'unknown'
  readonly #head = new Map<string, string>()
  readonly #listed: Listed = { feeds: [], sites: [], lists: [] }
  readonly #opml = new OpmlListener(this.#listed)
  readonly #foaf = new FoafListener(this.#listed)

  isField(element: Element, parent: Element | undefined): boolean {
    return (parent?.name === 'head' && headFields.has(element.name)) || this.#foaf.isField(element, parent)
  }

  opened(element: Element, parent: Element | undefined): void {
    if (this.#format === 'unknown') this.#format = formatOf(element)
    this.#opml.opened(element)
    this.#foaf.opened(element, parent)
  }

  field({ element, value }: Field): void {
    if (headFields.has(element.name)) this.#head.set(element.name, this.#head.get(element.name) || value)
    else this.#foaf.field(value)
  }

  closed(element: Element): void {
    this.#opml.closed(element)
    this.#foaf.closed(element)
  }

  finish(timeZone: string): FeedList {
    const said = (name: string) => this.#head.get(name) ?? ''
    const feeds = eachOnce(this.#listed.feeds)
    const sites = eachOnce(this.#listed.sites.map((site) => ({ ...site, categories: [] })))
    const dates = ['datecreated', 'datemodified'].map((name) => readMoment(said(name), timeZone))
    const unread = ['datecreated', 'datemodified'].filter(
      (name, at) => said(name) !== '' && !dates[at],
    ).length
    const left = Math.max(0, feeds.length - MOST_LISTED) + Math.max(0, sites.length - MOST_LISTED)
    return {
      format: this.#format,
      title: said('title'),
      owner: { name: said('ownername'), url: said('ownerid') },
      createdAt: dates[0],
      modifiedAt: dates[1],
      feeds: feeds.slice(0, MOST_LISTED),
      sites: sites.slice(0, MOST_LISTED).map(({ url, title }) => ({ url, title })),
      lists: this.#listed.lists,
      warnings: [...warn('unread-dates', unread), ...warn('left-out', left)],
    }
  }
}

function warn(kind: ListWarning['kind'], n: number): ListWarning[] {
  return n > 0 ? [{ kind, n }] : []
}

function formatOf({ name, attributes }: Element): FeedList['format'] {
  if (name === 'rdf:rdf') return 'rdf'
  if (name !== 'opml') return 'unknown'
  const major = /^\s*([12])/.exec(attributes.version ?? '')?.[1]
  return major === undefined ? 'opml' : `opml${major === '1' ? 1 : 2}`
}

/** A feed that stands under several headings is one, under all of them. */
function eachOnce(feeds: readonly ListedFeed[]): ListedFeed[] {
  const found = new Map<string, ListedFeed>()
  for (const feed of feeds) {
    const key = canonicalAddress(feed.url)
    const before = found.get(key) ?? { ...feed, categories: [] }
    const categories = new Map([...before.categories, ...feed.categories].map((one) => [one.join('\n'), one]))
    found.set(key, { ...before, title: before.title || feed.title, categories: [...categories.values()] })
  }
  return [...found.values()]
}
