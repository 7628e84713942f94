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
})
