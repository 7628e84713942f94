import { expect, test } from 'vitest'
import { cached } from './index.ts'

test('what many ask at once is loaded once, and again when it is old', async () => {
  let loads = 0
  let time = 0
  const read = cached(async (key) => `${key}${++loads}`, { keepMs: 100, size: 10, now: () => time })
  expect(await Promise.all([read('a'), read('a'), read('a')])).toEqual(['a1', 'a1', 'a1'])
  time = 99
  expect(await read('a')).toBe('a1')
  time = 100
  expect(await read('a')).toBe('a2')
})

test('what could not be loaded is tried again', async () => {
  let fails = true
  const read = cached(async () => (fails ? Promise.reject(new Error('down')) : 'up'), {
    keepMs: 1000,
    size: 10,
  })
  await expect(read('a')).rejects.toThrow('down')
  fails = false
  expect(await read('a')).toBe('up')
})

test('it never holds more than it may', async () => {
  let loads = 0
  const read = cached(async () => ++loads, { keepMs: 1e9, size: 2 })
  for (const key of ['a', 'b', 'c']) await read(key)
  expect(await read('c')).toBe(3)
  expect(await read('a')).toBe(4)
})
