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
  type OlderVersion,
  type OwnChoices,
} from '#domains/deliberate'
import type { DossierPage } from '#domains/dossier'
import type { DialogueSnapshot } from '#domains/opinions'
import { newId } from '#platform/db'
import { drawOnce, type WebContext } from '#web/http'
import { areVisible, type BallotReads, ballotHere, mayReadResults } from '#web/pages/dialogue'
import { aboutYouOf, knownPlace, neededSentence, placeTitle } from '#web/pages/opinions'
import { keepProps } from '#web/words'
import { askNext } from './ask-next.ts'

/** After this many answers there is a result, and a moment to stop. */
export const SESSION = 5

/** A statement as it is asked. */
export type Asked = Pick<AskedStatement, 'number' | 'text' | 'language' | 'translated' | 'is_seed'>

/** A statement with somebody's own answer, and what is told of everybody's. */
export type Answered = Omit<AnsweredStatement, 'votedAt'>

export type BallotView = DialoguePage & {
  promise: DossierPage['promise']
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
  notice?: 'noLonger' | 'withdrawn' | 'noCookies' | 'admitted' | 'answered' | undefined
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

/**
 * The ballot for one person: what to ask next, what they answered before, and where they stand by now. All of it comes
 * from memory, but for what was published in this very second.
 */
export async function viewBallot(
  c: WebContext,
  page: DialoguePage,
  { pseudonym, mine, after, wished, notice }: BallotReader,
): Promise<BallotView | undefined> {
  const { dialogue } = page
  const [promises, kept, snapshot] = await Promise.all([
    c.var.reads.promise(page.dossier.slug),
    c.var.reads.ballot(dialogue.id),
    c.var.services.snapshots.newest(dialogue.id),
  ])
  const promise = promises?.[c.var.locale]
  if (!promise) return undefined
  const reads = ballotHere(c, page, kept)
  const reading: Reading = { dialogueId: dialogue.id, reads, snapshot, pseudonym, mine }
  const showsResults = areVisible(c, page) || (await mayReadResults(c, page))
  const all = reads.tallies.length
  const done = countAnswered(reads, mine)
  const isBreak = after !== undefined && done > 0 && done % SESSION === 0
  const asked = (await askWished(c, reading, wished)) ?? askDrawn(c, reading)
  const about = await aboutYouOf(c, page, { done, all })
  return {
    ...page,
    promise,
    asked,
    chosen: asked && choiceIn(mine, asked.number),
    older: asked && findAnsweredVersion(reads.lineage, asked.number, mine.choices),
    previous: after === undefined ? undefined : await findOwn(c, reading, after),
    session: isBreak && pseudonym ? await listLatest(c, reading, pseudonym) : undefined,
    place: done > 0 && showsResults ? await placeSoFar(c, page, reading) : undefined,
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
  dialogueId: string
  reads: BallotReads
  snapshot: DialogueSnapshot | undefined
  pseudonym: Buffer | undefined
  mine: OwnChoices
}

const isAsked = ({ statements }: BallotReads, number: number) => statements.get(number)?.isReplaced === false

/** Of what is asked now; a vote on a statement that was replaced counts, and is not among these. */
function countAnswered(reads: BallotReads, { choices }: OwnChoices): number {
  let done = 0
  for (const number of choices.keys()) if (isAsked(reads, number)) done += 1
  return done
}

function choiceIn({ choices }: OwnChoices, number: number): Choice | undefined {
  const choice = choices.get(number)
  return choice === undefined ? undefined : choiceOf(choice)
}

/** Somebody's answer to a statement; the database knows those that were published in this very second too. */
async function findOwn(
  c: WebContext,
  { dialogueId, reads, pseudonym, mine }: Reading,
  number: number,
): Promise<Answered | undefined> {
  const answered = withOwn(reads, mine, number)
  if (answered || !pseudonym || !mine.choices.has(number)) return answered
  return findAnsweredStatement(c.var.services.db, { dialogueId, pseudonym, number })
}

const answeredProps = keepProps<AskedStatement, Answered>()

function withOwn({ statements }: BallotReads, mine: OwnChoices, number: number): Answered | undefined {
  const [statement, own] = [statements.get(number), choiceIn(mine, number)]
  if (!statement || !own) return undefined
  const passReason = mine.passReasons.get(number) ?? null
  return answeredProps(statement, `${own} ${passReason}`, () => ({ ...statement, own, passReason }))
}

/** The answers of the round that is full now, the latest first. */
async function listLatest(
  c: WebContext,
  { dialogueId, reads }: Reading,
  pseudonym: Buffer,
): Promise<Answered[]> {
  // In the order in which they were cast, which whoever voted just now does not know.
  const mine = await c.var.services.ownChoices({ dialogueId, pseudonym })
  const latest = [...mine.choices.keys()].reverse()
  return latest.flatMap((number) => withOwn(reads, mine, number) ?? []).slice(0, SESSION)
}

/** The statement that the address names, or what came in its place. */
async function askWished(
  c: WebContext,
  { dialogueId, reads }: Reading,
  wished: number | undefined,
): Promise<Asked | undefined> {
  if (wished === undefined) return undefined
  if (isAsked(reads, wished)) return reads.statements.get(wished)
  const newest = findNewestVersion(reads.lineage, wished, (number) => isAsked(reads, number))
  if (newest !== undefined) return reads.statements.get(newest)
  return findBallotStatement(c.var.services.db, dialogueId, wished)
}

/** The next one for this person. */
function askDrawn(
  c: WebContext,
  { dialogueId, reads, snapshot, pseudonym, mine }: Reading,
): Asked | undefined {
  const draw = pseudonym?.toString('hex') ?? newId()
  const { participant, choices: own } = mine
  const next = askNext(c, { dialogueId, reads, snapshot, participant, own, draw })
  return next === undefined ? undefined : reads.statements.get(next)
}

async function placeSoFar(c: WebContext, page: DialoguePage, { reads, snapshot, mine }: Reading) {
  const known = await knownPlace(c, page, { snapshot, own: mine.choices, statements: reads.tallies.length })
  return known.kind === 'placed'
    ? { title: placeTitle(c, known), needed: '' }
    : { title: '', needed: neededSentence(c, known) }
}
