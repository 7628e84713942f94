import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FeedItem } from '../feeds/parsed-feed.ts'
import { identifyItems } from './post-identity.ts'

function item(overrides: Partial<FeedItem>): FeedItem {
  return {
    guid: undefined,
    url: undefined,
    title: 'Titel',
    html: '',
    text: '',
    language: undefined,
    attachments: [],
    publishedAt: undefined,
    updatedAt: undefined,
    ...overrides,
  }
}

const kinds = (items: FeedItem[]) =>
  identifyItems(items).map(({ aliases }) => aliases.map((alias) => alias.split(':')[0]).join('+'))

/** A file of this many sound items, to set a few bad ones against. */
const sound = (count: number) =>
  Array.from({ length: count }, (_, n) =>
    item({ guid: `g${n}`, url: `https://a.example/${n}`, title: `Titel ${n}` }),
  )

describe('identifyItems', () => {
  test('names a post by its guid and by its address', () => {
    expect(kinds([item({ guid: '1', url: 'https://a.example/1' })])).toEqual(['guid+url'])
  })

  test('makes nothing of what has a name and a date alone', () => {
    expect(kinds([item({ guid: '1', title: '', publishedAt: new Date() })])).toEqual([])
  })

  test('names a post by what it says when it has neither', () => {
    expect(kinds([item({}), item({ title: 'Ander' })])).toEqual(['text', 'text'])
    const [a, b] = identifyItems([item({ text: 'x' }), item({ text: 'y' })])
    expect(a?.aliases).not.toEqual(b?.aliases)
    const [monday, friday] = identifyItems([1, 5].map((day) => item({ publishedAt: new Date(2026, 5, day) })))
    expect(monday?.aliases).not.toEqual(friday?.aliases)
  })

  test('knows a post again by its address when the guid changed', () => {
    const [before] = identifyItems([item({ guid: 'old', url: 'https://a.example/1?utm_source=rss' })])
    const [after] = identifyItems([item({ guid: 'new', url: 'http://www.a.example/1' })])
    expect(after?.aliases[0]).not.toBe(before?.aliases[0])
    expect(after?.aliases[1]).toBe(before?.aliases[1])
  })

  test('leaves out a guid that different posts share', () => {
    const shared = [
      item({ guid: 'g', url: 'https://a.example/x', title: 'X' }),
      item({ guid: 'g', url: 'https://a.example/y', title: 'Y' }),
    ]
    expect(kinds([...sound(60), ...shared]).slice(60)).toEqual(['url', 'url'])
    expect(kinds([...sound(60), ...shared])[0]).toBe('guid+url')
  })

  test('takes what has one title and one guid or address for other posts where their dates are others', () => {
    const weeks = [1, 2, 3].map((day) => ({ title: 'Besluiten', publishedAt: new Date(2026, 5, day) }))
    for (const same of [{ guid: 'besluiten' }, { url: 'https://a.example/besluiten' }])
      expect(identifyItems(weeks.map((week) => item({ ...week, ...same })))).toHaveLength(3)
  })

  test('leaves out guids altogether when more than one in twenty is bad', () => {
    const shared = Array.from({ length: 6 }, (_, n) =>
      item({ guid: 'g', url: `https://a.example/bad${n}`, title: `Slecht ${n}` }),
    )
    expect(new Set(kinds([...sound(20), ...shared]))).toEqual(new Set(['url']))
  })

  test('leaves out guids altogether when more than one in twenty has none', () => {
    const without = Array.from({ length: 6 }, (_, n) =>
      item({ url: `https://a.example/without${n}`, title: `Zonder ${n}` }),
    )
    expect(new Set(kinds([...sound(20), ...without]))).toEqual(new Set(['url']))
  })

  test('lets a guid be missing in one in twenty posts, or in a single one', () => {
    const without = (n: number) => item({ url: `https://a.example/without${n}`, title: `Zonder ${n}` })
    expect(kinds([...sound(38), without(1), without(2)])[0]).toBe('guid+url')
    expect(kinds([...sound(2), without(1)])).toEqual(['guid+url', 'guid+url', 'url'])
  })

  test('gives names that are short, whatever they are made of', () => {
    const [entry] = identifyItems([item({ guid: 'g'.repeat(9000) })])
    expect(entry?.aliases).toEqual([expect.stringMatching(/^guid:[\w-]{22}$/)])
  })

  test('leaves out addresses when every item leads to the front page', () => {
    const items = ['A', 'B', 'C'].map((title) => item({ guid: title, url: 'https://a.example/', title }))
    expect(kinds(items)).toEqual(['guid', 'guid', 'guid'])
  })

  test('gives a repeated post once, in its last edit', () => {
    const edits = [1, 3, 2].map((day) =>
      item({ guid: 'g', text: `v${day}`, updatedAt: new Date(2026, 3, day) }),
    )
    expect(identifyItems(edits).map((entry) => entry.item.text)).toEqual(['v3'])
    const unedited = ['first', 'second'].map((text) => item({ guid: 'g', text }))
    expect(identifyItems(unedited).map((entry) => entry.item.text)).toEqual(['first'])
  })

  test('never gives two posts of a file the same strongest name, and never none', () => {
    const small = fc.constantFrom('a', 'b', 'c', undefined)
    const items = fc.array(
      fc
        .record({ guid: small, path: small, title: fc.constantFrom('x', 'y', 'z') })
        .map(({ guid, path, title }) => item({ guid, url: path && `https://a.example/${path}`, title })),
    )
    fc.assert(
      fc.property(items, (list) => {
        const first = identifyItems(list).map(({ aliases }) => aliases[0])
        return new Set(first).size === first.length && !first.includes(undefined)
      }),
    )
  })
})
