import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sharedData } from '#testing'
import { discoverFeeds } from './feed-discovery.ts'
import { readFeed } from './read-feed.ts'

const folder = sharedData('feeds', 'crawler-commons', 'sitemaps') ?? ''
const real = describe.skipIf(folder === '')
const url = 'https://krant.example/nieuws.xml'

const read = (bytes: Uint8Array) => readFeed({ bytes, url, timeZone: 'Europe/Amsterdam' })
const readText = (text: string) => read(new TextEncoder().encode(text))

function feedOf(outcome: ReturnType<typeof readFeed>) {
  if (outcome.kind !== 'feed') throw new Error(outcome.reason)
  return outcome.feed
}

const NAMESPACES = `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"`

describe('a sitemap of news', () => {
  test('is a feed: title, address, day, language and what is said of pictures', () => {
    const feed = feedOf(
      readText(`<?xml version="1.0"?><!-- made --><urlset ${NAMESPACES}><url><loc> https://krant.example/1 </loc>
        <image:image><image:loc>/f.jpg</image:loc><image:caption>De brug &amp; de sluis</image:caption></image:image>
        <n:news><n:publication><n:name>Dorpskrant</n:name><n:language>nl</n:language></n:publication>
        <n:publication_date>2026-04-16T10:00:00+02:00</n:publication_date><n:title>Brug dicht</n:title></n:news></url>
        <url><loc>https://krant.example/contact</loc></url></urlset>`),
    )
    expect(feed).toMatchObject({
      ...{ format: 'sitemap', title: 'Dorpskrant', language: 'nl', home: 'https://krant.example/' },
      warnings: [{ kind: 'not-items', n: 1 }],
    })
    expect(feed.items).toMatchObject([
      {
        ...{ title: 'Brug dicht', url: 'https://krant.example/1', text: 'De brug & de sluis' },
        publishedAt: new Date('2026-04-16T08:00:00Z'),
        attachments: [{ url: 'https://krant.example/f.jpg' }],
      },
    ])
  })

  test('keeps nothing that runs, and no address that is none', () => {
    const feed = feedOf(
      readText(`<urlset ${NAMESPACES}><url><loc>javascript:alert(1)</loc><n:news><n:title>Fout</n:title></n:news></url>
        <url><loc>https://krant.example/2</loc><n:news><n:title>A &lt;script&gt;x()&lt;/script&gt;B</n:title></n:news></url></urlset>`),
    )
    expect(feed.items.map(({ title }) => title)).toEqual(['A B'])
  })

  test('of addresses alone says that there is no news in it, and a list of sitemaps that it is one', () => {
    expect(readText('<urlset><url><loc>https://a.example/</loc></url></urlset>')).toEqual({
      kind: 'not-a-feed',
      reason: 'no-news',
    })
    const index = `<sitemapindex>${['pagina', 'nieuws', 'oud']
      .map(
        (name, at) =>
          `<sitemap><loc>https://a.example/${name}.xml</loc><lastmod>202${at}-01-01</lastmod></sitemap>`,
      )
      .join('')}</sitemapindex>`
    expect(readText(index)).toEqual({ kind: 'not-a-feed', reason: 'sitemap-index' })
    expect(discoverFeeds(new TextEncoder().encode(index), 'https://a.example/sitemap.xml')).toEqual(
      ['nieuws', 'oud', 'pagina'].map((name) => `https://a.example/${name}.xml`),
    )
  })

  test('of fifty thousand entries keeps the newest thousand', () => {
    const entries = Array.from(
      { length: 50_000 },
      (_, n) =>
        `<url><loc>https://a.example/${n}</loc><n:news><n:publication_date>${new Date(1.7e12 + n * 60_000).toISOString()}</n:publication_date><n:title>Bericht ${n}</n:title></n:news></url>`,
    )
    const feed = feedOf(readText(`<urlset ${NAMESPACES}>${entries.join('')}</urlset>`))
    expect([feed.items.length, feed.items[0]?.title]).toEqual([1000, 'Bericht 49000'])
    expect(feed.warnings).toEqual([{ kind: 'older-items', n: 49_000 }])
  })
})

real('in the files of crawler-commons', () => {
  const items = (name: string) => feedOf(read(readFileSync(join(folder, name)))).items

  test('news has its titles, days and language', () => {
    expect(
      items('extension/sitemap-news.xml').map(({ title, url, publishedAt }) => [title, url, publishedAt]),
    ).toEqual([
      [
        'Companies A, B in Merger Talks',
        'http://www.example.org/business/article55.html',
        new Date('2008-12-23'),
      ],
      ['Test empty news attributes', 'http://www.example.org/empty_news_name.html', new Date('2025-05-27')],
    ])
    const blog = items('extension/shinpaideshou-news-sitemap.xml')
    expect(blog[0]).toMatchObject({
      ...{ title: 'Job Opening: Reischauer Policy Research Fellow', language: 'en' },
      publishedAt: new Date('2017-04-25T10:00:36Z'),
    })
  })

  test('films and pictures give their titles and what is said of them', () => {
    const films = items('extension/sitemap-videos.xml')
    expect(films.map(({ title }) => title)).toEqual([
      'Grilling steaks for summer',
      'Grilling steaks for summer, episode 2',
      'Grilling steaks for summer, episode 3',
    ])
    expect(films[0]?.text).toBe('Alkis shows you how to get perfectly done steaks every time')
    expect(items('extension/sitemap-videos-tvshow.xml')).toMatchObject([
      { url: 'https://example.org/my-tv-show/23/13/', title: 'My TV Show! - Thu, Jun 05, 2025' },
    ])
    const pictures = items('extension/hebdenbridgetimes-articles-sitemap.xml')
    expect(pictures[0]?.title).toMatch(/^VIDEO - Tour de Yorkshire in Calderdale/)
    expect(pictures[0]?.text).toContain('Tour De Yorkshire passes through Nutclough, Hebden Bridge')
    expect(pictures.length).toBeGreaterThan(20)
  })

  test.each([
    'sitemap.badns.xml',
    'xmlSitemap.gz',
    'extension/sitemap-links.xml',
    'extension/pagemaps-sitemap.xml',
  ])('%s names pages and no news', (name) => {
    expect(read(readFileSync(join(folder, name)))).toEqual({ kind: 'not-a-feed', reason: 'no-news' })
  })

  test('a feed where a sitemap was expected is a feed', () => {
    expect(items('atom.xml')).toMatchObject([{ title: 'Atom-Powered Robots Run Amok' }])
    expect(items('../rss/feed.rss').length).toBeGreaterThan(0)
  })
})
