import { Hono } from 'hono'
import { readLogo } from '#domains/people'
import { sendFile, type Web } from '#web/http'
import { notFoundPage } from '#web/shell'

/** The logo of the organisation, for everybody. */
export const logoRoutes = new Hono<Web>()

logoRoutes.get('/logo/:hash', async (c) => {
  const hash = c.req.param('hash')
  const logo = await readLogo(c.var.services.db, hash)
  return logo ? sendFile(c, hash, logo) : notFoundPage(c)
})
