import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectHarmless } from './harmless.fixture.ts'
import { toSafeHtml } from './safe-html.ts'

const shownWith = { pictures: new Map(), quoted: 'Eerder' }
const make = (html: string) => toSafeHtml(html, shownWith)
const safe = (html: string) => make(html)?.html

test('what a person wrote stays', () => {
  const html = '<p>Dag <b>allemaal</b>, zie <table><tr><td colspan="2">1</td></tr></table></p>'
  expect(safe(html)).toContain('<b>allemaal</b>')
  expect(safe(html)).toContain('<td colspan="2">1</td>')
})

test('a few styles become elements, headings words in bold, and all else is as the page is', () => {
  expect(
    safe('<span style="font-weight:700;font-style:italic;color:#000;position:fixed">a</span><h1>Kop</h1>'),
  ).toBe('<span><b><i>a</i></b></span><div><b>Kop</b></div>')
  expect(safe('<p style="text-align:right">a</p><center>b</center><table border="3" width="900">')).toBe(
    '<p align="right">a</p><div align="center">b</div><table border="1"></table>',
  )
})

test('the language and the direction of the mail are kept', () => {
  expect(make('<html lang="ar"><body dir="RTL"><p lang="nl" dir="ltr">a</p>')).toMatchObject({
    ...{ dir: 'rtl', lang: 'ar', html: '<p dir="ltr" lang="nl">a</p>' },
  })
  expect(make('<body dir="x" lang="&quot;"><p dir="y" lang="1">a</p>')).toMatchObject({
    ...{ dir: null, lang: null, html: '<p>a</p>' },
  })
})

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java\nscript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="//example.nl">x</a>',
  '<iframe src="https://example.nl"></iframe>',
  '<form action="https://example.nl"><input name=a></form>',
  '<svg><script>alert(1)</script></svg>',
  '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  '<style>@import "https://example.nl/a.css"</style>',
  '<div style="background:url(https://example.nl/a.png)">x</div>',
  '<p style="width:expression(alert(1))">x</p>',
  '<meta http-equiv=refresh content="0;url=https://example.nl">',
  '<base href="https://example.nl/">',
  '<link rel=stylesheet href="https://example.nl/a.css">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  '<select><template><style></select><img src=x onerror=alert(1)></style></template>',
  '<xmp></xmp><img src=x onerror=alert(1)></xmp>',
  '<plaintext><img src=x onerror=alert(1)>',
  '<noembed><p title="</noembed><img src=x onerror=alert(1)>"></noembed>',
  '<textarea></textarea><img src=x onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[><img src=x onerror=alert(1)>]]>',
  '<img srcset="https://example.nl/a.png 2x">',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<table background="https://example.nl/a.png"><tr><td>x</td></tr></table>',
  '</div></main></body><p id="after" class="wk-x" name="seen">x</p>',
  '<table><a href="https://x.nl"><tr><td></table></a><b><p></b>x',
  '<a href="https://x.nl"><table><tr><td><a href="https://y.nl">x',
  '<blockquote><table><tr><blockquote>x',
  '<table><tr><td>Van: a@b.nl<br>Verzonden: 1 mei<br>Aan: c<br>Onderwerp: d</td><td>x</td></tr></table>y',
  '<li style="font-weight:bold"><a href="https://a.nl/"><h1><li style="font-weight:bold">x',
  '<p><details><summary>x</summary></details><button>y</button><video src=x><object data=x>',
  '<img src="cid:foto" alt="\'&quot; onerror=alert(1) x=&quot;">',
]

test.each(hostile)('nothing runs, is sent or is fetched: %s', (html) => {
  expectHarmless(html)
})

const word = fc.constantFrom(
  ...hostile,
  ...'table tr td th tbody p div b i a font blockquote ul li pre svg math style template details span center h1 title textarea select option form'
    .split(' ')
    .flatMap((name) => [`<${name}>`, `</${name}>`, `<${name} style="font-weight:bold" align=right dir=rtl>`]),
  ...[
    'x',
    '\n',
    '"',
    '<',
    '&lt;b&gt;',
    '<!--',
    '-->',
    '<a href="https://a.nl/">',
    '<img src="cid:foto">',
    '\0',
    ']]>',
  ],
  ...[
    '<p>Van: a</p><p>Verzonden: b</p><p>Aan: c</p><p>Onderwerp: d</p>',
    '<div>-----Original Message-----</div>',
  ],
)

test('whatever tags stand in each other, a browser makes of it what is allowed, and nothing leaves its place', () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => expectHarmless(words.join(''))),
    { numRuns: 1500 },
  )
})

test('words are never lost: what can be read in the cleaned HTML can be read in what is shown', () => {
  const letters = fc.constantFrom('aap', 'noot', 'mies')
  const tag = fc.constantFrom(
    '<p>',
    '</p>',
    '<div>',
    '</div>',
    '<b>',
    '</b>',
    '<blockquote>',
    '</blockquote>',
    '<table><tr><td>',
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(letters, tag), { maxLength: 12 }), (parts) => {
      const count = (text: string) => text.match(/aap|noot|mies/g)?.length ?? 0
      expect(count(safe(parts.join(' ')) ?? '')).toBe(count(parts.join(' ')))
    }),
    { numRuns: 300 },
  )
})

test('pictures from elsewhere are counted and not fetched, those in the mail are shown as we made them', () => {
  const pictures = new Map([['foto@mail', { src: '/desk/mail/1/picture/2', width: 40, height: 30 }]])
  const html =
    '<img src="https://volg.example/p.gif" width="1"><img src="//volg.example/q.gif"><img src="cid:foto%40mail" alt="Tegel" width="9999"><img src="cid:weg" alt="Lamp"><img src="data:image/png;base64,AAAA">'
  expect(toSafeHtml(html, { pictures, quoted: '' })).toMatchObject({
    html: '<img src="/desk/mail/1/picture/2" alt="Tegel" width="40" height="30" loading="lazy"><i>Lamp</i>',
    blockedImages: 2,
    lostImages: 2,
  })
})

test('what was quoted is folded once, and still there', () => {
  expect(safe('Ja.<blockquote>Wil <blockquote>Hoi</blockquote> u?</blockquote>')).toBe(
    'Ja.<details><summary>Eerder</summary><div><blockquote>Wil <blockquote>Hoi</blockquote> u?</blockquote></div></details>',
  )
})

test('the older mail is folded from its header on, as Outlook writes it', () => {
  const header =
    '<div style="border-top:solid 1pt"><p><b>Van:</b> Gemeente<br><b>Verzonden:</b> maandag 1 mei<br><b>Aan:</b> Kees<br><b>Onderwerp:</b> Boom</p></div>'
  expect(safe(`<div><p>Ja.</p>${header}<p>Beste Kees</p></div><p>Groet</p>`)).toBe(
    '<div><p>Ja.</p><details><summary>Eerder</summary><div><div><p><b>Van:</b> Gemeente<br><b>Verzonden:</b> maandag 1 mei<br><b>Aan:</b> Kees<br><b>Onderwerp:</b> Boom</p></div><p>Beste Kees</p></div></details></div><details><summary>Eerder</summary><div><p>Groet</p></div></details>',
  )
})

test('what stands too deep in itself, or is too long, is not shown as HTML', () => {
  expect(make('<div>'.repeat(300_000))).toBeUndefined()
  expect(make(`${'<div>'.repeat(300)}x`)).toBeDefined()
  expect(make('x'.repeat(2_000_001))).toBeUndefined()
})
