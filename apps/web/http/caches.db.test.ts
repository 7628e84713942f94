import { expect, test } from 'vitest'
import { createWebApp } from '#web'
import { useTestSite, type Visitor } from '#web/testing'

const site = useTestSite()

test('no cache in between keeps an answer, whoever asks; what the desk shows, not even the browser', async () => {
  const { routes } = await createWebApp(site().services)
  const paths = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path))
  const open = new Set(['/assets/*'])
  const strangers: Visitor[] = [{}, { headers: { 'accept-encoding': 'gzip' } }]
  const visitors = [...strangers, await site().signInAs('administrator')]
  let pages = 0
  for (const path of paths)
    for (const visitor of visitors) {
      if (open.has(path)) continue
      const address = path.replaceAll(/:\w+(\{[^}]*\})?/g, '0198c0de-0000-7000-8000-000000000000')
      const answer = await site().get(address, visitor)
      await answer.body?.cancel()
      const told = answer.headers.get('cache-control') ?? ''
      expect(told, path).toMatch(path.includes('/desk') ? /no-store/ : /no-store|private, no-cache/)
      expect(answer.headers.get('vary'), path).toMatch(/\bCookie\b/)
      if (answer.status === 200) pages++
    }
  expect(pages).toBeGreaterThan(60)
})

test('the answer to a form is not kept, also when it is a page', async () => {
  const wrong = await site().post('/nl/sign-in', { email: 'wieke' })
  expect([wrong.status, wrong.headers.get('cache-control')]).toEqual([422, 'no-store'])
})

test('whether we live and are ready is told anew each time; a file that is not there yet may be there in a moment', async () => {
  for (const path of ['/healthz', '/readyz', '/assets/weerklank-AAAAAAAA.css'])
    expect((await site().get(path)).headers.get('cache-control'), path).toBe('no-store')
})
