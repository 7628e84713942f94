import { Hono } from 'hono'
import { listRegisteredSources, listWatches } from '#domains/listen'
import type { Web } from '#web/http'
import { registerPage } from './register.page.tsx'

/** The register of what we read, for everybody. */
export const registerRoutes = new Hono<Web>()

registerRoutes.get('/where-we-listen', async (c) => {
  const { db, clock } = c.var.services
  const [sources, watches] = await Promise.all([listRegisteredSources(db), listWatches(db, clock.now())])
  return registerPage(c, { sources, watches })
})
