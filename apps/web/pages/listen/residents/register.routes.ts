import { Hono } from 'hono'
import {
  listLetGo,
  listOffices,
  listOrderSubjects,
  listRegisteredSources,
  listServedDossiers,
  listWatches,
  openSubjects,
} from '#domains/listen'
import { inTreeOrder, listSubjects } from '#domains/people'
import type { Web } from '#web/http'
import { registerPage } from './register.page.tsx'

/** The register of what we read, for everybody. */
export const registerRoutes = new Hono<Web>()

registerRoutes.get('/where-we-listen', async (c) => {
  const { db, clock } = c.var.services
  const [sources, all, subjects] = await Promise.all([
    listRegisteredSources(db),
    listWatches(db, clock.now()),
    listSubjects(db),
  ])
  const watches = all.filter(({ held }) => !held)
  const ids = watches.map(({ id }) => id)
  const [dossiers, offices, order, letGo] = await Promise.all([
    listServedDossiers(db, ids),
    listOffices(db, ids),
    listOrderSubjects(db),
    listLetGo(db, clock.now()),
  ])
  const followed = openSubjects(order).filter(({ decision }) => decision?.stance === 'watched')
  return registerPage(c, {
    sources,
    watches,
    dossiers,
    offices,
    order: followed,
    letGo,
    subjects: inTreeOrder(openSubjects(subjects)),
  })
})
