import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sharedData } from '#testing'
import { isAllowed, readRobots } from './robots.ts'

const robots = (text: string, name?: string) =>
  readRobots(new TextEncoder().encode(text), 'https://krant.example/robots.txt', name)
const allows = (text: string, path: string, name?: string) =>
  isAllowed(robots(text, name), `https://krant.example${path}`)

const folder = sharedData('feeds', 'crawler-commons', 'robots') ?? ''
const real = describe.skipIf(folder === '')

const file = (name: string, program?: string) => {
  const read = readRobots(readFileSync(join(folder, name)), 'http://www.example.com/robots.txt', program)
  return { ...read, allows: (path: string) => isAllowed(read, `http://www.example.com${path}`) }
}

describe('what a site asks', () => {
  test('is nothing where it says nothing', () => {
    expect(robots('')).toEqual({ rules: [], crawlDelay: undefined, sitemaps: [] })
    expect(allows('User-agent: *\nDisallow:', '/alles')).toBe(true)
  })

  test('goes by the groups that name us, all together, and else by those for everybody', () => {
    const text =
      'User-agent: *\nDisallow: /\n\nUser-agent: Weerklank/1.0\nDisallow: /a\n\nuser-agent: weerklank\nDisallow: /b'
    expect(['/a', '/b', '/c'].map((path) => allows(text, path))).toEqual([false, false, true])
    expect(allows(text, '/c', 'ander')).toBe(false)
  })

  test('is read by the longest rule, and of two as long by the one that allows', () => {
    const text = 'User-agent: *\nDisallow: /map\nAllow: /map/open\nAllow: /gelijk\nDisallow: /gelijk'
    expect(['/map/x', '/map/open/x', '/gelijk'].map((path) => allows(text, path))).toEqual([
      false,
      true,
      true,
    ])
  })

  test('knows stars, ends and letters that are written as codes', () => {
    const text =
      'User-agent: *\nDisallow: /*.pdf$\nDisallow: /caf%c3%a9\nDisallow: /%7Ejan\nDisallow: /*?zoek='
    expect(allows(text, '/map/stuk.pdf')).toBe(false)
    expect(allows(text, '/map/stuk.pdf?x=1')).toBe(true)
    expect(allows(text, '/café/x')).toBe(false)
    expect(allows(text, '/~jan')).toBe(false)
    expect(allows(text, '/a?zoek=b')).toBe(false)
  })

  test('agrees with a plain reading of stars and ends', () => {
    const letters = (of: string) =>
      fc.array(fc.constantFrom(...of), { maxLength: 8 }).map((all) => all.join(''))
    fc.assert(
      fc.property(letters('ab*'), fc.boolean(), letters('ab'), (rule, isWhole, path) => {
        const plain = new RegExp(`^/${rule.replaceAll('*', '.*')}${isWhole ? '$' : ''}`)
        const text = `User-agent: *\nDisallow: /${rule}${isWhole ? '$' : ''}`
        expect(allows(text, `/${path}`)).toBe(!plain.test(`/${path}`))
      }),
    )
  })

  test('of stars without end takes no time', () => {
    const text = `User-agent: *\nDisallow: /${'*a'.repeat(900)}$`
    const start = performance.now()
    expect(allows(text, `/${'a'.repeat(1500)}b`)).toBe(true)
    expect(performance.now() - start).toBeLessThan(200)
  })
})

real('in the files of crawler-commons', () => {
  test('a delay is read, also where lines end as on Windows', () => {
    expect(file('astore.amazon.com-robots.txt').crawlDelay).toBe(5)
    expect(file('dos-line-endings.txt').crawlDelay).toBe(1)
  })

  test('mistakes in spelling are understood as they were meant', () => {
    expect(['/desallow/', '/dissalow/', '/x'].map(file('directive-typos-robots.txt', 'bot1').allows)).toEqual(
      [...[false, false, true]],
    )
    expect(file('directive-typos-robots.txt', 'bot2').allows('/useragent/')).toBe(false)
    expect(file('directive-typos-robots.txt', 'bot3').allows('/useg-agent/')).toBe(false)
    expect(file('directive-typos-robots.txt', 'bot4').allows('/useragent-no-colon/')).toBe(false)
  })

  test('a path with a broken code keeps the others', () => {
    const { allows } = file('malformed-path.txt')
    expect(allows('/wiki/Wikipedia_talk:Mediation_Committee/')).toBe(false)
    expect(allows('/wiki/Anders')).toBe(true)
  })

  test.each([
    ['OutfoxBot', '/x', false],
    ['WebZIP', '/x', false],
    ['mijnlezer', '/x', true],
    ['mijnlezer', '/bot-trap/', false],
  ])('many programs in one group: %s reads %s: %s', (name, path, expected) => {
    expect(file('many-user-agents.txt', name).allows(path)).toBe(expected)
  })

  test('groups of one program are read together, also where they stand among others', () => {
    const wget = file('merge-rules.txt', 'wget')
    expect(['/foo/bar', '/tmp/bar', '/ckh/bar'].map(wget.allows)).toEqual([true, false, true])
    const other = file('merge-rules.txt', 'lezer')
    expect(['/foo/bar', '/tmp/bar', '/ckh/bar'].map(other.allows)).toEqual([false, false, true])
    expect(file('merge-rules.txt', 'testy').allows('/x')).toBe(false)
  })

  test('the more specific rule counts, wherever it stands', () => {
    const testy = file('precedence-of-rules.txt', 'testy')
    expect(['/foo', '/foo/bar', '/foo/baz', '/x'].map(testy.allows)).toEqual([false, true, false, true])
    const wget = file('precedence-of-rules.txt', 'wget')
    expect(['/foo', '/index.html', '/x'].map(wget.allows)).toEqual([true, true, false])
  })

  test('the examples of RFC 9309 are read as it says', () => {
    const longest = file('rfc9309-example-longest-match-robots.txt', 'foobot')
    expect(['/example/page/', '/example/page/disallowed.gif'].map(longest.allows)).toEqual([true, false])
    const simple = (name: string) => file('rfc9309-example-simple-robots.txt', name).allows
    expect(['/example/page.html', '/example/allowed.gif', '/x'].map(simple('foobot'))).toEqual([
      true,
      true,
      false,
    ])
    expect(['/example/page.html', '/x'].map(simple('bazbot'))).toEqual([false, true])
    expect(['/example/page.html', '/x'].map(simple('quxbot'))).toEqual([true, true])
    expect(['/a.gif', '/example/x', '/publications/x'].map(simple('lezer'))).toEqual([false, false, true])
  })

  test.each(['robots-with-utf8-bom.txt', 'robots-with-utf16be-bom.txt'])(
    '%s is read behind its mark',
    (name) => {
      const read = file(name)
      expect(['/profile', '/x/output/print', '/x'].map(read.allows)).toEqual([false, false, true])
      expect(read.sitemaps).toEqual(['http://www.newsweek.com/sitemap_index.xml'])
    },
  )

  test('sitemaps are named once, whole where they were not', () => {
    expect(file('relative-sitemap-robots.txt').sitemaps).toEqual(['http://www.example.com/sitemap.xml'])
    expect(file('sitemap-robots-dedup.txt').sitemaps).toEqual(['http://example.org/sitemap.xml'])
  })
})
