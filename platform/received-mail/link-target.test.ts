import { expect, test } from 'vitest'
import { readLinkTarget } from './link-target.ts'

test.each([
  ['https://example.nl/a?b=1', 'https://example.nl/a', null],
  ['https://www.example.nl/a', 'Example.nl', null],
  ['https://evil.example/bank.nl', 'https://bank.nl', 'evil.example'],
  ['https://bank.nl@evil.example/', 'https://bank.nl@evil.example/', 'evil.example'],
  ['https://bank.nl.evil.example/', 'bank.nl', 'bank.nl.evil.example'],
  ['https://bаnk.nl/', 'bаnk.nl', 'xn--bnk-6cd.nl'],
  ['https://evil.example\\@bank.nl/', 'bank.nl', 'evil.example'],
  ['http://example.nl:8080/', 'example.nl', 'example.nl:8080'],
  ['https://example.nl/', 'klik hier', 'example.nl'],
  ['mailto:kees@example.nl?bcc=x@evil.example&body=x', 'kees@example.nl', null],
  ['mailto:kees@example.nl', 'Kees', 'kees@example.nl'],
  ['tel:+31(0)20 123', '+31 (0)20-123', null],
])('a link to %s that shows "%s" says that it leads to %s', (href, words, leadsTo) => {
  expect(readLinkTarget(href, words)?.leadsTo).toBe(leadsTo)
})

test('a link tells the other site nothing, and takes no name, password, subject or second address along', () => {
  expect(readLinkTarget('https://kees:geheim@example.nl/', 'x')?.href).toBe('https://example.nl/')
  expect(readLinkTarget('mailto:kees@example.nl?bcc=x@evil.example', 'x')?.href).toBe(
    'mailto:kees@example.nl',
  )
})

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  '//example.nl',
  '/desk',
  'x',
  'mailto:a',
  'mailto:a@b,c@d',
  'tel:x',
  '',
])('what leads nowhere is no link: %s', (href) => {
  expect(readLinkTarget(href, 'x')).toBeUndefined()
})
