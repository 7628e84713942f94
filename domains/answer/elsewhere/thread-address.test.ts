import { expect, test } from 'vitest'
import { isAtHostOf, isInThread, readPlace, threadOf } from './thread-address.ts'

test.each([
  ['https://blog.example/brug#comment-2', 'https://blog.example/brug#comment-2'],
  ['  http://blog.example/brug ', 'http://blog.example/brug'],
  ['https://forum.пример/тема', 'https://forum.xn--e1afmkfd/%D1%82%D0%B5%D0%BC%D0%B0'],
])('%s is a place', (typed, address) => {
  expect(readPlace(typed)?.href).toBe(address)
})

test.each([
  '',
  'blog.example/brug',
  'mailto:ann@blog.example',
  'javascript:alert(1)',
  'https://ann:geheim@blog.example/',
  'https://',
])('%s is none', (typed) => {
  expect(readPlace(typed)).toBeUndefined()
})

test('an address of enormous length is no place', () => {
  expect(readPlace(`https://blog.example/${'a'.repeat(2000)}`)).toBeUndefined()
})

test('a host is the same with and without www, and a part of its name is another', () => {
  expect(isAtHostOf('https://www.blog.example/x', ['http://blog.example/brug'])).toBe(true)
  expect(isAtHostOf('https://blog.example.evil.example/x', ['https://blog.example/brug'])).toBe(false)
  expect(isAtHostOf('https://blog.example/x', [])).toBe(false)
})

const below = (page: string, address: string) => isInThread(threadOf([page]), address)

test.each([
  ['https://blog.example/2026/brug/', 'https://blog.example/2026/brug/#comment-12'],
  ['https://blog.example/2026/brug', 'http://blog.example/2026/brug/comment-page-2#comment-40'],
  ['https://blog.example/?p=12', 'https://blog.example/?p=12#comment-3'],
  ['https://forum.example/t/brug/123', 'https://forum.example/t/brug/123/5'],
  ['https://forum.example/t/brug/123/4', 'https://forum.example/t/brug/123/4'],
  ['https://forum.example/viewtopic.php?t=12', 'https://forum.example/viewtopic.php?t=12&p=88#p88'],
  ['https://krant.example/brug', 'https://krant.example/brug?comment_id=8'],
])('below %s stands %s', (page, address) => {
  expect(below(page, address)).toBe(true)
})

test.each([
  ['https://forum.example/t/brug/12', 'https://forum.example/t/brug/123'],
  ['https://blog.example/nieuws', 'https://blog.example/nieuws/de-markt'],
  ['https://blog.example/', 'https://blog.example/brug'],
  ['https://blog.example/?p=12', 'https://blog.example/?p=123'],
  ['https://blog.example/index.php', 'https://blog.example/index.php?id=4'],
  ['https://blog.example/brug', 'https://elders.example/brug#comment-1'],
])('below %s does not stand %s', (page, address) => {
  expect(below(page, address)).toBe(false)
})
