import { Hono } from 'hono'
import { confirmNotices, findHolder, stopAllNotices } from '#domains/followup'
import { pathHere, type Web, type WebContext } from '../../frame/web.ts'
import { addressPage, confirmPage } from './address.page.tsx'
import { stopPage } from './my-input.page.tsx'

/** What whoever holds an address says of our notices, by the link that only they got. */
export const addressRoutes = new Hono<Web>()

addressRoutes.use('/my-input/address/*', async (c, next) => {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('X-Robots-Tag', 'noindex')
  await next()
})

addressRoutes.get('/my-input/address/confirmed', (c) => addressPage(c, 'confirmed'))
addressRoutes.get('/my-input/address/stopped', (c) => addressPage(c, 'addressStopped'))

addressRoutes.get('/my-input/address/:token', async (c) => {
  const holder = await find(c)
  return holder ? confirmPage(c, c.req.param('token')) : addressPage(c, 'addressGone')
})

addressRoutes.post('/my-input/address/:token', async (c) => {
  const holder = await find(c)
  if (!holder) return addressPage(c, 'addressGone')
  const { db, clock, config } = c.var.services
  const at = { ...config, now: clock.now() }
  await db.transaction().execute((tx) => confirmNotices(tx, holder, at))
  return c.redirect(pathHere(c, '/my-input/address/confirmed'), 303)
})

addressRoutes.get('/my-input/address/:token/stop', async (c) => {
  const holder = await find(c)
  return holder ? stopPage(c, `/my-input/address/${c.req.param('token')}`) : addressPage(c, 'addressGone')
})

addressRoutes.post('/my-input/address/:token/stop', async (c) => {
  const holder = await find(c)
  if (!holder) return addressPage(c, 'addressGone')
  const { db, clock, config } = c.var.services
  const at = { ...config, now: clock.now() }
  await db.transaction().execute((tx) => stopAllNotices(tx, holder, at))
  return c.redirect(pathHere(c, '/my-input/address/stopped'), 303)
})

function find(c: WebContext) {
  const { db, config } = c.var.services
  return findHolder(db, c.req.param('token') ?? '', config.secret)
}
