import { afterAll, describe, expect, test } from 'vitest'
import { systemClock } from '#platform/clock'
import type { Fetcher } from '#platform/fetch'
import { createFeedReader } from '../feeds/feed-reader.ts'
import { findFeed } from './find-feed.ts'

const reader = createFeedReader()
afterAll(() => reader.close())

const page = (head = '') => `<!doctype html><html><head>${head}</head><body>Welkom</body></html>`
const news = `<urlset><url><loc>https://krant.example/1</loc><news:news><news:title>Brug dicht</news:title></news:news></url></urlset>`
const pages = '<urlset><url><loc>https://krant.example/contact</loc></url></urlset>'
const index = (...names: string[]) =>
  `<sitemapindex>${names.map((name) => `<sitemap><loc>https://krant.example/${name}</loc></sitemap>`).join('')}</sitemapindex>`

/** A site of these files, and what was asked of it. */
function site(files: Record<string, string>) {
  const asked: string[] = []
  const fetcher: Fetcher = async ({ url }) => {
    const path = new URL(url).pathname
    asked.push(path)
    const text = files[path]
    if (text === undefined) return { kind: 'failed', url, reason: 'status', status: 404, transient: false }
    return { kind: 'fetched', url, headers: {}, body: new TextEncoder().encode(text) }
  }
  return { asked, find: () => findFeed({ fetcher, reader }, 'https://krant.example/', systemClock) }
}

describe('looking for a feed', () => {
  test('takes the sitemap with news that robots.txt names, where the page points to no feed', async () => {
    const { find, asked } = site({
      '/': page(),
      '/robots.txt': 'Sitemap: https://krant.example/pages.xml\nSitemap: /news.xml',
      '/pages.xml': pages,
      '/news.xml': news,
    })
    expect(await find()).toMatchObject({ kind: 'found', feed: { items: [{ title: 'Brug dicht' }] } })
    expect(asked).toEqual(['/', '/robots.txt', '/news.xml'])
  })

  test('looks into a list of sitemaps once, and not into lists in it', async () => {
    const { find } = site({
      ...{ '/': page(), '/robots.txt': 'Sitemap: https://krant.example/all.xml' },
      ...{ '/all.xml': index('a.xml', 'nieuws.xml'), '/a.xml': pages, '/nieuws.xml': news },
    })
    expect(await find()).toMatchObject({ kind: 'found' })
    const endless = site({
      ...{ '/': page(), '/robots.txt': 'Sitemap: https://krant.example/all.xml' },
      '/all.xml': index('all.xml'),
    })
    expect(await endless.find()).toEqual({ kind: 'unusable', problem: 'not-a-feed-html' })
    expect(endless.asked).toHaveLength(4)
  })

  test('reads nothing that robots.txt closes for us, though it is named there', async () => {
    const { find, asked } = site({
      '/': page(),
      '/robots.txt': 'Sitemap: /news.xml\nUser-agent: weerklank\nDisallow: /news',
      '/news.xml': news,
    })
    expect(await find()).toEqual({ kind: 'unusable', problem: 'not-a-feed-html' })
    expect(asked).not.toContain('/news.xml')
  })

  test('asks a site for no more than a handful of files', async () => {
    const links = Array.from(
      { length: 20 },
      (_, n) => `<link rel="alternate" type="application/rss+xml" href="/f${n}">`,
    )
    const sitemaps = Array.from({ length: 20 }, (_, n) => `Sitemap: /s${n}.xml`)
    const { find, asked } = site({ '/': page(links.join('')), '/robots.txt': sitemaps.join('\n') })
    await find()
    expect(asked.length).toBeLessThanOrEqual(8)
  })

  test('of a list of sitemaps that somebody gave takes the one with news', async () => {
    const { find } = site({ '/': index('a.xml', 'nieuws.xml'), '/a.xml': pages, '/nieuws.xml': news })
    expect(await find()).toMatchObject({ kind: 'found' })
    const none = site({ '/': index('a.xml'), '/a.xml': pages })
    expect(await none.find()).toEqual({ kind: 'unusable', problem: 'not-a-feed-sitemap-index' })
  })
})
