import { expect, test } from 'vitest'
import type { DB } from '#db'
import { connect } from '#platform/db'
import { createWebApp } from '#web'
import { limits } from '#web/http'
import { useTestSite } from '#web/testing'

const site = useTestSite()

test('a form that cannot be read is the fault of who sent it', async () => {
  const broken = await site().request('/nl/tell-us', {
    method: 'POST',
    headers: { 'content-type': 'multipart/form-data' },
    body: 'no parts at all',
  })
  expect(broken.status).toBe(400)
})

test('a program that asks for JSON gets its refusals in JSON', async () => {
  const headers = { accept: 'application/json' }
  const nowhere = await site().get('/nl/die-is-er-niet', { headers })
  expect([nowhere.status, await nowhere.json()]).toEqual([404, { kind: 'not-found' }])
  const statuses: number[] = []
  let last = nowhere
  while (last.status !== 429 && statuses.length <= limits.write.times) {
    last = await site().post('/nl/tell-us', {}, { headers })
    statuses.push(last.status)
  }
  expect([last.status, await last.json()]).toEqual([429, { kind: 'limited' }])
  expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0)
})

test('when the database goes, pages say so in the style of the house, and the server is not ready', async () => {
  const { services, url } = site()
  const own = connect<DB>(url, { max: 1 })
  let now = services.clock.now().getTime()
  const app = await createWebApp({
    ...services,
    db: own.db,
    writes: own.db,
    clock: { now: () => new Date(now) },
  })
  expect((await app.request('/nl/outcomes')).status).toBe(200)
  expect((await app.request('/readyz')).status).toBe(200)
  await own.db.destroy()
  services.moments.end()
  now += 60_000
  const page = await app.request('/nl/outcomes')
  expect(page.status).toBe(500)
  expect(await page.text()).toContain('Er ging bij ons iets mis')
  expect((await app.request('/readyz')).status).toBe(503)
})

test('a server that never reached its database still answers', async () => {
  const never = connect<DB>('postgres://nobody@127.0.0.1:1/nothing', { max: 1 })
  const app = await createWebApp({ ...site().services, db: never.db, writes: never.db })
  const page = await app.request('/nl/outcomes')
  expect([page.status, page.headers.get('retry-after')]).toEqual([503, '10'])
  await never.close()
})
