import { expect, test } from 'vitest'
import { createMoments, createShelf, type Moments, noMoments } from './index.ts'

/** What is read in moments by its key. */
function inMoments<Value>(
  load: (key: string) => Promise<Value>,
  { moments, size }: { moments: Moments; size: number },
) {
  const shelf = createShelf<Value>(size)
  return (key: string) => shelf(moments.current(), key, () => load(key))
}

test('what many ask at once is loaded once, and again in the next moment', async () => {
  let loads = 0
  let time = 0
  const moments = createMoments({ lastMs: 100, now: () => time })
  const read = inMoments(async (key) => `${key}${++loads}`, { moments, size: 10 })
  expect(await Promise.all([read('a'), read('a'), read('a')])).toEqual(['a1', 'a1', 'a1'])
  time = 99
  expect(await read('a')).toBe('a1')
  time = 100
  expect(await read('a')).toBe('a2')
})

test('nothing is older than a moment, however late in one it was loaded', async () => {
  let time = 0
  const moments = createMoments({ lastMs: 100, now: () => time })
  const data = inMoments(async () => time, { moments, size: 10 })
  const page = inMoments((key) => data(key), { moments, size: 10 })
  for (time = 0; time < 1000; time += 7) expect(time - (await page('a'))).toBeLessThan(100)
})

test('a load that began before something changed is not told after it', async () => {
  const moments = createMoments({ lastMs: 1e9 })
  const answers = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
  let loads = 0
  const read = inMoments(() => answers[loads++]?.promise ?? Promise.reject(), { moments, size: 10 })
  const before = read('a')
  moments.end()
  const after = read('a')
  answers[1]?.resolve('new')
  answers[0]?.resolve('old')
  expect(await Promise.all([before, after, read('a')])).toEqual(['old', 'new', 'new'])
})

test('what could not be loaded is tried again', async () => {
  let fails = true
  const moments = createMoments({ lastMs: 1e9 })
  const read = inMoments(async () => (fails ? Promise.reject(new Error('down')) : 'up'), {
    moments,
    size: 10,
  })
  await expect(read('a')).rejects.toThrow('down')
  fails = false
  expect(await read('a')).toBe('up')
})

test('it never holds more than it may', async () => {
  let loads = 0
  const read = inMoments(async () => ++loads, { moments: createMoments({ lastMs: 1e9 }), size: 2 })
  for (const key of ['a', 'b', 'c']) await read(key)
  expect(await read('c')).toBe(3)
  expect(await read('a')).toBe(4)
})

test('who must see what is true now gets nothing that was kept', async () => {
  let loads = 0
  const shelf = createShelf<number>(10)
  const ask = () => shelf(noMoments.current(), 'a', async () => ++loads)
  expect([await ask(), await ask()]).toEqual([1, 2])
})
