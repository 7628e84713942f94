import { expect, test } from 'vitest'
import { createLastPages } from './last-pages.ts'

const pageOf = (bytes: number) => ({ type: 'text/html', plain: new Uint8Array(bytes) })

test('a page is kept for five minutes, with its age', () => {
  let time = 0
  const pages = createLastPages({ now: () => time })
  pages.begin()('/nl', pageOf(1))
  time = 299_000
  expect(pages.find('/nl')).toEqual({ page: pageOf(1), ageMs: 299_000 })
  time = 300_000
  expect(pages.find('/nl')).toBeUndefined()
})

test('no more bytes are kept than may be: what was made longest ago leaves, and one page counts once', () => {
  const pages = createLastPages({ most: 10 })
  pages.begin()('a', pageOf(4))
  pages.begin()('b', pageOf(4))
  pages.begin()('a', pageOf(4))
  pages.begin()('c', pageOf(4))
  expect(['a', 'b', 'c'].filter(pages.find)).toEqual(['a', 'c'])
  pages.begin()('large', pageOf(11))
  expect(['a', 'b', 'c', 'large'].filter(pages.find)).toEqual([])
  pages.begin()('d', pageOf(10))
  expect(pages.find('d')).toBeDefined()
})

test('what was being made when all was forgotten is not kept', () => {
  const pages = createLastPages()
  const keep = pages.begin()
  pages.forget()
  keep('/nl', pageOf(1))
  expect(pages.find('/nl')).toBeUndefined()
  pages.begin()('/nl', pageOf(1))
  expect(pages.find('/nl')).toBeDefined()
})
