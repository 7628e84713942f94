import { expect, test } from 'vitest'
import { toSafeHtml } from './safe-html.ts'

const safe = (html: string) => toSafeHtml(html)?.html

test('what a person wrote stays', () => {
  const html = '<p>Dag <b>allemaal</b>, zie <table><tr><td colspan="2">1</td></tr></table></p>'
  expect(safe(html)).toContain('<b>allemaal</b>')
  expect(safe(html)).toContain('<td colspan="2">1</td>')
  expect(safe('<span style="color:#c00;position:fixed">rood</span>')).toBe(
    '<span style="color:#c00">rood</span>',
  )
})

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<iframe src="https://example.nl"></iframe>',
  '<form action="https://example.nl"><input name=a></form>',
  '<svg><script>alert(1)</script></svg>',
  '<style>@import "https://example.nl/a.css"</style>',
  '<div style="background:url(https://example.nl/a.png)">x</div>',
  '<p style="width:expression(alert(1))">x</p>',
  '<meta http-equiv=refresh content="0;url=https://example.nl">',
  '<base href="https://example.nl/">',
  '<link rel=stylesheet href="https://example.nl/a.css">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
  '<img srcset="https://example.nl/a.png 2x">',
  '<img src="data:image/svg+xml;base64,PHN2Zz4=">',
  '<table background="https://example.nl/a.png"><tr><td>x</td></tr></table>',
])('nothing runs, is sent or is fetched: %s', (html) => {
  expect(safe(html)).not.toMatch(
    /script|onerror=|iframe|<form|<input|<style|url\(|expression|<meta|<base|<link|srcset|svg|background|src="x/i,
  )
})

test('pictures from elsewhere are counted and not fetched, those in the mail are named', () => {
  const made = toSafeHtml(
    '<img src="https://volg.example/p.gif" width="1"><img src="//volg.example/q.gif"><img src="cid:foto%40mail" alt="Tegel">',
  )
  expect(made).toEqual({
    html: '<img alt="" width="1" data-blocked /><img alt="" data-blocked /><img alt="Tegel" data-content-id="foto@mail" />',
    blockedImages: 2,
    contentIds: ['foto@mail'],
  })
})

test('a link tells the other site nothing', () => {
  expect(safe('<a href="https://example.nl" target="_blank" rel="opener">x</a>')).toBe(
    '<a href="https://example.nl" rel="noopener noreferrer nofollow">x</a>',
  )
})

test('what stands too deep in itself is not shown as HTML', () => {
  expect(toSafeHtml('<div>'.repeat(300_000))).toBeUndefined()
  expect(toSafeHtml(`${'<div>'.repeat(300)}x`)).toBeDefined()
})

test('what is too long is not shown as HTML', () => {
  expect(toSafeHtml('x'.repeat(2_000_001))).toBeUndefined()
})
