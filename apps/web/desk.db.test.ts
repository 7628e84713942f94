import { sql } from 'kysely'
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

test('staff who go on working get their cookie anew, and nobody else does', async () => {
  const staff = await site().signInAs('responder')
  const first = await site().get('/nl/desk/inbox', staff)
  expect(first.headers.getSetCookie()).toEqual([])
  await sql`update account_session set expires_at = expires_at - interval '2 days'`.execute(site().db)
  const [stranger, other] = [await site().get('/nl/desk/inbox'), await site().get('/nl/dossiers')]
  expect([...stranger.headers.getSetCookie(), ...other.headers.getSetCookie()]).toEqual([])
  const next = await site().get('/nl/desk/inbox', staff)
  expect(next.headers.getSetCookie().join()).toMatch(/wk\.session_token=.+Max-Age=604800.+HttpOnly/)
  expect((await site().get('/nl/desk/inbox', staff)).headers.getSetCookie()).toEqual([])
})
