import { expect, test } from 'vitest'
import { createWebApp } from './app.tsx'
import { useTestSite } from './frame/testing.ts'

const site = useTestSite()

test('every door of the desk is closed to strangers, whatever the method', async () => {
  const { routes } = await createWebApp(site().services)
  const doors = routes.filter(({ path, method }) => path.startsWith('/nl/desk') && method !== 'ALL')
  expect(doors.length).toBeGreaterThan(30)
  for (const { method, path } of doors) {
    const address = path.replaceAll(/:\w+/g, '0198c0de-0000-7000-8000-000000000000')
    const answer =
      method === 'GET'
        ? await site().get(address)
        : await site().post(address, { body: 'x' }, { headers: { 'x-forwarded-for': '192.0.2.1' } })
    expect([answer.status, answer.headers.get('location')], `${method} ${path}`).toEqual([303, '/nl/sign-in'])
  }
})
