import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cleanHtml, escapeHtml, htmlToText, textToHtml } from './clean-html.ts'

const base = 'https://krant.example/artikel/'

describe('cleanHtml', () => {
  test.each([
    ['<p onclick="x()" style="color:red">Tekst</p>', '<p>Tekst</p>'],
    ['<script>steel()</script>Tekst', 'Tekst'],
    ['<img src="https://volg.example/p.gif">Tekst', 'Tekst'],
    ['<a href="javascript:steel()">klik</a>', '<a>klik</a>'],
    [
      '<a href="2" target="_blank">klik</a>',
      '<a href="https://krant.example/artikel/2" rel="nofollow noopener ugc">klik</a>',
    ],
    ['<h1>Kop</h1>', '<h3>Kop</h3>'],
    ['<form><input><button>Stuur</button></form>', '<p>Stuur</p>'],
    ['<table><tr><th>Straat</th><td>2027</td></tr></table>', '<p>Straat</p><p>2027</p>'],
    ['voor<img src="x" alt="Een fiets & een bus">na', 'voor<i> Een fiets &amp; een bus </i>na'],
    ['<figure><img src="x" alt=""><figcaption>Foto</figcaption></figure>', '<p>Foto</p>'],
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
        const harmless = /^<\/?[a-z0-9]+( href="https?:[^"<>]*")?( rel="nofollow noopener ugc")?( \/)?>$/
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

  test.each([
    '<h3>Kop</h3><h4>Kopje</h4><p>Een</p><blockquote>Twee</blockquote><pre>Drie</pre>',
    '<ul><li>een</li></ul><ol><li>twee</li></ol>',
    '<b>a</b><strong>b</strong><i>c</i><em>d</em><code>e</code><q>f</q>',
    'H<sub>2</sub>O, m<sup>2</sup>, <del>oud</del><ins>nieuw</ins>',
  ])('leaves the shape of a text as its author made it: %s', (html) => {
    expect(cleanHtml(html, base)).toBe(html)
  })

  test.each([
    ['een<br>twee', 'een<br />twee'],
    ['<h2>Kop</h2>', '<h3>Kop</h3>'],
    ['<h5>Kop</h5>', '<h4>Kop</h4>'],
    ['<h6>Kop</h6>', '<h4>Kop</h4>'],
    ['<div>Tekst</div>', '<p>Tekst</p>'],
    ['<section><marquee>Tekst</marquee></section>', '<p>Tekst</p>'],
    [' \n Tekst \n ', 'Tekst'],
  ])('turns %j into the nearest that a page may hold: %j', (html, clean) => {
    expect(cleanHtml(html, base)).toBe(clean)
  })

  describe('a link', () => {
    const linkTo = (href: string, own: string | undefined = base) =>
      cleanHtml(`<a href="${href}">klik</a>`, own)
    const addressOf = (html: string) => /href="([^"]*)"/.exec(html)?.[1]

    test.each([
      ['http://elders.example/', 'http://elders.example/'],
      ['https://elders.example/', 'https://elders.example/'],
      ['//elders.example/a', 'https://elders.example/a'],
    ])('to %s leads to %s', (href, address) => {
      expect(addressOf(linkTo(href))).toBe(address)
    })

    test.each([
      'ftp://elders.example/',
      'data:text/html,x',
      'file:///etc/passwd',
      'tel:0101234567',
      'mailto:jan@krant.example',
    ])('to %s leads nowhere', (href) => {
      expect(addressOf(linkTo(href))).toBeUndefined()
    })

    test('without an address, or with one that cannot be, is only its words', () => {
      expect(cleanHtml('<a name="x">klik</a>', base)).toBe('<a>klik</a>')
      expect(linkTo('https://[')).toBe('<a>klik</a>')
      expect(cleanHtml('<a href="2">klik</a>', undefined)).toBe('<a>klik</a>')
    })
  })

  test('of a post that is too long, the first 200,000 characters are kept', () => {
    expect(cleanHtml('a'.repeat(200_001), base)).toBe('a'.repeat(200_000))
  })

  test('of elements in each other, forty are kept, and no word is lost', () => {
    const clean = cleanHtml(`${'<b>'.repeat(60)}diep${'</b>'.repeat(60)}`, base)
    expect(clean).toBe(`${'<b>'.repeat(40)}diep${'</b>'.repeat(40)}`)
  })

  test('links keep their addresses up to 400,000 characters of them, and their words after that', () => {
    const longBase = 'https://krant.example/'.padEnd(3999, 'x')
    const clean = cleanHtml(`<a>geen</a>${'<a href="#">klik</a>'.repeat(103)}`, longBase)
    const links = clean.match(/<a[^>]*>klik<\/a>/g) ?? []
    expect(links.map((link) => link.includes('href='))).toEqual([
      ...Array.from({ length: 100 }, () => true),
      ...[false, false, false],
    ])
  })
})

describe('textToHtml', () => {
  test('makes a paragraph of each line, and nothing of an empty one', () => {
    expect(textToHtml('Een \n\n Twee & <drie>')).toBe('<p>Een</p><p>Twee &amp; &lt;drie&gt;</p>')
    expect(textToHtml(' \n ')).toBe('')
  })
})

test('escaped text stands between tags as it was written', () => {
  expect(escapeHtml('a < b & b > c &lt; a < b & b > c')).toBe(
    'a &lt; b &amp; b &gt; c &amp;lt; a &lt; b &amp; b &gt; c',
  )
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

  test.each([
    ...['p', 'div', 'section', 'article', 'header', 'footer', 'blockquote', 'pre', 'figure', 'figcaption'],
    ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'tr', 'td', 'th'],
  ])('words before, in and after a %s do not run together', (name) => {
    expect(htmlToText(`Een<${name}>twee</${name}>drie`)).toBe('Een\ntwee\ndrie')
  })

  test.each(['br', 'hr'])('words before and after a %s do not run together', (name) => {
    expect(htmlToText(`Een<${name}>twee`)).toBe('Een\ntwee')
  })

  test('marks within a word do not break it', () => {
    expect(htmlToText('on<b>mid</b>del<i>lijk</i>')).toBe('onmiddellijk')
  })

  test.each(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'head', 'title'])(
    'what a %s holds is no part of the text, what follows is',
    (name) => {
      expect(htmlToText(`<p>Voor <${name}>niet</${name}>na</p>`)).toBe('Voor na')
    },
  )

  test('what is silent stays so until the outermost end of it', () => {
    expect(htmlToText('<svg><title>niet</title>niet<b>niet</b></svg>wel')).toBe('wel')
  })

  test('lines are as in the source where they are preformatted, and only there', () => {
    expect(htmlToText('een\ntwee<b>,</b><pre>drie\n<pre>vier\nvijf</pre>zes\nzeven</pre>acht\nnegen')).toBe(
      'een twee,\ndrie\nvier\nvijf\nzes\nzeven\nacht negen',
    )
  })

  test('of a post that is too long, the first 200,000 characters are read', () => {
    expect(htmlToText('a'.repeat(200_001))).toBe('a'.repeat(200_000))
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
