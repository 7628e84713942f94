import { Hono } from 'hono'
import { z } from 'zod'
import {
  type BallotAnswer,
  type CastVoteOutcome,
  choiceOf,
  type DialoguePage,
  type Person,
  passReasons,
} from '#domains/deliberate'
import { limits, pathHere, readForm, type Web, type WebContext, wantsJson } from '#web/http'
import {
  findDialogueToVoteIn,
  getPseudonym,
  participantHandle,
  statementNumber,
  timeOf,
} from '#web/pages/dialogue'
import { limitedPage, notFoundPage } from '#web/shell'
import { ownAnswer, say, withHtml } from '#web/words'
import { ballotMessages } from './ballot.messages.ts'
import { ballotParts } from './ballot-parts.tsx'
import { viewBallot } from './view-ballot.ts'

/** Votes: the one thing that thousands of people do in the same second. */
export const voteRoutes = new Hono<Web>()

const voteSchema = z
  .object({
    statement: statementNumber,
    choice: z.enum(['agree', 'disagree', 'pass']),
    passReason: z.enum(passReasons).optional(),
    /** Asked outside of the ballot, by a page that may be older than their answer. */
    first: z.literal('yes').optional(),
  })
  // A reason belongs to a pass alone, whatever a form sends.
  .transform(({ passReason, first: _, ...vote }) => (vote.choice === 'pass' ? { ...vote, passReason } : vote))

/** A vote as a form has it. */
type SentVote = z.infer<typeof voteSchema>

voteRoutes.post('/dialogues/:slug/vote', async (c) => {
  const page = await findDialogueToVoteIn(c)
  if (!page) return notFoundPage(c)
  // The key goes long after closing: nobody can be recognised any more, and nobody votes.
  if (!page.key) return leadOn(c, page, { kind: 'dialogue-closed' })
  const form = await readForm(c, voteSchema)
  if (form.kind === 'invalid') return leadOn(c, page, { kind: 'invalid' })
  const handle = participantHandle(c)
  const limited = handle && (await c.var.services.limits.count(limits.voteByParticipant, handle))
  if (limited && limited.kind === 'limited') return limitedPage(c, limited.retryAfterSeconds)
  const pseudonym = await getPseudonym(c, page.key, form.text)
  const { statement } = form.value
  if (form.text.first && (await hasOtherAnswer(c, { dialogueId: page.dialogue.id, pseudonym }, form.value)))
    return leadOn(c, page, { kind: 'answered-before', statement })
  const answer = await c.var.services.votes.cast({
    dialogue: page.dialogue,
    pseudonym,
    ...form.value,
    channel: 'web',
    ...timeOf(c),
    from: c.var.address,
  })
  const { kind } = answer.outcome
  if (kind === 'too-many-newcomers') return limitedPage(c, limits.newcomersByAddress.perSeconds)
  if (isCast(kind) && wantsJson(c)) return answerScript(c, page, { vote: form.value, pseudonym, answer })
  return leadOn(c, page, { kind, statement })
})

/** Whether somebody said something else of the statement before; the same answer again, as of a double click, is none. */
async function hasOtherAnswer(c: WebContext, person: Person, { statement, choice }: SentVote) {
  const before = (await c.var.services.ownChoices(person)).choices.get(statement)
  return before !== undefined && choiceOf(before) !== choice
}

/** What became of a vote, or that there was none in the form. */
type Outcome = { kind: CastVoteOutcome['kind'] | 'answered-before' | 'invalid'; statement?: number }

/** What the page shows after each outcome. */
const afterVote = {
  voted: (number) => `?after=${number}`,
  changed: (number) => `?after=${number}`,
  unchanged: (number) => `?after=${number}`,
  'dialogue-closed': () => '?told=tooLate',
  'statement-not-found': () => '?told=noLonger',
  // What came in its place, if anything did, is what the page asks.
  'statement-not-open': (number) => `?told=noLonger&statement=${number}`,
  // Nothing is changed without a word: the ballot says what they answered, and lets them choose.
  'answered-before': (number) => `?told=answered&statement=${number}`,
  'too-many-newcomers': () => '',
  'not-admitted': () => '/take-part',
  invalid: () => '',
} as const satisfies Record<Outcome['kind'], (number: number) => string>

const statusOf = {
  voted: 200,
  changed: 200,
  unchanged: 200,
  'dialogue-closed': 409,
  'statement-not-found': 404,
  'statement-not-open': 409,
  'answered-before': 409,
  'too-many-newcomers': 429,
  'not-admitted': 403,
  invalid: 400,
} as const satisfies Record<Outcome['kind'], number>

function isCast(kind: CastVoteOutcome['kind']): boolean {
  return kind === 'voted' || kind === 'changed' || kind === 'unchanged'
}

function addressAfter(c: WebContext, { dialogue }: DialoguePage, { kind, statement = 0 }: Outcome): string {
  return pathHere(c, `/dialogues/${dialogue.slug}`) + afterVote[kind](statement)
}

/** To the page that comes after the vote: a browser goes there, the page's own script is told where it is. */
function leadOn(c: WebContext, page: DialoguePage, outcome: Outcome): Response {
  const address = addressAfter(c, page, outcome)
  if (!wantsJson(c)) return c.redirect(address, 303)
  return c.json({ kind: outcome.kind, address }, statusOf[outcome.kind], { 'Cache-Control': 'no-store' })
}

/**
 * For the page's own script: what of the page changes with this vote, rendered as the page itself would have it, and the
 * address that it has then. All that is read for it is kept for everybody, or came with the vote.
 */
async function answerScript(
  c: WebContext,
  page: DialoguePage,
  { vote, pseudonym, answer }: { vote: SentVote; pseudonym: Buffer; answer: BallotAnswer },
): Promise<Response> {
  const { outcome, participant, own } = answer
  const { statement, choice } = vote
  const passReasons = new Map('passReason' in vote && vote.passReason ? [[statement, vote.passReason]] : [])
  const mine = { participant, choices: own, passReasons }
  const view = await viewBallot(c, page, { pseudonym, mine, after: statement })
  if (!view) return leadOn(c, page, { kind: outcome.kind, statement })
  const told = {
    kind: outcome.kind,
    address: addressAfter(c, page, { kind: outcome.kind, statement }),
    said: say(c, ballotMessages)('counted', { own: ownAnswer(c, choice) }),
  }
  const json = withHtml(told, 'parts', ballotParts(c, view, { keepsChoices: true }))
  return c.body(json, 200, { 'Cache-Control': 'no-store', 'Content-Type': 'application/json' })
}
