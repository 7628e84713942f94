import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { useTestSite } from '#web/testing'

const site = useTestSite()

const zipped = { headers: { 'accept-encoding': 'gzip, deflate, br' } }

test.each(['/nl/outcomes', '/nl/sign-in', '/nl/no-such-page', '/nl/dossiers'])(
  '%s says the same compressed',
  async (path) => {
    const plain = await site().get(path)
    const short = await site().get(path, zipped)
    expect([short.status, short.headers.get('content-encoding')]).toEqual([plain.status, 'gzip'])
    expect(gunzipSync(await short.bytes()).toString()).toBe(await plain.text())
    for (const answer of [plain, short]) {
      expect(answer.headers.get('vary')).toMatch(/\bAccept-Encoding\b/)
      expect(answer.headers.get('vary')).toMatch(/\bCookie\b/)
    }
  },
)

test.each(['br', 'identity', 'gzip;q=0', 'deflate, gzip;q=0.0, br'])(
  'whoever takes %s gets a page as it is',
  async (encoding) => {
    for (const path of ['/nl/sign-in', '/nl/dossiers']) {
      const answer = await site().get(path, { headers: { 'accept-encoding': encoding } })
      expect(answer.headers.get('content-encoding') ?? '', path).not.toBe('gzip')
    }
  },
)

test('the head of a page is told without the page', async () => {
  const head = await site().request('/nl/sign-in', { method: 'HEAD', ...zipped })
  expect([head.status, await head.text(), head.headers.get('content-encoding')]).toEqual([200, '', null])
})

test('what is no page is compressed too', async () => {
  const answer = await site().get('/robots.txt', zipped)
  expect(answer.headers.get('content-encoding')).toBe('gzip')
  expect(gunzipSync(await answer.bytes()).toString()).toContain('Disallow: /nl/desk')
})
