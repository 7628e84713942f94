import { describe, expect, test } from 'vitest'
import { discoverFeeds } from './feed-discovery.ts'

const url = 'https://krant.example/nieuws/'
const discover = (head: string) =>
  discoverFeeds(new TextEncoder().encode(`<html><head>${head}</head></html>`), url)
const link = (href: string, title = '') =>
  `<link rel="alternate" type="application/rss+xml" href="${href}" title="${title}">`

describe('discoverFeeds', () => {
  test('finds the feeds that a page points to, as whole addresses', () => {
    expect(discover(link('/feed') + link('atom.xml'))).toEqual([
      'https://krant.example/feed',
      `${url}atom.xml`,
    ])
  })

  test('reads addresses against the base of the page', () => {
    expect(discover(`<base href="https://cdn.example/x/">${link('feed')}`)).toEqual([
      'https://cdn.example/x/feed',
    ])
  })

  test('puts a feed of comments after the others', () => {
    expect(discover(link('/reacties/feed', 'Reacties') + link('/feed'))).toEqual([
      'https://krant.example/feed',
      'https://krant.example/reacties/feed',
    ])
  })

  test('ignores other links, and addresses that do not lead to the web', () => {
    const others = '<link rel="stylesheet" href="a.css"><link rel="alternate" hreflang="en" href="/en">'
    expect(discover(others + link('javascript:x') + link('file:///etc/passwd'))).toEqual([])
  })

  test.each([
    'application/rss+xml',
    'application/atom+xml',
    'application/feed+json',
    'application/rdf+xml',
    'text/rss',
    'Application/RSS+XML ; charset=utf-8',
  ])('knows a feed by the type %s', (type) => {
    expect(discover(`<link rel="alternate" type="${type}" href="/feed">`)).toEqual([
      'https://krant.example/feed',
    ])
  })

  test.each(['Alternate', 'feed  alternate', 'alternate\nhome'])('knows a feed by the relation %j', (rel) => {
    expect(discover(`<link rel="${rel}" type="text/rss" href="/feed">`)).toEqual([
      'https://krant.example/feed',
    ])
  })

  test.each([
    '<link rel="alternate" type="text/html" href="/feed">',
    '<link rel="alternate" href="/feed">',
    '<link rel="stylesheet" type="text/rss" href="/feed">',
    '<link rel="alternately" type="text/rss" href="/feed">',
    '<link type="text/rss" href="/feed">',
    '<link rel="alternate" type="text/rss">',
    '<a rel="alternate" type="text/rss" href="/feed">feed</a>',
  ])('finds no feed in %s', (html) => {
    expect(discover(html)).toEqual([])
  })

  test('names a feed once, and at most five', () => {
    const six = Array.from({ length: 6 }, (_, at) => `https://krant.example/${at}`)
    expect(discover(six.map((address) => link(address) + link(address)).join(''))).toEqual(six.slice(0, 5))
  })

  test.each(['Comments', 'comment', 'Reacties', 'reactie op dit bericht'])(
    'knows a feed of comments by the title %j',
    (title) => {
      expect(discover(link('/een', title) + link('/twee'))).toEqual([
        'https://krant.example/twee',
        'https://krant.example/een',
      ])
    },
  )

  test('knows a feed of comments by its address', () => {
    expect(discover(link('/comments') + link('/feed'))[0]).toBe('https://krant.example/feed')
  })

  test('leaves the order in which a page names its feeds', () => {
    expect(discover(link('/b') + link('/reacties/2') + link('/a') + link('/reacties/1'))).toEqual(
      ['b', 'a', 'reacties/2', 'reacties/1'].map((path) => `https://krant.example/${path}`),
    )
  })

  test('reads the base itself against the page, and passes over one that leads nowhere', () => {
    expect(discover(`<base href="../x/">${link('feed')}`)).toEqual(['https://krant.example/x/feed'])
    expect(discover(`<base target="_blank">${link('feed')}`)).toEqual([`${url}feed`])
    expect(discover(`<base href="mailto:x@krant.example">${link('feed')}`)).toEqual([`${url}feed`])
  })

  test('no other element moves the base', () => {
    const sheet = '<link rel="stylesheet" href="https://cdn.example/a.css">'
    expect(discover(sheet + link('feed'))).toEqual([`${url}feed`])
  })

  test('reads a page in the charset that its header names', () => {
    const page = Uint8Array.from(link('/\u00b1'), (character) => character.charCodeAt(0))
    expect(discoverFeeds(page, url, 'text/html; charset=iso-8859-2')).toEqual([
      `https://krant.example/${encodeURIComponent('ą')}`,
    ])
  })
})
