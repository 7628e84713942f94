import { describe, expect, test } from 'vitest'
import { hubInHeader, hubInText } from './hub.ts'

const url = 'https://krant.example/feed'
const found = { hub: 'https://hub.example/', topic: 'https://krant.example/feed.xml' }

describe('the hub of a feed (numbers as in the checklist for subscribers)', () => {
  test.each([
    ['<https://hub.example/>; rel="hub", <https://krant.example/feed.xml>; rel="self"', found],
    ['<https://hub.example/>;rel=hub,<https://krant.example/feed.xml>;type="a,b";rel=self', found],
    ['</feed.xml>; title="a, b"; rel="alternate self", <https://hub.example/>; REL="other hub"', found],
    ['<https://hub.example/>; rel="hub"', { ...found, topic: url }],
    ['<https://krant.example/feed.xml>; rel="self"', undefined],
    ['<javascript:alert(1)>; rel="hub"', undefined],
    ['', undefined],
  ])('100: in the header %s', (link, expected) => {
    expect(hubInHeader(link, url)).toEqual(expected)
  })

  test.each([
    [
      '101: of a page',
      '<!doctype html><html><head><link rel="hub" href="https://hub.example/"><link rel=self href=/feed.xml></head><body>',
    ],
    [
      '102: of Atom',
      '<feed xmlns="http://www.w3.org/2005/Atom"><link rel="hub" href="https://hub.example/"/><link rel="self" href="/feed.xml"/><entry>',
    ],
    [
      '103: of RSS',
      '<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://krant.example/</link><atom:link rel="self" href="/feed.xml"/><atom:link rel="hub" href="https://hub.example/"/><item>',
    ],
    [
      'of a JSON Feed',
      '{"feed_url":"/feed.xml","hubs":[{"type":"rssCloud","url":"https://no.example"},{"type":"WebSub","url":"https://hub.example/"}]}',
    ],
  ])('%s', (_, text) => {
    expect(hubInText(text, url)).toEqual(found)
  })

  test('in an entry, or on a page below its head, is none', () => {
    const link = '<link rel="hub" href="https://hub.example/"/>'
    expect(hubInText(`<feed><entry>${link}</entry></feed>`, url)).toBeUndefined()
    expect(hubInText(`<html><head></head><body>${link}</body></html>`, url)).toBeUndefined()
    expect(hubInText('{"hubs":', url)).toBeUndefined()
  })

  test('in a header of brackets without end takes no time', () => {
    const start = performance.now()
    hubInHeader(`<a>${';a=b'.repeat(20_000)}`.repeat(2) + '<'.repeat(50_000), url)
    expect(performance.now() - start).toBeLessThan(500)
  })
})
