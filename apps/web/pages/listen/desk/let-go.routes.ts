import { Hono } from 'hono'
import { listLetGo } from '#domains/listen'
import type { Web } from '#web/http'
import { staffMay } from '#web/shell'
import { letGoPage } from './let-go.page.tsx'

/** The log of what listening let go of. */
export const letGoRoutes = new Hono<Web>()

letGoRoutes.get('/listen/let-go', staffMay('listen'), async (c) => {
  const { db, clock } = c.var.services
  return letGoPage(c, await listLetGo(db, clock.now()))
})
