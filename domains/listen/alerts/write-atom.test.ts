import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFeed } from '../feeds/read-feed.ts'
import { type AtomEntry, type AtomFeed, writeAtom } from './write-atom.ts'

const day = new Date('2026-04-17T10:00:00Z')
const base: AtomFeed = {
  ...{ id: 'tag:praat.example,2026:watch:1', title: 'Bruggen', author: 'Gemeente Voorbeeld', language: 'nl' },
  ...{ updatedAt: day, alternate: 'https://praat.example/nl/desk/listen', entries: [], next: undefined },
  ...{ self: 'https://praat.example/watch-feed/k', first: 'https://praat.example/watch-feed/k' },
}
const entry = (more: Partial<AtomEntry>): AtomEntry => ({
  ...{ id: 'tag:praat.example,2026:post:1', title: 'Brug dicht', url: 'https://krant.example/1' },
  ...{ deskUrl: 'https://praat.example/nl/desk/listen/posts/1', source: 'Dorpskrant', watches: ['Bruggen'] },
  ...{ language: 'nl', text: 'De brug is dicht', spans: [3, 7], publishedAt: day, updatedAt: day },
  ...more,
})

const readBack = (feed: AtomFeed) => {
  const read = readFeed({
    ...{ bytes: new TextEncoder().encode(writeAtom(feed)), url: 'https://praat.example/watch-feed/k' },
    ...{ contentType: 'application/atom+xml', timeZone: 'Europe/Amsterdam' },
  })
  if (read.kind !== 'feed') throw new Error(read.reason)
  return read.feed
}

test('a feed is read back as it was written, with the words that matched', () => {
  const feed = readBack({ ...base, entries: [entry({})] })
  expect(feed).toMatchObject({ format: 'atom', title: 'Bruggen', language: 'nl', warnings: [] })
  expect(feed.items).toMatchObject([
    {
      ...{ guid: 'tag:praat.example,2026:post:1', url: 'https://krant.example/1', title: 'Brug dicht' },
      ...{ text: 'De brug is dicht', language: 'nl', publishedAt: day, updatedAt: day },
    },
  ])
  expect(feed.items[0]?.html).toContain('<b>brug</b>')
})

test('what is not of the first page leads to the first and the next', () => {
  const text = writeAtom({ ...base, self: `${base.first}?after=b&c`, next: `${base.first}?after=d` })
  expect(text).toContain('<link rel="next" href="https://praat.example/watch-feed/k?after=d"')
  expect(text).toContain('<link rel="self" href="https://praat.example/watch-feed/k?after=b&amp;c"')
  expect(text).toContain('<link rel="first" href="https://praat.example/watch-feed/k"')
  expect(writeAtom(base)).not.toContain('rel="next"')
})

test('a language that is none, and a date that nobody knows, are left out', () => {
  const text = writeAtom({ ...base, entries: [entry({ language: 'nl" x="', publishedAt: undefined })] })
  expect(text).not.toContain('x=')
  expect(text).not.toContain('<published>')
})

test('whatever people write, the feed is one that can be read, and says no more', () => {
  const word = fc.string({ unit: 'binary' })
  fc.assert(
    fc.property(word, word, word, (title, text, source) => {
      const hostile = entry({ title, text, source, watches: [source], spans: [0, text.length] })
      const feed = readBack({ ...base, entries: [hostile, entry({ id: 'tag:praat.example,2026:post:2' })] })
      expect(feed.items).toHaveLength(2)
      expect(feed.warnings).toEqual([])
    }),
  )
})
