import { expect, test } from 'vitest'
import { createNewBrowsers } from './new-browsers.ts'

const signs = ['192.0.2.1', 'Firefox', 'nl', '/nl/dialogues/plein/vote', 'agree']

test('who shows the same signs within three seconds is the same browser, and afterwards another', async () => {
  let now = 0
  const secretOf = createNewBrowsers(() => now)
  const first = await secretOf(signs)
  now = 2999
  expect(await secretOf(signs)).toBe(first)
  now = 3000
  expect(await secretOf(signs)).not.toBe(first)
})

test('signs that differ in anything are of another browser', async () => {
  const secretOf = createNewBrowsers(() => 0)
  const secrets = await Promise.all(
    [signs, ...signs.map((_, at) => signs.with(at, 'other'))].map((shown) => secretOf(shown)),
  )
  expect(new Set(secrets).size).toBe(signs.length + 1)
})

test('more than ten thousand are not remembered: the first of them leaves', async () => {
  const secretOf = createNewBrowsers(() => 0)
  const first = await secretOf(signs)
  for (let n = 0; n < 10_000; n++) await secretOf([`${n}`])
  expect(await secretOf(signs)).not.toBe(first)
})
