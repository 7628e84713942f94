import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readList } from './read-list.ts'
import { writeOpml } from './write-opml.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function listOf(text: string) {
  const outcome = readList({ bytes: bytes(text), timeZone: 'Europe/Amsterdam' })
  if (outcome.kind !== 'list') throw new Error(outcome.reason)
  return outcome.list
}

describe('a list that is written', () => {
  const at = new Date('2026-04-16T12:00:00Z')

  test('is read as it was, whatever stands in its titles and addresses', () => {
    const source = fc.record({
      title: fc.string({ unit: 'grapheme', maxLength: 30 }).map((title) => title.trim().replace(/\s+/g, ' ')),
      address: fc.webUrl({ withQueryParameters: true }),
    })
    const sources = fc.uniqueArray(source, { selector: ({ address }) => address.toLowerCase(), maxLength: 8 })
    fc.assert(
      fc.property(sources, (said) => {
        const list = listOf(
          writeOpml({
            ...{ title: 'Bronnen & meer', at },
            sources: said.map((one) => ({ ...one, home: null, language: 'nl' })),
          }),
        )
        const addresses = new Set(list.feeds.map(({ url }) => url))
        expect(said.filter(({ address }) => !addresses.has(address)).length).toBe(
          said.length - list.feeds.length,
        )
        expect(list).toMatchObject({ format: 'opml2', title: 'Bronnen & meer', createdAt: at, warnings: [] })
      }),
      { numRuns: 30 },
    )
  })

  test('keeps quotes, ampersands and what looks like markup', () => {
    const title = `De "Klaroen" & <b>'t Dorp</b>`
    const address = 'https://krant.example/feed?a=1&b="2"'
    const sources = [{ title, address, home: 'https://krant.example/', language: null }]
    expect(listOf(writeOpml({ title: 'x', at, sources })).feeds).toEqual([
      { title, url: address, categories: [] },
    ])
  })
})

describe('a list that is read', () => {
  test('that is none names nothing, and one of nothing says so', () => {
    expect(listOf('<rss><channel><title>Krant</title></channel></rss>')).toMatchObject({
      format: 'unknown',
      feeds: [],
    })
    expect(listOf('zomaar tekst')).toMatchObject({ feeds: [], sites: [] })
    expect(readList({ bytes: bytes(' \n') })).toEqual({ kind: 'not-a-list', reason: 'empty' })
  })

  test('takes two thousand sources, and says how many it left out', () => {
    const outlines = Array.from({ length: 2010 }, (_, n) => `<outline xmlUrl="https://a.example/${n}"/>`)
    const list = listOf(`<opml version="1.0"><body>${outlines.join('')}</body></opml>`)
    expect(list.feeds).toHaveLength(2000)
    expect(list.warnings).toEqual([{ kind: 'left-out', n: 10 }])
  })

  test('of another program keeps a site without a feed and a list in it apart', () => {
    const list = listOf(`<opml><body><outline text="Blog" htmlUrl="https://blog.example/"/>
      <outline type="include" text="Meer" url="https://a.example/more.opml"/></body></opml>`)
    expect(list.sites).toEqual([{ title: 'Blog', url: 'https://blog.example/' }])
    expect(list.lists).toEqual([{ title: 'Meer', url: 'https://a.example/more.opml' }])
  })

  test('ends early at what goes too deep, and takes no entity from elsewhere', () => {
    expect(readList({ bytes: bytes('<outline>'.repeat(4_000_000 / 9)) })).toEqual({
      kind: 'not-a-list',
      reason: 'too-deep',
    })
    const evil = `<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><head><title>&x;</title></head></opml>`
    expect(listOf(evil).title).not.toContain('root')
  })
})
