import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { dutchRoot } from '#cores/text'
import { explain, readQuery } from '#cores/watch'
import { sharedData } from '#testing'
import { identifyItems } from '../posts/post-identity.ts'
import type { ParsedFeed } from './parsed-feed.ts'
import { readFeed } from './read-feed.ts'

const url = 'https://krant.example/feed'

function feedOf(bytes: Uint8Array | string, contentType = ''): ParsedFeed {
  const source = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes
  const outcome = readFeed({ bytes: source, url, contentType, timeZone: 'Europe/Amsterdam' })
  if (outcome.kind !== 'feed') throw new Error(outcome.reason)
  return outcome.feed
}

const rss = (items: string, before = '') =>
  `${before}<rss><channel><title>Krant</title>${items}</channel></rss>`
const item = (title: string, more = '') => `<item><title>${title}</title>${more}</item>`

describe('one bad spot does not decide for a whole file', () => {
  test('a cut letter leaves all other letters what they are, and is told', () => {
    const bytes = Buffer.concat([
      Buffer.from(rss(item('Coöperatie wil één plan')).replace('</channel></rss>', '<item><title>caf')),
      Buffer.from([0xc3]),
      Buffer.from('… en meer</title></item></channel></rss>'),
    ])
    const { items, warnings } = feedOf(bytes, 'application/rss+xml; charset=utf-8')
    expect(items.map(({ title }) => title)).toEqual(['Coöperatie wil één plan', 'caf\uFFFD… en meer'])
    expect(warnings).toEqual([{ kind: 'broken-letters', n: 1 }])
    // Letters of another charset are hardly ever whole ones of this.
    expect(feedOf(Buffer.from(rss(item('Één café')), 'latin1')).items[0]?.title).toBe('Één café')
  })

  test('a character that nothing may hold goes, however it is written', () => {
    expect(feedOf(rss(item('Nul &#0;en &#x1f;acht'))).items[0]?.title).toBe('Nul en acht')
    const json = {
      version: 'https://jsonfeed.org/version/1.1',
      items: [{ id: '\u0000a', title: 'b\u0000c', content_text: 'd\u0000e' }, 7],
    }
    const { items, warnings } = feedOf(JSON.stringify(json))
    expect(items).toMatchObject([{ guid: 'a', title: 'bc', text: 'de' }])
    expect(warnings).toEqual([{ kind: 'not-items', n: 1 }])
  })

  test('what a program complains of before a feed is left out', () => {
    const { items, warnings } = feedOf(
      rss(item('Brug'), '<br />\n<b>Warning</b>: line <b>12</b><br />\n<?xml version="1.0"?>\n'),
    )
    expect(items).toHaveLength(1)
    expect(warnings).toMatchObject([{ kind: 'text-before' }])
  })

  test('a date that cannot be read is unknown, told, and takes no other along', () => {
    const dates = ['gisteren', 'za, 14 nov 2026 10:00:00 +0100'].map((date) =>
      item('x', `<pubDate>${date}</pubDate>`),
    )
    const { items, warnings } = feedOf(rss(dates.join('')))
    expect(items.map(({ publishedAt }) => publishedAt)).toEqual([undefined, new Date('2026-11-14T09:00:00Z')])
    expect(warnings).toEqual([{ kind: 'unread-dates', n: 1 }])
  })
})

test('a feed that is compressed and not called so is read, and a bomb is not', () => {
  expect(feedOf(gzipSync(rss(item('Brug')))).warnings).toEqual([{ kind: 'gzip' }])
  const bomb = gzipSync(Buffer.alloc(20_000_000, 32))
  expect(readFeed({ bytes: bomb, url })).toEqual({ kind: 'not-a-feed', reason: 'too-much' })
  expect(readFeed({ bytes: gzipSync(rss(item('Brug'))).subarray(0, 40), url })).toMatchObject({
    kind: 'not-a-feed',
  })
})

test('of an archive the newest count, wherever they stand; without dates the first', () => {
  const day = (n: number) =>
    `<pubDate>${new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toUTCString()}</pubDate>`
  const upward = Array.from({ length: 1200 }, (_, n) => item(`${n}`, day(n)))
  const titlesOf = (items: string[]) => feedOf(rss(items.join(''))).items.map(({ title }) => Number(title))
  expect(titlesOf(upward)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 200))
  expect(titlesOf(upward.toReversed())).toEqual(Array.from({ length: 1000 }, (_, n) => 1199 - n))
  expect(titlesOf(upward.map((_, n) => item(`${n}`)))).toEqual(Array.from({ length: 1000 }, (_, n) => n))
  expect(feedOf(rss(upward.join(''))).warnings).toEqual([{ kind: 'older-items', n: 200 }])
})

describe('pictures, sounds and films', () => {
  test('come along with what is said of them, which is read too', () => {
    const media = `<enclosure url="/a.mp3" type="audio/mpeg"/><m:group xmlns:m="http://search.yahoo.com/mrss/"><m:content url="https://beeld.example/1.jpg" type="image/jpeg">
      <m:title>De brug</m:title><m:description>Een kapotte brug</m:description></m:content></m:group>`
    const [only] = feedOf(rss(item('Brug', media))).items
    expect(only?.attachments).toEqual([
      { url: 'https://krant.example/a.mp3', type: 'audio/mpeg', description: '' },
      {
        ...{ url: 'https://beeld.example/1.jpg', type: 'image/jpeg' },
        description: 'De brug\nEen kapotte brug',
      },
    ])
    expect(only?.title).toBe('Brug')
    expect(only?.text).toContain('Een kapotte brug')
  })

  test('and an item with nothing else is a post', () => {
    expect(feedOf(rss('<item><enclosure url="https://a.example/1.mp3"/></item>')).items).toHaveLength(1)
    const json = {
      version: 'https://jsonfeed.org/version/1',
      items: [{ id: '1', attachments: [{ url: '/1.mp3', mime_type: 'audio/mpeg', title: 'Gesprek' }] }],
    }
    expect(feedOf(JSON.stringify(json)).items[0]).toMatchObject({
      text: 'Gesprek',
      attachments: [{ url: 'https://krant.example/1.mp3', type: 'audio/mpeg' }],
    })
  })
})

const folder = sharedData('cases', 'feeds')

describe.skipIf(!folder)('feeds that went wrong elsewhere (skipped where the cases are absent)', () => {
  const read = (name: string) => {
    const headers = JSON.parse(
      readdirSync(folder ?? '').includes(`${name}.headers.json`)
        ? readFileSync(join(folder ?? '', `${name}.headers.json`), 'utf8')
        : '{}',
    )
    return feedOf(readFileSync(join(folder ?? '', name)), headers['content-type'])
  }

  test.each([
    ['03-same-guid.xml', 5],
    ['04-fragment.xml', 5],
    ['05a-guid-http.xml', 3],
    ['06-no-guid-same-link.xml', 5],
    ['17-warning-before.xml', 1],
    ['18-warning-behind.xml', 1],
    ['20-json.json', 3],
    ['24-gz.xml', 1],
    ['29-same-title.xml', 5],
    ['30-same-title-link.xml', 5],
    ['31-same-title-guid.xml', 5],
  ])('%s has %i posts', (name, posts) => expect(identifyItems(read(name).items)).toHaveLength(posts))

  test('01: one cut letter', () => {
    const [first, second] = read('01-utf8-cut.xml').items
    expect(first?.title).toBe('Coöperatie wil één fietspad')
    expect(second?.text).toMatch(/caf\uFFFD/)
  })

  test('11: titles', () => {
    const titles: Record<string, [string, string]> = JSON.parse(
      readFileSync(sharedData('cases', 'titles.json') ?? '', 'utf8'),
    )
    const found = read('11-titles.xml').items.map(({ guid, title }) => [guid?.replace('t-', ''), title])
    expect(found).toEqual(Object.entries(titles).map(([name, [, right]]) => [name, right]))
  })

  test('23: the newest of 1,200 is in', () => {
    expect(read('23-oldest-first.xml').items.map(({ title }) => title)).toContain('Nummer 1200')
  })

  test('27: words of cells, terms and captions stand apart', () => {
    const query = readQuery('fietspad OR speeltuin')
    if (query.kind !== 'read') throw new Error(query.kind)
    const { items } = read('27-cells.xml')
    expect(items.map(({ title, text }) => explain(query.query, { title, text }, dutchRoot).matches)).toEqual(
      items.map(() => true),
    )
  })
})
