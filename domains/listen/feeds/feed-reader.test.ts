import { afterEach, expect, test } from 'vitest'
import { createFeedReader, type FeedReader } from './feed-reader.ts'
import { readFeed } from './read-feed.ts'

const url = 'https://krant.example/feed'
const source = (text: string) => ({ bytes: new TextEncoder().encode(text), url, contentType: 'text/xml' })

let reader: FeedReader
afterEach(() => reader.close())

test('says of a feed and of a page what is said without a thread', async () => {
  reader = createFeedReader()
  const feed = source(
    '<rss><channel><title>Krant</title><item><title>Brug</title><pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate></item></channel></rss>',
  )
  expect(await reader.read(feed)).toEqual(readFeed(feed))
  const page = source('<html><link rel="alternate" type="application/rss+xml" href="/rss"></html>')
  expect(await reader.discover(page)).toEqual(['https://krant.example/rss'])
})

test('what takes longer than it may is no feed and points to none either', async () => {
  reader = createFeedReader({ limitMs: 1 })
  const feed = source(`<rss><channel>${'<item><title>Brug</title></item>'.repeat(50_000)}</channel></rss>`)
  expect(await reader.read(feed)).toEqual({ kind: 'not-a-feed', reason: 'too-long' })
  expect(await reader.discover(feed)).toEqual([])
})

test('the thread that asks goes on meanwhile', async () => {
  reader = createFeedReader()
  const busy = `<rss><channel><item><description>${'&zz;'.repeat(1_000_000)}</description></item></channel></rss>`
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 10)
  const began = performance.now()
  expect((await reader.read(source(busy))).kind).toBe('feed')
  clearInterval(timer)
  expect(longest).toBeLessThan((performance.now() - began) / 2)
})
