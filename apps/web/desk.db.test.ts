import { expect, test } from 'vitest'
import { useTestSite } from '#web/testing'
import { createWebApp } from './app.ts'

const site = useTestSite()

async function listDoors() {
  const { routes } = await createWebApp(site().services)
  return routes.filter(({ path, method }) => path.startsWith('/nl/desk') && method !== 'ALL')
}

test('every door of the desk is closed to strangers, whatever the method', async () => {
  const doors = await listDoors()
  expect(doors.length).toBeGreaterThan(30)
  const unknown = { method: 'GET', path: '/nl/desk/no-such-page' }
  // Each from an address of its own: nobody else sends so many forms.
  for (const [nth, { method, path }] of [...doors, unknown].entries()) {
    const address = path.replaceAll(/:\w+/g, '0198c0de-0000-7000-8000-000000000000')
    const answer =
      method === 'GET'
        ? await site().get(address)
        : await site().post(
            address,
            { body: 'x' },
            { address: `198.51.${100 + Math.floor(nth / 256)}.${nth % 256}` },
          )
    expect([answer.status, answer.headers.get('location')], `${method} ${path}`).toEqual([303, '/nl/sign-in'])
  }
})

test('whatever is changed at the desk asks for a permission, but for what is one’s own', async () => {
  const doors = (await listDoors()).filter(({ method }) => method !== 'GET')
  const guarded = new Set(doors.filter(({ handler }) => 'permission' in handler).map(({ path }) => path))
  const open = new Set(doors.map(({ path }) => path)).difference(guarded)
  expect(guarded.size).toBeGreaterThan(20)
  expect([...open]).toEqual([
    '/nl/desk/sessions/end',
    '/nl/desk/me/absence',
    '/nl/desk/me/absence/:id/end',
    '/nl/desk/me/mandates/:id/give-on',
    '/nl/desk/unsent',
    '/nl/desk/held/forget',
  ])
})

test('no page for staff stands outside the desk', async () => {
  const { routes } = await createWebApp(site().services)
  const outside = routes.filter(({ path }) => !/^\/(nl|en)\/desk(\/|$)/.test(path))
  expect(outside.filter(({ handler }) => 'permission' in handler)).toEqual([])
})
