import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import type { Db } from '#db'
import { findDossierBySlug } from '#domains/dossier'
import { countOutcomes, listOutcomes, type OutcomeCounts, verdicts } from '#domains/followup'
import { type Cached, cached } from '#platform/cache'
import { notFoundPage } from '../../frame/errors.tsx'
import type { Web, WebContext } from '../../frame/web.ts'
import {
  type OutcomeGroup,
  OutcomesSection,
  type OutcomesView,
  outcomeGroups,
  outcomesPage,
} from './outcomes.page.tsx'

/** "You said, we did, because." */
export const outcomesRoutes = new Hono<Web>()

const PAGE_SIZE = 20
const SHOWN_ON_DOSSIER = 3

outcomesRoutes.get('/outcomes', async (c) => {
  const { db } = c.var.services
  const slug = c.req.query('dossier')
  const found = slug ? await findDossierBySlug(db, slug) : undefined
  if (slug && (!found || found.dossier.state === 'draft')) return notFoundPage(c)
  const show = readShow(c.req.query('show'))
  const filter = { dossierId: found?.dossier.id, verdicts: verdictsOf(show) }
  const [counts, outcomes] = await Promise.all([
    countsOf(db)(found?.dossier.id ?? ''),
    listOutcomes(db, filter, { after: c.req.query('after'), size: PAGE_SIZE }),
  ])
  return outcomesPage(c, { dossier: found?.dossier, counts, show, outcomes })
})

/** What came of the input of a dossier, for the page of that dossier. */
export async function outcomesSection(
  c: WebContext,
  { id, slug }: { id: string; slug: string },
): Promise<Child> {
  const { db } = c.var.services
  const [counts, outcomes] = await Promise.all([
    countsOf(db)(id),
    listOutcomes(db, { dossierId: id }, { size: SHOWN_ON_DOSSIER }),
  ])
  return <OutcomesSection c={c} slug={slug} counts={counts} outcomes={outcomes.rows} />
}

function readShow(text: string | undefined): OutcomesView['show'] {
  return groups.find((group) => group === text) ?? verdicts.find((verdict) => verdict === text)
}

const groups: readonly OutcomeGroup[] = ['did', 'not', 'busy']

function verdictsOf(show: OutcomesView['show']) {
  if (!show) return undefined
  const group = groups.find((one) => one === show)
  return group ? [...outcomeGroups[group]] : verdicts.filter((verdict) => verdict === show)
}

const COUNTS_KEPT_MS = 2000
const counted = new WeakMap<Db, Cached<OutcomeCounts>>()

/** Many visitors share one count of some seconds old; an empty id counts over all dossiers. */
function countsOf(db: Db): Cached<OutcomeCounts> {
  const known = counted.get(db)
  if (known) return known
  const made = cached((dossierId: string) => countOutcomes(db, dossierId ? { dossierId } : {}), {
    keepMs: COUNTS_KEPT_MS,
    size: 1000,
  })
  counted.set(db, made)
  return made
}
