import { Hono } from 'hono'
import { listRegisteredSources, listServedDossiers, listWatches, openSubjects } from '#domains/listen'
import { inTreeOrder, listSubjects } from '#domains/people'
import type { Web } from '#web/http'
import { registerPage } from './register.page.tsx'

/** The register of what we read, for everybody. */
export const registerRoutes = new Hono<Web>()

registerRoutes.get('/where-we-listen', async (c) => {
  const { db, clock } = c.var.services
  const [sources, watches, subjects] = await Promise.all([
    listRegisteredSources(db),
    listWatches(db, clock.now()),
    listSubjects(db),
  ])
  const dossiers = await listServedDossiers(
    db,
    watches.map(({ id }) => id),
  )
  return registerPage(c, { sources, watches, dossiers, subjects: inTreeOrder(openSubjects(subjects)) })
})
