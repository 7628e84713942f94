import { countExcluded, type DialoguePage, listReplaced, listResults } from '#domains/deliberate'
import { dossierIn, findDossierBySlug } from '#domains/dossier'
import { findRepresentativeness } from '#domains/opinions'
import { sharedRead, type WebContext } from '#web/http'
import {
  areVisible,
  countTold,
  hiddenResultsPage,
  isOpen,
  mayReadResults,
  numberOf,
  statementsHere,
} from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { resultsPage, sorts } from './results.page.tsx'

const readWho = sharedRead(findRepresentativeness)
const readDossier = sharedRead(findDossierBySlug)
const readResults = sharedRead(listResults)
const readReplaced = sharedRead(listReplaced)
const readLeftOut = sharedRead(countExcluded)

/** What people answered in a dialogue, as far as the reader may see it now. */
export async function showResults(
  c: WebContext,
  page: DialoguePage,
  isTooLate = c.req.query('told') === 'tooLate',
): Promise<Response> {
  if (!(await mayReadResults(c, page))) return hiddenResultsPage(c, page)
  const { id } = page.dialogue
  const { timeZone } = c.var.services.config
  const [who, dossier, results, replaced, leftOut, participants, passed] = await Promise.all([
    readWho(c, { dialogueId: id, timeZone }),
    readDossier(c, page.dossier.slug),
    readResults(c, id),
    readReplaced(c, id),
    readLeftOut(c, id),
    countTold(c, page),
    c.var.reads.passReasons(id),
  ])
  if (!dossier) return notFoundPage(c)
  const sort = sorts.find((name) => name === c.req.query('sort')) ?? 'agree'
  const from = numberOf(c.req.query('from')) ?? 0
  return resultsPage(c, {
    ...page,
    results: statementsHere(c, page, results),
    replaced: statementsHere(c, page, replaced).map((one) => ({
      ...one,
      newer: statementsHere(c, page, one.newer),
    })),
    leftOut,
    participants,
    passed,
    isOpen: isOpen(c, page),
    isTooLate,
    isPublic: areVisible(c, page),
    promise: dossierIn(c.var.locale, dossier).promise,
    who,
    sort,
    from,
    named: numberOf(c.req.query('statement')),
  })
}
