import { Hono } from 'hono'
import type { Db } from '#db'
import { findDossierBySlug, listDossiers } from '#domains/dossier'
import { countInputs, type InputCounts, listPublicInputs } from '#domains/register'
import { type Cached, cached } from '#platform/cache'
import { dateIn } from '#platform/clock'
import { notFoundPage } from '../../frame/errors.tsx'
import { sharedPage } from '../../frame/shared-page.ts'
import type { Web, WebContext } from '../../frame/web.ts'
import { showDialogues } from '../deliberate/dialogue-ways.tsx'
import { outcomesSection } from '../followup/outcomes.routes.tsx'
import { dossierPage } from './dossier.page.tsx'
import { dossiersPage, saidPage } from './dossiers.page.tsx'

/** Dossiers as residents see them. */
export const dossierRoutes = new Hono<Web>()

const SHOWN_OF_SAID = 6
const PAGE_SIZE = 20
const MOST_OPEN = 100

dossierRoutes.get('/dossiers', sharedPage, async (c) => {
  const { db, config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const after = c.req.query('after')
  const [open, closed] = await Promise.all([
    listDossiers(db, { states: ['open'], today, page: { size: MOST_OPEN } }),
    listDossiers(db, { states: ['closed'], today, page: { after, size: PAGE_SIZE } }),
  ])
  return dossiersPage(c, { open: open.rows, closed })
})

dossierRoutes.get('/dossiers/:slug', sharedPage, async (c) => {
  const { db } = c.var.services
  const found = await findVisibleDossier(c)
  if (!found) return notFoundPage(c)
  const { id } = found.dossier
  const [counts, said, dialogues, outcomes] = await Promise.all([
    countsOf(db)(id),
    listPublicInputs(db, id, { size: SHOWN_OF_SAID }),
    showDialogues(c, found.dossier),
    outcomesSection(c, found.dossier),
  ])
  return dossierPage(c, {
    ...found,
    counts,
    said: said.rows,
    ways: dialogues.ways,
    sections: [dialogues.section, outcomes],
  })
})

dossierRoutes.get('/dossiers/:slug/said', sharedPage, async (c) => {
  const found = await findVisibleDossier(c)
  if (!found) return notFoundPage(c)
  const { id, slug, question } = found.dossier
  const said = await listPublicInputs(c.var.services.db, id, { after: c.req.query('after'), size: PAGE_SIZE })
  return saidPage(c, { slug, question, said })
})

/** A draft is there for staff only. */
async function findVisibleDossier(c: WebContext) {
  const found = await findDossierBySlug(c.var.services.db, c.req.param('slug') ?? '')
  if (found?.dossier.state === 'draft' && !(await c.var.staff())) return undefined
  return found
}

const COUNTS_KEPT_MS = 2000
const counts = new WeakMap<Db, Cached<InputCounts>>()

/** Counting reads all of a dossier's inputs: many visitors share one count of some seconds old. */
function countsOf(db: Db): Cached<InputCounts> {
  const known = counts.get(db)
  if (known) return known
  const made = cached((dossierId: string) => countInputs(db, dossierId), {
    keepMs: COUNTS_KEPT_MS,
    size: 1000,
  })
  counts.set(db, made)
  return made
}
