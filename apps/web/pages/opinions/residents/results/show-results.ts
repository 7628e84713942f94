import {
  countExcluded,
  countPeopleTold,
  type DialoguePage,
  listReplaced,
  listResults,
} from '#domains/deliberate'
import { findDossierBySlug } from '#domains/dossier'
import { findRepresentativeness } from '#domains/opinions'
import type { WebContext } from '#web/http'
import { areVisible, hiddenResultsPage, isOpen, mayReadResults, numberOf, timeOf } from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { resultsPage, sorts } from './results.page.tsx'

/** What people answered in a dialogue, as far as the reader may see it now. */
export async function showResults(
  c: WebContext,
  page: DialoguePage,
  isTooLate = c.req.query('told') === 'tooLate',
): Promise<Response> {
  if (!(await mayReadResults(c, page))) return hiddenResultsPage(c, page)
  const { db, config } = c.var.services
  const [who, dossier, results, replaced, leftOut, participants, passed] = await Promise.all([
    findRepresentativeness(db, { dialogueId: page.dialogue.id, timeZone: config.timeZone }),
    findDossierBySlug(db, page.dossier.slug),
    listResults(db, page.dialogue.id),
    listReplaced(db, page.dialogue.id),
    countExcluded(db, page.dialogue.id),
    countPeopleTold(db, page, timeOf(c).today),
    c.var.reads.passReasons(page.dialogue.id),
  ])
  if (!dossier) return notFoundPage(c)
  const sort = sorts.find((name) => name === c.req.query('sort')) ?? 'agree'
  const from = numberOf(c.req.query('from')) ?? 0
  return resultsPage(c, {
    ...page,
    results,
    replaced,
    leftOut,
    participants,
    passed,
    isOpen: isOpen(c, page),
    isTooLate,
    isPublic: areVisible(c, page),
    promise: dossier.promise,
    who,
    sort,
    from,
    named: numberOf(c.req.query('statement')),
  })
}
