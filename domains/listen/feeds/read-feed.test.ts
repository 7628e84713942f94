import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ParsedFeed } from './parsed-feed.ts'
import { readFeed } from './read-feed.ts'

const url = 'https://krant.example/feed.xml'

function read(text: string, contentType?: string) {
  return readFeed({ bytes: new TextEncoder().encode(text), url, ...(contentType ? { contentType } : {}) })
}

function feedOf(text: string): ParsedFeed {
  const outcome = read(text)
  if (outcome.kind !== 'feed') throw new Error(`not a feed: ${outcome.reason}`)
  return outcome.feed
}

const RSS = `<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
  <title>Dorpskrant &amp; nieuws</title><link>https://krant.example/</link><language>nl</language><ttl>30</ttl>
  <image><title>Beeldmerk</title><link>https://elders.example/</link></image>
  <item>
    <title>Fietsers tellen in de Dorpsstraat</title>
    <link>/2026/fietsers?utm_source=rss</link>
    <guid isPermaLink="false">krant-1</guid>
    <dc:creator>Jan de Vries</dc:creator><author>jan@krant.example (Jan de Vries)</author>
    <pubDate>Thu, 16 Apr 2026 09:30:00 +0200</pubDate>
    <description>&lt;p&gt;Winkeliers &lt;b&gt;telden&lt;/b&gt; zelf.&lt;/p&gt;&lt;script&gt;steel()&lt;/script&gt;&lt;img src="https://volg.example/p.gif"&gt;</description>
  </item>
</channel></rss>`

describe('an RSS feed', () => {
  test('gives its title, page, language, pace and items', () => {
    const feed = feedOf(RSS)
    expect(feed).toMatchObject({
      title: 'Dorpskrant & nieuws',
      home: 'https://krant.example/',
      language: 'nl',
      ttlMinutes: 30,
    })
    expect(feed.items).toEqual([
      {
        guid: 'krant-1',
        url: 'https://krant.example/2026/fietsers?utm_source=rss',
        title: 'Fietsers tellen in de Dorpsstraat',
        html: '<p>Winkeliers <b>telden</b> zelf.</p>',
        text: 'Winkeliers telden zelf.',
        language: undefined,
        attachments: [],
        publishedAt: new Date('2026-04-16T07:30:00Z'),
        updatedAt: undefined,
      },
    ])
  })

  test('leaves the name of the author behind', () => {
    expect(JSON.stringify(feedOf(RSS))).not.toMatch(/Vries|jan@/)
  })

  test('prefers the whole text over its summary', () => {
    const [item] = feedOf(
      `<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><item><description>Kort</description>
       <c:encoded><![CDATA[<p>Heel het verhaal</p>]]></c:encoded></item></channel></rss>`,
    ).items
    expect(item?.text).toBe('Heel het verhaal')
  })

  test.each([
    ['bare ampersands', '<title>Water & licht</title>', 'Water & licht'],
    ['names that only HTML knows', '<title>Caf&eacute; &hellip; &copy;</title>', 'Café … ©'],
    ['control characters', '<title>Wa\u0000ter\u0008</title>', 'Water'],
    ['CDATA with an ampersand', '<title><![CDATA[Water & licht]]></title>', 'Water & licht'],
    ['double-escaped text', '<title>Water &amp;amp; licht</title>', 'Water & licht'],
    ['a title of several lines', '<title>\n  Water\n  op  straat\n</title>', 'Water op straat'],
  ])('is read with %s', (_name, title, expected) => {
    expect(feedOf(`<rss><channel><item>${title}</item></channel></rss>`).items[0]?.title).toBe(expected)
  })

  test('is read after junk before its prolog, and without an end', () => {
    expect(
      feedOf(`\n\nfout: <?xml version="1.0"?><rss><channel><item><title>Half</title></item>`).items,
    ).toHaveLength(1)
  })

  test('takes the guid for the address unless it says that it is none', () => {
    const item = (attributes: string) =>
      feedOf(
        `<rss><channel><item><title>t</title><guid${attributes}>https://krant.example/1</guid></item></channel></rss>`,
      ).items[0]
    expect(item('')?.url).toBe('https://krant.example/1')
    expect(item(' isPermaLink="false"')?.url).toBeUndefined()
  })

  test('drops addresses that do not lead to the web, and moments that cannot be true', () => {
    const [item] = feedOf(
      `<rss><channel><item><title>t</title><link>javascript:alert(1)</link><pubDate>0001-01-01T00:00:00Z</pubDate></item></channel></rss>`,
    ).items
    expect(item).toMatchObject({ url: undefined, publishedAt: undefined })
  })
})

describe('an Atom feed', () => {
  const atom = (entry: string, prefix = '') =>
    `<${prefix}feed xmlns${prefix ? ':a' : ''}="http://www.w3.org/2005/Atom" xml:lang="nl" xml:base="https://raad.example/nieuws/">
     <${prefix}title>Raad</${prefix}title>${entry}</${prefix}feed>`

  test('gives the alternate link, made absolute, and both moments', () => {
    const feed = feedOf(
      atom(`<entry><id>tag:1</id><title>Besluit</title><link rel="self" href="x"/><link href="besluit"/>
            <published>2026-04-01T10:00:00Z</published><updated>2026-04-02T10:00:00Z</updated></entry>`),
    )
    expect(feed.language).toBe('nl')
    expect(feed.items[0]).toMatchObject({
      guid: 'tag:1',
      url: 'https://raad.example/nieuws/besluit',
      publishedAt: new Date('2026-04-01T10:00:00Z'),
      updatedAt: new Date('2026-04-02T10:00:00Z'),
    })
  })

  test('is read under any prefix', () => {
    expect(feedOf(atom('<a:entry><a:title>Besluit</a:title></a:entry>', 'a:')).items[0]?.title).toBe(
      'Besluit',
    )
  })

  test.each([
    [
      'xhtml',
      '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">1 &lt; 2 <b>vet</b></div></content>',
      '1 < 2 vet',
    ],
    ['html', '<content type="html">&lt;p&gt;vet&lt;/p&gt;', 'vet'],
    ['text', '<content type="text">gebruik &lt;b&gt; niet</content>', 'gebruik <b> niet'],
  ])('means %s as it says', (_type, content, expected) => {
    expect(feedOf(atom(`<entry><title>t</title>${content}</entry>`)).items[0]?.text).toBe(expected)
  })

  test('does not take the source of a quoted entry for the entry', () => {
    const [item] = feedOf(
      atom('<entry><source><title>Elders</title></source><title>Hier</title></entry>'),
    ).items
    expect(item?.title).toBe('Hier')
  })
})

test.each([
  ['nl', 'nl'],
  ['en_GB', 'en-GB'],
  ['Dutch', undefined],
  ['', undefined],
])('a feed that calls its language %j is in %s', (written, language) => {
  expect(feedOf(`<rss><channel><language>${written}</language></channel></rss>`).language).toBe(language)
})

describe('a JSON feed', () => {
  test('is read, and an item that is none is left out', () => {
    const feed = feedOf(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Blog',
        items: [
          {
            id: 7,
            url: '/7',
            content_html: '<p>Zeven</p><script>x</script>',
            date_published: '2026-04-01T10:00:00Z',
          },
          'geen bericht',
          { id: '8', content_text: 'a < b' },
        ],
      }),
    )
    expect(feed.items.map(({ guid, url: address, text }) => ({ guid, address, text }))).toEqual([
      { guid: '7', address: 'https://krant.example/7', text: 'Zeven' },
      { guid: '8', address: undefined, text: 'a < b' },
    ])
  })
})

describe('what is not a feed', () => {
  test.each([
    ['empty', ''],
    ['empty', ' \n '],
    ['html', '<!doctype html><html><body>Welkom</body></html>'],
    ['unreadable', 'platte tekst'],
    ['unreadable', '{"version":"1"}'],
    ['unreadable', '<opml><body/></opml>'],
    ['too-deep', `<rss>${'<a>'.repeat(1000)}`],
  ])('is told apart: %s', (reason, text) => {
    expect(read(text)).toEqual({ kind: 'not-a-feed', reason })
  })

  test('never makes the reader throw, whatever the bytes', () => {
    const piece = fc.constantFrom(
      '<rss><channel>',
      '<item>',
      '</item>',
      '<title>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '&',
      '&#0;',
      '<a b=',
      '{"',
      '\u0000',
    )
    const hostile = fc.array(fc.oneof(piece, fc.string()), { maxLength: 40 }).map((parts) => parts.join(''))
    fc.assert(fc.property(hostile, (text) => ['feed', 'not-a-feed'].includes(read(text).kind)))
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => ['feed', 'not-a-feed'].includes(readFeed({ bytes, url }).kind)),
    )
  })
})

const manyAttributes = (count: number) =>
  Array.from({ length: count }, (_, number) => `a${number.toString(36)}`).join(' ')

describe('what goes beyond what feeds hold', () => {
  const article = (html: string) =>
    `<item><title>Bericht</title><description><![CDATA[${html}]]></description></item>`
  const file = (...htmls: string[]) => `<rss><channel>${htmls.map(article).join('')}</channel></rss>`
  const itemsOf = (text: string) => {
    const outcome = read(text)
    return outcome.kind === 'feed' ? outcome.feed.items : []
  }

  test.each([
    ['an element with too many attributes', `<rss ${manyAttributes(2000)}><channel/></rss>`],
    ['too many elements', `<rss><channel>${'<a/>'.repeat(1_000_001)}</channel></rss>`],
  ])('is a reason of its own: %s', (_name, text) => {
    expect(read(text)).toEqual({ kind: 'not-a-feed', reason: 'too-much' })
  })

  test.each([
    ['elements that stay open', `${'<i>'.repeat(1000)}diep`],
    ['attributes', `<p ${manyAttributes(2000)}>diep</p>`],
    ['elements in a frame', `<iframe>${'<i>'.repeat(1000)}diep`],
  ])('cuts the one article that has it, and leaves the others whole: %s', (_name, html) => {
    const items = itemsOf(file('<p>Eerst</p>', `<p>Begin</p>${html}`, '<p>Daarna</p>'))
    expect(items.map((item) => item.text)).toEqual(['Eerst', 'Begin', 'Daarna'])
  })

  test('links are shown until together they are longer than the longest article', () => {
    const base = `https://krant.example/${'map/'.repeat(1000)}`
    const items = itemsOf(
      `<rss><channel><item><link>${base}</link><description><![CDATA[${'<a href=x>y</a>'.repeat(10_000)}]]></description></item></channel></rss>`,
    )
    expect(items[0]?.html.startsWith(`<a href="${base}x" rel`)).toBe(true)
    expect(items[0]?.html.length).toBeLessThan(1_000_000)
  })
})

describe('a file made to keep the reader busy', () => {
  const inItem = (text: string) =>
    `<rss><channel><item><description>${text}</description></item></channel></rss>`
  const hostile: Record<string, (part: number) => string> = {
    'tags that never close': (n) => inItem(`<![CDATA[${'<a '.repeat(n)}]]>`),
    'CDATA in CDATA': (n) => inItem('<![CDATA['.repeat(n)),
    'comments that never close': (n) => `<rss>${'<!--'.repeat(n)}`,
    'ends without starts': (n) => `<rss>${'<q>'.repeat(150)}${'</z>'.repeat(n)}`,
    'white space': (n) => inItem(' \n'.repeat(n)),
    ampersands: (n) => inItem('&'.repeat(n)),
    'elements that stay open, and ends of others': (n) =>
      `<rss><channel>${`<item><description><![CDATA[${'<x>'.repeat(33_000)}${'</y>'.repeat(25_000)}]]></description></item>`.repeat(n / 20_000)}</channel></rss>`,
    'such elements inside a frame': (n) =>
      `<rss><channel>${`<item><description><![CDATA[<iframe>${'<x>'.repeat(33_000)}${'</y>'.repeat(25_000)}]]></description></item>`.repeat(n / 20_000)}</channel></rss>`,
    'such elements in titles': (n) =>
      `<rss><channel>${`<item><title><![CDATA[${'<x>'.repeat(33_000)}${'</y>'.repeat(25_000)}]]></title></item>`.repeat(n / 20_000)}</channel></rss>`,
    'an element of a million attributes': (n) => `<rss ${manyAttributes(n)}></rss>`,
    'a long base that everything counts against': (n) =>
      `<rss xml:base="https://a.example/${'b'.repeat(n)}/"><channel>${'<item xml:base="c/"><link>d</link></item>'.repeat(n / 10)}</channel></rss>`,
  }

  // Work that grows with the square of the length takes minutes for these; they are read in well under a second of
  // computing, whatever else this machine does.
  const MOST_MICROSECONDS = 5_000_000

  test.each(Object.entries(hostile))('is read in a moment all the same: %s', (_name, make) => {
    const start = process.cpuUsage()
    read(make(400_000))
    expect(process.cpuUsage(start).user).toBeLessThan(MOST_MICROSECONDS)
  })
})
