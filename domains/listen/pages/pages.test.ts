import { describe, expect, test } from 'vitest'
import { barsByHeader, findWish, reservesByHeader } from './page-wishes.ts'
import { readPage } from './read-page.ts'

const words = 'Het fietspad langs het kanaal is dicht, en dat blijft zo tot de zomer. '.repeat(4)
const page = (head = '', body = '') =>
  `<!doctype html><html lang="nl"><head><title>Fietspad dicht</title>${head}</head><body><nav>Menu</nav>
   <article><h1>Fietspad dicht</h1><p class="byline author">Door Jan de Vries</p><p>${words}</p>${body}</article></body></html>`

const read = (html: string, contentType = 'text/html') =>
  readPage({
    bytes: new TextEncoder().encode(html),
    url: 'https://krant.example/1',
    contentType,
    timeZone: 'Europe/Amsterdam',
  })
const reason = (html: string, contentType?: string) => {
  const outcome = read(html, contentType)
  return outcome.kind === 'no-page' ? outcome.reason : 'page'
}

describe('a page', () => {
  test('gives its text, title, date and language, and neither its menu nor who wrote it', () => {
    const outcome = read(
      page(
        '<meta property="article:published_time" content="2026-03-02T08:00:00+01:00">',
        '<p>Meer <a href="/meer">hier</a>.</p><script>steel()</script>',
      ),
    )
    expect(outcome).toMatchObject({
      page: { title: 'Fietspad dicht', language: 'nl', publishedAt: new Date('2026-03-02T07:00:00Z') },
    })
    const { text = '', html = '' } = outcome.kind === 'page' ? outcome.page : {}
    expect(text).toContain('blijft zo tot de zomer.')
    expect(html).toContain('<a href="https://krant.example/meer" rel="nofollow noopener ugc">hier</a>')
    for (const left of ['Menu', 'Jan de Vries', 'steel']) expect(html).not.toContain(left)
  })

  test.each([
    ['noindex', '<meta name="ROBOTS" content="NOINDEX, nofollow">', 'page-noindex'],
    ['noindex for us', '<meta name="weerklank" content="none">', 'page-noindex'],
    ['noindex for another', '<meta name="otherbot" content="noindex">', undefined],
    ['a reservation', '<meta name="tdm-reservation" content="1">', 'page-reserved'],
    ['#nobot', '<p>Ik ben #nobot</p>', 'page-nobot'],
    ['#nobot as Mastodon shows it', '<a href="x">#<span>nobot</span></a>', 'page-nobot'],
    ['a till', '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>', 'page-paid'],
    ['nothing', '<p>#notabot</p>', undefined],
  ])('that says %s', (_, html, wish) => {
    expect(findWish(html)).toBe(wish)
    expect(reason(page(html))).toBe(wish ?? 'page')
  })

  test.each([
    ['of a cookie notice alone', '<html><body><p>Kies uw cookies</p></body></html>', 'page-no-text'],
    ['of nothing', '', 'page-not-html'],
    ['of unclosed elements', '<div>'.repeat(100_000), 'page-no-text'],
    ['of more elements than a page has', '<p>a</p>'.repeat(30_000), 'page-too-much'],
    ['of a text as long as a library', 'woord '.repeat(500_000), 'page-not-html'],
  ])('%s is none that can be taken in', (_, html, why) => {
    expect(reason(html)).toBe(why)
  })

  test('that is a picture is none', () => expect(reason('PNG', 'image/png')).toBe('page-not-html'))
})

test.each([
  ['noindex', true],
  ['nofollow, NONE', true],
  ['weerklank: noindex', true],
  ['otherbot: noindex, nofollow', false],
  ['otherbot: nofollow, weerklank: none', true],
  ['unavailable_after: 25 Jun 2030 15:00:00 PST', false],
  ['max-snippet:-1, noindex', true],
  ['', false],
])('a header X-Robots-Tag of "%s" bars us: %s', (header, bars) => {
  expect(barsByHeader(header)).toBe(bars)
})

test('a header TDM-Reservation of 1 reserves', () => {
  expect([reservesByHeader('1'), reservesByHeader('0'), reservesByHeader(undefined)]).toEqual([
    true,
    false,
    false,
  ])
})
