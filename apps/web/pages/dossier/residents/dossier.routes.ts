import { Hono } from 'hono'
import { type DossierLine, dossierIn, findDossierBySlug, lineIn, listDossiers } from '#domains/dossier'
import { listPublicInputs } from '#domains/register'
import { dateIn } from '#platform/clock'
import { sharedPage, sharedRead, sharedUnless, type Web, type WebContext } from '#web/http'
import { readHomeAreas } from '#web/pages/places'
import { notFoundPage } from '#web/shell'
import { countTold } from '../input-counts.ts'
import { dossierPage } from './dossier.page.tsx'
import { dossiersPage, saidPage } from './dossiers.page.tsx'

const readDossiers = sharedRead(listDossiers)
const readDossier = sharedRead(findDossierBySlug)
const readSaid = sharedRead(listPublicInputs)
const readCounts = sharedRead(countTold, { alsoSignedIn: true })

/** Dossiers as residents see them. */
export const dossierRoutes = new Hono<Web>()

const SHOWN_OF_SAID = 6
const PAGE_SIZE = 20
const MOST_OPEN = 100

dossierRoutes.get('/dossiers', sharedPage, async (c) => {
  const { config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const after = c.req.query('after')
  const [open, closed] = await Promise.all([
    readDossiers(c, { states: ['open'], today, page: { size: MOST_OPEN } }),
    readDossiers(c, { states: ['closed'], today, page: { after, size: PAGE_SIZE } }),
  ])
  const here = (line: DossierLine) => lineIn(c.var.locale, line)
  return dossiersPage(c, { open: open.rows.map(here), closed: { ...closed, rows: closed.rows.map(here) } })
})

/** The same for everybody, but for whoever took part: they see what others said of what they answered themselves. */
const ownOrShared = sharedUnless((c) => c.var.dossierSlots.isOfReader(c))

dossierRoutes.get('/dossiers/:slug', ownOrShared, async (c) => {
  const { timeZone } = c.var.services.config
  const found = await findVisibleDossier(c)
  if (!found) return notFoundPage(c)
  const { id } = found.dossier
  const [counts, said, areas, added] = await Promise.all([
    readCounts(c, { id, state: found.dossier.state }),
    readSaid(c, { dossierId: id, timeZone, size: SHOWN_OF_SAID }),
    found.dossier.area_code === null ? [] : readHomeAreas(c, c.var.organisation.name),
    Promise.all(c.var.dossierSlots.shows.map((show) => show(c, found.dossier))),
  ])
  return dossierPage(c, {
    ...found,
    counts,
    areas,
    said: said.rows,
    ways: added.flatMap(({ ways }) => ways ?? []),
    sections: added.map(({ section }) => section),
    first: added.find(({ first }) => first)?.first,
    picture: added.find(({ picture }) => picture)?.picture,
  })
})

dossierRoutes.get('/dossiers/:slug/said', sharedPage, async (c) => {
  const found = await findVisibleDossier(c)
  if (!found) return notFoundPage(c)
  const { id } = found.dossier
  const { timeZone } = c.var.services.config
  const page = { after: c.req.query('after'), size: PAGE_SIZE }
  const said = await readSaid(c, { dossierId: id, timeZone, ...page })
  return saidPage(c, { dossier: found.dossier, said })
})

/** A draft is there for staff only. */
async function findVisibleDossier(c: WebContext) {
  const found = await readDossier(c, c.req.param('slug') ?? '')
  if (found?.dossier.state === 'draft' && !(await c.var.staff())) return undefined
  return found && dossierIn(c.var.locale, found)
}
