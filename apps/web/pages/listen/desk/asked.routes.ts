import { Hono } from 'hono'
import { findServedDossier, listAsked, listWatchNames } from '#domains/listen'
import type { Web } from '#web/http'
import { staffMay } from '#web/shell'
import { askedPage } from './asked.page.tsx'
import { readId } from './ids.ts'

/** What people ask. */
export const askedRoutes = new Hono<Web>()

const PAGE_SIZE = 20

askedRoutes.get('/listen/asked', staffMay('listen'), async (c) => {
  const { db, clock } = c.var.services
  const [watchId, dossierId] = ['watch', 'dossier'].map((name) => readId(c.req.query(name)))
  const after = c.req.query('after')
  const [questions, watches, dossier] = await Promise.all([
    listAsked(db, { watchId, dossierId }, { now: clock.now(), after, size: PAGE_SIZE }),
    listWatchNames(db, dossierId),
    dossierId === undefined ? undefined : findServedDossier(db, dossierId),
  ])
  return askedPage(c, { questions, watches, of: { watchId, dossier, after } })
})
