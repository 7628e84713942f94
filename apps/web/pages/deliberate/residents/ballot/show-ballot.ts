import {
  type DialoguePage,
  findAnsweredStatement,
  findAnsweredVersion,
  findBallotStatement,
  findNewestVersion,
  findOwnChoices,
  findUnansweredStatement,
  type Lineage,
  listOwnVotes,
  type OwnChoices,
} from '#domains/deliberate'
import { findDossierBySlug } from '#domains/dossier'
import { newId } from '#platform/db'
import type { WebContext } from '#web/http'
import { findPseudonym, mayReadResults, numberOf } from '#web/pages/dialogue'
import { aboutYouOf, knownPlace } from '#web/pages/opinions'
import { notFoundPage } from '#web/shell'
import { askNext } from './ask-next.ts'
import { type BallotView, ballotPage } from './ballot.page.tsx'

/** After this many answers there is a result, and a moment to stop. */
const SESSION = 5

/** The ballot for one person: what to ask next, what they answered before, and where they stand by now. */
export async function showBallot(c: WebContext, page: DialoguePage): Promise<Response> {
  const { db } = c.var.services
  const pseudonym = findPseudonym(c, page)
  const dialogueId = page.dialogue.id
  const [showsResults, dossier, mine, tallies, lineage] = await Promise.all([
    mayReadResults(c, page),
    findDossierBySlug(db, page.dossier.slug),
    pseudonym ? findOwnChoices(db, { dialogueId, pseudonym }) : newcomer,
    c.var.reads.tallies(dialogueId),
    c.var.reads.lineage(dialogueId),
  ])
  const answered = mine.choices
  if (!dossier) return notFoundPage(c)
  const after = numberOf(c.req.query('after'))
  const own = (number: number | undefined) =>
    pseudonym && number !== undefined
      ? findAnsweredStatement(db, { dialogueId, pseudonym, number })
      : undefined
  const done = tallies.filter((one) => answered.has(one.number)).length
  const isBreak = after !== undefined && done > 0 && done % SESSION === 0
  const [about, previous, asked, session, known] = await Promise.all([
    aboutYouOf(c, page, { done, all: tallies.length }),
    own(after),
    ask(c, { dialogueId, pseudonym, mine, lineage }),
    isBreak && pseudonym ? listOwnVotes(db, { dialogueId, pseudonym, most: SESSION }) : undefined,
    answered.size > 0 && showsResults ? knownPlace(c, page, answered) : undefined,
  ])
  const view: BallotView = {
    ...page,
    promise: dossier.promise,
    asked,
    chosen: asked && answered.has(asked.number) ? (await own(asked.number))?.own : undefined,
    older: asked && findAnsweredVersion(lineage, asked.number, answered),
    previous,
    session,
    known,
    showsResults,
    // Asked once in passing, after the first round; then it stands beside the statements.
    about: about && { ...about, isOffered: !about.hasTold && (done === SESSION || !asked) },
    done,
    all: tallies.length,
    notice: noticeOf(c, after !== undefined && !pseudonym),
  }
  return ballotPage(c, view)
}

const newcomer: OwnChoices = { participant: null, choices: new Map() }

type Reader = {
  dialogueId: string
  pseudonym: Buffer | undefined
  mine: OwnChoices
  lineage: Lineage
}

/** The statement that the address names, or what came in its place, or else the next one for this person. */
async function ask(c: WebContext, { dialogueId, pseudonym, mine, lineage }: Reader) {
  const { db } = c.var.services
  const wished = numberOf(c.req.query('statement'))
  const named = wished === undefined ? undefined : await findBallotStatement(db, dialogueId, wished)
  if (named) return named
  const newest = wished === undefined ? undefined : await findNewest(c, { dialogueId, lineage }, wished)
  if (newest) return newest
  const { participant, choices: own } = mine
  const draw = pseudonym?.toString('hex') ?? newId()
  const next = await askNext(c, { dialogueId, participant, own, draw })
  if (next === undefined) return undefined
  // What was removed or replaced in this very second is still in the counts that are kept.
  const asked = await findBallotStatement(db, dialogueId, next)
  return asked ?? findUnansweredStatement(db, dialogueId, [...own.keys()])
}

/** What is asked in the place of a statement that was replaced. */
async function findNewest(
  c: WebContext,
  { dialogueId, lineage }: Pick<Reader, 'dialogueId' | 'lineage'>,
  replaced: number,
) {
  const { db } = c.var.services
  const asked = new Set((await c.var.reads.tallies(dialogueId)).map((one) => one.number))
  const newest = findNewestVersion(lineage, replaced, (number) => asked.has(number))
  return newest === undefined ? undefined : findBallotStatement(db, dialogueId, newest)
}

function noticeOf(c: WebContext, hasNoCookies: boolean): BallotView['notice'] {
  if (hasNoCookies) return 'noCookies'
  return (['noLonger', 'withdrawn', 'admitted'] as const).find((word) => word === c.req.query('told'))
}
