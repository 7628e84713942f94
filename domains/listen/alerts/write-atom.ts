import { passageOf, type Spans, segmentsOf } from '#platform/text'
import { escapeHtml } from '../feeds/clean-html.ts'
import { withoutIllegalCharacters } from '../feeds/plain-text.ts'

/** An entry of a feed; spans are of what was looked for. */
export type AtomEntry = {
  id: string
  title: string
  /** Where it stands. */
  url: string
  /** The same at the desk. */
  deskUrl: string
  /** What its source is called: no person is named. */
  source: string
  /** By which watches. */
  watches: readonly string[]
  language: string | null
  text: string
  spans: Spans
  publishedAt: Date | undefined
  updatedAt: Date
}

export type AtomFeed = {
  /** Of the feed, by a `tag:` URI. */
  id: string
  title: string
  author: string
  language: string
  updatedAt: Date
  /** The address that it was asked by, that of its first page, and of the page after this one. */
  self: string
  first: string
  next: string | undefined
  /** What a person reads instead. */
  alternate: string
  entries: readonly AtomEntry[]
}

const PASSAGE = 300

/** A feed as Atom (RFC 4287), paged as RFC 5005 says. The same feed is written alike each time. */
export function writeAtom(feed: AtomFeed): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<feed xmlns="http://www.w3.org/2005/Atom"${languageOf(feed.language)}>\n`,
    element('id', feed.id),
    element('title', feed.title),
    element('updated', feed.updatedAt.toISOString()),
    `<author>${element('name', feed.author).trim()}</author>\n`,
    link('self', feed.self, 'application/atom+xml'),
    link('first', feed.first, 'application/atom+xml'),
    feed.next === undefined ? '' : link('next', feed.next, 'application/atom+xml'),
    link('alternate', feed.alternate, 'text/html'),
    ...feed.entries.map(writeEntry),
    '</feed>\n',
  ].join('')
}

function writeEntry(entry: AtomEntry): string {
  const passage = passageOf(entry.text, entry.spans, PASSAGE)
  const html = segmentsOf(passage.text, passage.spans)
    .map(({ text, marked }) => (marked ? `<b>${escapeHtml(text)}</b>` : escapeHtml(text)))
    .join('')
  return [
    `<entry${languageOf(entry.language)}>\n`,
    element('id', entry.id),
    element('title', entry.title),
    `<author>${element('name', entry.source).trim()}</author>\n`,
    link('alternate', entry.url),
    link('related', entry.deskUrl, 'text/html'),
    ...entry.watches.map((watch) => `<category term="${written(watch)}"/>\n`),
    entry.publishedAt ? element('published', entry.publishedAt.toISOString()) : '',
    element('updated', entry.updatedAt.toISOString()),
    `<summary type="html">${written(html)}</summary>\n`,
    '</entry>\n',
  ].join('')
}

function element(name: string, text: string): string {
  return `<${name}>${written(text)}</${name}>\n`
}

function link(rel: string, href: string, type?: string): string {
  return `<link rel="${rel}" href="${written(href)}"${type ? ` type="${type}"` : ''}/>\n`
}

/** What is no tag of a language (RFC 5646) is left out: a feed with it would be read by nobody. */
function languageOf(tag: string | null): string {
  return tag !== null && /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(tag) ? ` xml:lang="${tag}"` : ''
}

function written(text: string): string {
  return escapeHtml(withoutIllegalCharacters(text.toWellFormed())).replaceAll('"', '&quot;')
}
