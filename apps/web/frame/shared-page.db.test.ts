import { expect, test } from 'vitest'
import { useTestSite } from './testing.ts'

const site = useTestSite()

test('an odd cookie changes the colours of no other visitor', async () => {
  const schemeOf = async (cookie: string) =>
    /data-scheme="(\w+)"/.exec(await (await site().get('/nl/dossiers', { cookie })).text())?.[1]
  expect(await schemeOf('wk-scheme=lightest; wk-scheme=dark')).toBe('dark')
  expect(await schemeOf('wk-scheme=light')).toBe('light')
  expect(await schemeOf('wk-scheme=dark')).toBe('dark')
})
