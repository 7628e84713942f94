import { expect, test } from 'vitest'
import { createWebApp } from '../app.tsx'
import { makeOpenDialogue } from '../pages/deliberate/testing.ts'
import { useTestSite } from './testing.ts'

const site = useTestSite()

test('no page, of somebody signed in or not, may be kept for another visitor', async () => {
  const { page } = await makeOpenDialogue(site())
  const staff = await site().signInAs('administrator')
  const { routes } = await createWebApp(site().services)
  const paths = routes
    .filter(({ method, path }) => method === 'GET' && /^\/(nl\b|$)/.test(path))
    .map(({ path }) => path.replace('/nl/dialogues/:slug', page).replaceAll(/:\w+/g, '1'))
  expect(paths.length).toBeGreaterThan(40)
  for (const path of new Set(paths))
    for (const visitor of [{}, staff]) {
      const { headers, body } = await site().get(path, visitor)
      await body?.cancel()
      const [kept, varies] = [headers.get('cache-control'), headers.get('vary')]
      expect([kept, varies], path).toEqual([
        expect.stringMatching(/no-store|private, no-cache/),
        expect.stringMatching(/\bCookie\b/),
      ])
    }
})
