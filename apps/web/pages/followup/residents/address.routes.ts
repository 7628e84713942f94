import { Hono } from 'hono'
import { confirmNotices, hasContacts, readHolder, stopAllNotices } from '#domains/followup'
import { pathHere, type Web, type WebContext } from '#web/http'
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
  const holder = await findHolder(c)
  return holder ? confirmPage(c, c.req.param('token')) : addressPage(c, 'addressGone')
})

addressRoutes.post('/my-input/address/:token', async (c) => {
  const holder = await findHolder(c)
  if (!holder) return addressPage(c, 'addressGone')
  const { db, clock, config } = c.var.services
  const at = { ...config, now: clock.now() }
  await db.transaction().execute((tx) => confirmNotices(tx, holder, at))
  return c.redirect(pathHere(c, '/my-input/address/confirmed'), 303)
})

addressRoutes.get('/my-input/address/:token/stop', async (c) =>
  read(c) ? stopPage(c, c.req.param('token')) : addressPage(c, 'addressGone'),
)

addressRoutes.post('/my-input/address/:token/stop', async (c) => {
  const holder = read(c)
  if (!holder) return addressPage(c, 'addressGone')
  const { db, clock, config } = c.var.services
  const at = { ...config, now: clock.now() }
  await db.transaction().execute((tx) => stopAllNotices(tx, holder, at))
  return c.redirect(pathHere(c, '/my-input/address/stopped'), 303)
})

function read(c: WebContext) {
  return readHolder(c.req.param('token') ?? '', c.var.services.config.secret)
}

/** A no is always heard; a yes needs something that we can tell them. */
async function findHolder(c: WebContext) {
  const holder = read(c)
  return holder && (await hasContacts(c.var.services.db, holder)) ? holder : undefined
}
