import {
  type AnsweredStatement,
  type AskedStatement,
  type Choice,
  choiceOf,
  type DialoguePage,
  findAnsweredStatement,
  findAnsweredVersion,
  findBallotStatement,
  findNewestVersion,
  findOwnChoices,
  type OlderVersion,
  type OwnChoices,
} from '#domains/deliberate'
import type { DossierPromise } from '#domains/dossier'
import { newId } from '#platform/db'
import { drawOnce, type WebContext } from '#web/http'
import { type BallotReads, mayReadResults } from '#web/pages/dialogue'
import { aboutYouOf, knownPlace, neededSentence, placeTitle } from '#web/pages/opinions'
import { askNext } from './ask-next.ts'

/** After this many answers there is a result, and a moment to stop. */
const SESSION = 5

/** A statement as it is asked. */
export type Asked = Pick<AskedStatement, 'number' | 'text' | 'language' | 'is_seed'>

/** A statement with somebody's own answer, and what is told of everybody's. */
export type Answered = Omit<AnsweredStatement, 'votedAt'>

export type BallotView = DialoguePage & {
  promise: DossierPromise
  /** What is asked now; nothing when all has been answered. */
  asked: Asked | undefined
  /** The answer given before, when somebody came back to change it. */
  chosen?: Choice | undefined
  /** What this person answered, in the place of which came what is asked now. */
  older?: OlderVersion | undefined
  previous?: Answered | undefined
  /** The last answers, when a round of five is full: their result comes before the next statement. */
  session?: Answered[] | undefined
  /** Where the person stands by these answers: a title once they are placed, else what is missing. */
  place?: { title: string; needed: string } | undefined
  /** Whether what others answered may be seen now. */
  showsResults: boolean
  /** Whether people may tell about themselves, and whether this one did. */
  about?: { hasTold: boolean; isOffered: boolean } | undefined
  done: number
  all: number
  notice?: 'noLonger' | 'withdrawn' | 'noCookies' | 'admitted' | undefined
  /** For whoever has no cookie yet: what makes a first vote that is sent twice one vote, without a script too. */
  once?: Record<string, string> | undefined
}

/** Who looks at the ballot, what they did, and what of it the page is about. */
export type BallotReader = {
  /** Nobody yet, before the first vote. */
  pseudonym: Buffer | undefined
  mine: OwnChoices
  /** The statement that they answered just now. */
  after?: number | undefined
  /** The statement that they want to answer. */
  wished?: number | undefined
  notice?: BallotView['notice']
}

/** The ballot for one person: what to ask next, what they answered before, and where they stand by now. */
export async function viewBallot(
  c: WebContext,
  page: DialoguePage,
  { pseudonym, mine, after, wished, notice }: BallotReader,
): Promise<BallotView | undefined> {
  const [showsResults, promise, reads] = await Promise.all([
    mayReadResults(c, page),
    c.var.reads.promise(page.dossier.slug),
    c.var.reads.ballot(page.dialogue.id),
  ])
  if (!promise) return undefined
  const answered = mine.choices
  const all = reads.tallies.length
  const done = reads.tallies.filter((one) => answered.has(one.number)).length
  const isBreak = after !== undefined && done > 0 && done % SESSION === 0
  const [about, previous, asked, session, place] = await Promise.all([
    aboutYouOf(c, page, { done, all }),
    after === undefined ? undefined : findOwn(c, { page, reads, pseudonym, mine, number: after }),
    ask(c, { page, reads, pseudonym, mine, wished }),
    isBreak && pseudonym ? listLatest(c, { page, reads, pseudonym }) : undefined,
    answered.size > 0 && showsResults ? placeSoFar(c, page, mine) : undefined,
  ])
  const choice = asked && answered.get(asked.number)
  return {
    ...page,
    promise,
    asked,
    chosen: choice === undefined ? undefined : choiceOf(choice),
    older: asked && findAnsweredVersion(reads.lineage, asked.number, answered),
    previous,
    session,
    place,
    showsResults,
    // Asked once in passing, after the first round; then it stands beside the statements.
    about: about && { ...about, isOffered: !about.hasTold && (done === SESSION || !asked) },
    done,
    all,
    notice,
    once: pseudonym ? undefined : drawOnce(),
  }
}

type Reading = {
  page: DialoguePage
  reads: BallotReads
  pseudonym: Buffer | undefined
  mine: OwnChoices
}

/** Somebody's answer to a statement; the database knows those that were published in this very second too. */
async function findOwn(
  c: WebContext,
  { page, reads, pseudonym, mine, number }: Reading & { number: number },
): Promise<Answered | undefined> {
  const answered = withOwn(reads, mine, number)
  if (answered || !pseudonym || !mine.choices.has(number)) return answered
  return findAnsweredStatement(c.var.services.db, { dialogueId: page.dialogue.id, pseudonym, number })
}

function withOwn({ statements }: BallotReads, mine: OwnChoices, number: number): Answered | undefined {
  const [statement, choice] = [statements.get(number), mine.choices.get(number)]
  if (!statement || choice === undefined) return undefined
  return { ...statement, own: choiceOf(choice), passReason: mine.passReasons.get(number) ?? null }
}

/** The answers of the round that is full now, the latest first. */
async function listLatest(
  c: WebContext,
  { page, reads, pseudonym }: Pick<Reading, 'page' | 'reads'> & { pseudonym: Buffer },
): Promise<Answered[]> {
  // In the order in which they were cast, which whoever voted just now does not know.
  const mine = await findOwnChoices(c.var.services.db, { dialogueId: page.dialogue.id, pseudonym })
  const latest = [...mine.choices.keys()].reverse()
  return latest.flatMap((number) => withOwn(reads, mine, number) ?? []).slice(0, SESSION)
}

/** The statement that the address names, or what came in its place, or else the next one for this person. */
async function ask(
  c: WebContext,
  { page, reads, pseudonym, mine, wished }: Reading & { wished: number | undefined },
): Promise<Asked | undefined> {
  const dialogueId = page.dialogue.id
  const isAsked = (number: number) => reads.statements.get(number)?.isReplaced === false
  if (wished !== undefined) {
    if (isAsked(wished)) return reads.statements.get(wished)
    const newest = findNewestVersion(reads.lineage, wished, isAsked)
    if (newest !== undefined) return reads.statements.get(newest)
    const justPublished = await findBallotStatement(c.var.services.db, dialogueId, wished)
    if (justPublished) return justPublished
  }
  const draw = pseudonym?.toString('hex') ?? newId()
  const { participant, choices: own } = mine
  const next = await askNext(c, { dialogueId, reads, participant, own, draw })
  return next === undefined ? undefined : reads.statements.get(next)
}

async function placeSoFar(c: WebContext, page: DialoguePage, mine: OwnChoices) {
  const known = await knownPlace(c, page, mine.choices)
  return known.kind === 'placed'
    ? { title: placeTitle(c, known), needed: '' }
    : { title: '', needed: neededSentence(c, known) }
}
