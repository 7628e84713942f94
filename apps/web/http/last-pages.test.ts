import { expect, test } from 'vitest'
import { createLastPages } from './last-pages.ts'

const pageOf = (bytes: number) => ({ plain: new Uint8Array(bytes) })

test('a page is kept for five minutes, with its age', () => {
  let time = 0
  const pages = createLastPages({ now: () => time })
  pages.keep('/nl', pageOf(1))
  time = 299_000
  expect(pages.find('/nl')).toEqual({ page: pageOf(1), ageMs: 299_000 })
  time = 300_000
  expect(pages.find('/nl')).toBeUndefined()
})

test('no more bytes are kept than may be: what was made longest ago leaves, and one page counts once', () => {
  const pages = createLastPages({ most: 10 })
  pages.keep('a', pageOf(4))
  pages.keep('b', pageOf(4))
  pages.keep('a', pageOf(4))
  pages.keep('c', pageOf(4))
  expect(['a', 'b', 'c'].filter(pages.find)).toEqual(['a', 'c'])
  pages.keep('large', pageOf(11))
  expect(['a', 'b', 'c', 'large'].filter(pages.find)).toEqual([])
  pages.keep('d', pageOf(10))
  expect(pages.find('d')).toBeDefined()
})
