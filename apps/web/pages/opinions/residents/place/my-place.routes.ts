import { Hono } from 'hono'
import { countExcluded, type DialoguePage, listNamedStatements } from '#domains/deliberate'
import type { Web, WebContext } from '#web/http'
import {
  findPseudonym,
  findVisibleDialogue,
  hiddenResultsPage,
  isOpen,
  mayReadResults,
  statementsHere,
} from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { aboutYouOf } from '../background/about-you.ts'
import { knownPlace } from './known-place.ts'
import { namedIn } from './map-findings.tsx'
import { myPlacePage } from './my-place.page.tsx'

/** Where somebody stands among everybody in a dialogue. */
export const myPlaceRoutes = new Hono<Web>()

myPlaceRoutes.get('/dialogues/:slug/my-place', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  if (!(await mayReadResults(c, page))) return hiddenResultsPage(c, page)
  const [own, { tallies }, snapshot] = await Promise.all([
    ownChoices(c, page),
    c.var.reads.ballot(page.dialogue.id),
    c.var.services.snapshots.newest(page.dialogue.id),
  ])
  const [known, leftOut, about] = await Promise.all([
    knownPlace(c, page, { snapshot, own, statements: tallies.length }),
    countExcluded(c.var.services.db, page.dialogue.id),
    aboutYouOf(c, page, { done: own.size, all: tallies.length }),
  ])
  const named =
    'snapshot' in known
      ? await listNamedStatements(c.var.services.db, page.dialogue.id, namedIn(known.snapshot))
      : []
  const statements = new Map(statementsHere(c, page, named).map((statement) => [statement.number, statement]))
  const canAnswer = isOpen(c, page)
  const hasMore = canAnswer && tallies.some(({ number }) => !own.has(number))
  return myPlacePage(c, {
    page,
    known,
    own,
    statements,
    isOpen: canAnswer,
    hasMore,
    leavesOut: leftOut > 0,
    about,
  })
})

async function ownChoices(c: WebContext, page: DialoguePage) {
  const pseudonym = findPseudonym(c, page)
  if (!pseudonym) return new Map<number, never>()
  return (await c.var.services.ownChoices({ dialogueId: page.dialogue.id, pseudonym })).choices
}
