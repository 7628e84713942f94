import { Hono } from 'hono'
import { dossierIn, findDossierBySlug } from '#domains/dossier'
import { countOutcomes, listOutcomes, outcomeIn, verdicts } from '#domains/followup'
import { sharedRead, type Web } from '#web/http'
import type { ShowOnDossier } from '#web/pages/dossier'
import { notFoundPage } from '#web/shell'
import {
  type OutcomeGroup,
  OutcomesSection,
  type OutcomesView,
  outcomeGroups,
  outcomesPage,
} from './outcomes.page.tsx'

const readDossier = sharedRead(findDossierBySlug)
const readCounts = sharedRead(countOutcomes, { alsoSignedIn: true })
const readOutcomes = sharedRead(listOutcomes)

/** "You said, we did, because." */
export const outcomesRoutes = new Hono<Web>()

const PAGE_SIZE = 20
const SHOWN_ON_DOSSIER = 3

outcomesRoutes.get('/outcomes', async (c) => {
  const slug = c.req.query('dossier')
  const found = slug ? await readDossier(c, slug) : undefined
  if (slug && (!found || found.dossier.state === 'draft')) return notFoundPage(c)
  const show = readShow(c.req.query('show'))
  const filter = { dossierId: found?.dossier.id, verdicts: verdictsOf(show) }
  const [counts, outcomes] = await Promise.all([
    readCounts(c, found ? { dossierId: found.dossier.id } : {}),
    readOutcomes(c, filter, { after: c.req.query('after'), size: PAGE_SIZE }),
  ])
  const { locale } = c.var
  return outcomesPage(c, {
    dossier: found && dossierIn(locale, found).dossier,
    counts,
    show,
    outcomes: { ...outcomes, rows: outcomes.rows.map((one) => outcomeIn(locale, one)) },
  })
})

/** What came of the input of a dossier, for the page of that dossier. */
export const showOutcomes: ShowOnDossier = async (c, { id, slug }) => {
  const [counts, outcomes] = await Promise.all([
    readCounts(c, { dossierId: id }),
    readOutcomes(c, { dossierId: id }, { size: SHOWN_ON_DOSSIER }),
  ])
  const rows = outcomes.rows.map((one) => outcomeIn(c.var.locale, one))
  return { section: <OutcomesSection c={c} slug={slug} counts={counts} outcomes={rows} /> }
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
