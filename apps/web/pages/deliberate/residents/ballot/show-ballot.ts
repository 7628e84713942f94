import { type DialoguePage, noChoices } from '#domains/deliberate'
import type { WebContext } from '#web/http'
import { findPseudonym, numberOf } from '#web/pages/dialogue'
import { notFoundPage } from '#web/shell'
import { mayTakePart, showEntrance } from '../access/entrance.ts'
import { ballotPage } from './ballot.page.tsx'
import { type BallotView, viewBallot } from './view-ballot.ts'

/** The ballot as a page of its own; for whoever has to be let in first, the way in. */
export async function showBallot(c: WebContext, page: DialoguePage): Promise<Response> {
  const pseudonym = findPseudonym(c, page)
  const dialogueId = page.dialogue.id
  const mine = pseudonym ? await c.var.services.ownChoices({ dialogueId, pseudonym }) : noChoices
  // Whoever takes part was let in.
  if (mine.participant === null && !(await mayTakePart(c, page))) return showEntrance(c, page)
  const after = numberOf(c.req.query('after'))
  const view = await viewBallot(c, page, {
    pseudonym,
    mine,
    after,
    wished: numberOf(c.req.query('statement')),
    notice: noticeOf(c, after !== undefined && !pseudonym),
  })
  return view ? ballotPage(c, view) : notFoundPage(c)
}

function noticeOf(c: WebContext, hasNoCookies: boolean): BallotView['notice'] {
  if (hasNoCookies) return 'noCookies'
  return (['noLonger', 'withdrawn', 'admitted', 'answered'] as const).find(
    (word) => word === c.req.query('told'),
  )
}
