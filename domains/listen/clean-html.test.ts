import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanHtml, htmlToText, textToHtml } from './clean-html.ts'

const base = 'https://krant.example/artikel/'

describe('cleanHtml', () => {
  test.each([
    ['<p onclick="x()" style="color:red">Tekst</p>', '<p>Tekst</p>'],
    ['<script>steel()</script>Tekst', 'Tekst'],
    ['<img src="https://volg.example/p.gif">Tekst', 'Tekst'],
    ['<a href="javascript:steel()">klik</a>', '<a rel="nofollow noopener ugc">klik</a>'],
    [
      '<a href="2" target="_blank">klik</a>',
      '<a href="https://krant.example/artikel/2" rel="nofollow noopener ugc">klik</a>',
    ],
    ['<h1>Kop</h1>', '<h3>Kop</h3>'],
    ['<form><input><button>Stuur</button></form>', 'Stuur'],
  ])('turns %j into %j', (html, clean) => {
    expect(cleanHtml(html, base)).toBe(clean)
  })

  test('leaves no way to run anything, whatever goes in', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '/',
      'a ',
      'svg ',
      'script',
      'href=',
      'onload=',
      'javascript:',
      '&#106;',
      '<!--',
      '-->',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 60 }), (parts) => {
        const clean = cleanHtml(parts.join(''), base)
        const tags = clean.match(/<[^>]*>/g) ?? []
        const harmless =
          /^<\/?[a-z0-9]+( href="(https?:|mailto:)[^"<>]*")?( rel="nofollow noopener ugc")?( \/)?>$/
        return tags.every((tag) => harmless.test(tag))
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    'xmp',
    'textarea',
    'title',
    'style',
    'iframe',
    'noscript',
    'noembed',
    'noframes',
    'plaintext',
    'svg',
  ])('lets nothing through that a %s would have kept as text', (name) => {
    for (const html of [
      `<${name}><img src=x onerror=steel()></${name}>`,
      `<${name}></${name}><script>steel()</script>`,
      `<p><${name}><a href="javascript:steel()">`,
      `<${name}>&lt;img src=x onerror=steel()&gt;</${name}>`,
      `<${name} <b><img src=x onerror=steel()>`,
    ])
      expect(cleanHtml(html, base), html).not.toMatch(/<(?!\/?(p|a|b)\b)|<[^>]*javascript:/i)
  })

  test('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = cleanHtml(`<p>${text}</p>`, base)
        return cleanHtml(once, base) === once
      }),
    )
  })
})

describe('htmlToText', () => {
  test.each([
    ['<p>Een</p><p>Twee</p>', 'Een\nTwee'],
    ['Een<br>Twee', 'Een\nTwee'],
    ['<ul><li>a</li><li>b &amp; c</li></ul>', 'a\nb & c'],
    ['<style>p{}</style><p>a  \n b</p>', 'a b'],
    ['5 < 6 & 7', '5 < 6 & 7'],
  ])('reads %j as %j', (html, text) => {
    expect(htmlToText(html)).toBe(text)
  })

  test('gives back any text that was made HTML', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z<>&"' é]{1,20}$/)), (lines) => {
        const text = lines
          .map((line) => line.replace(/\s+/g, ' ').trim())
          .filter((line) => line !== '')
          .join('\n')
        return htmlToText(textToHtml(text)) === text
      }),
    )
  })
})
