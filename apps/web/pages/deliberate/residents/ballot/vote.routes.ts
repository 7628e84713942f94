import { Hono } from 'hono'
import { z } from 'zod'
import { type BallotAnswer, type CastVoteOutcome, type DialoguePage, passReasons } from '#domains/deliberate'
import { placeOwnVotes } from '#domains/opinions'
import { limits, pathHere, readForm, type Web, type WebContext, wantsJson } from '#web/http'
import {
  areVisible,
  findVisibleDialogue,
  getPseudonym,
  isDraft,
  participantHandle,
  statementNumber,
  timeOf,
} from '#web/pages/dialogue'
import { limitedPage, notFoundPage } from '#web/shell'
import { askNext } from './ask-next.ts'

/** Votes: the one thing that thousands of people do in the same second. */
export const voteRoutes = new Hono<Web>()

const voteSchema = z.object({
  statement: statementNumber,
  choice: z.enum(['agree', 'disagree', 'pass']),
  passReason: z.enum(passReasons).optional(),
})

voteRoutes.post('/dialogues/:slug/vote', async (c) => {
  const page = await findForVote(c, c.req.param('slug'))
  if (!page) return notFoundPage(c)
  const base = pathHere(c, `/dialogues/${page.dialogue.slug}`)
  // The key goes long after closing: nobody can be recognised any more, and nobody votes.
  if (!page.key)
    return wantsJson(c) ? c.json({ kind: 'dialogue-closed' }, 409) : c.redirect(`${base}?told=tooLate`, 303)
  const form = await readForm(c, voteSchema)
  if (form.kind === 'invalid') return wantsJson(c) ? c.json({ kind: 'invalid' }, 400) : c.redirect(base, 303)
  const handle = participantHandle(c)
  const limited = handle && (await c.var.services.limits.count(limits.voteByParticipant, handle))
  if (limited && limited.kind === 'limited') return limitedPage(c, limited.retryAfterSeconds)
  const pseudonym = await getPseudonym(c, page.key, form.text)
  const answer = await c.var.services.votes.cast({
    dialogue: page.dialogue,
    pseudonym,
    ...form.value,
    // A reason belongs to a pass alone, whatever a form sends.
    passReason: form.value.choice === 'pass' ? form.value.passReason : undefined,
    channel: 'web',
    ...timeOf(c),
    admitsNewcomer: async () => {
      const outcome = await c.var.services.limits.count(limits.newcomersByAddress, c.var.address)
      return outcome.kind === 'allowed'
    },
  })
  if (answer.outcome.kind === 'too-many-newcomers')
    return limitedPage(c, limits.newcomersByAddress.perSeconds)
  if (wantsJson(c)) return answerInJson(c, page, { pseudonym, answer })
  return c.redirect(base + afterVote[answer.outcome.kind](form.value.statement), 303)
})

/** From memory, unless it is hidden or unknown there: that may have changed a moment ago, and both take as long. */
async function findForVote(c: WebContext, slug: string): Promise<DialoguePage | undefined> {
  const kept = await c.var.reads.bySlug(slug)
  return kept && !isDraft(kept) ? kept : findVisibleDialogue(c)
}

/** What the page shows after each outcome. */
const afterVote = {
  voted: (number) => `?after=${number}`,
  changed: (number) => `?after=${number}`,
  unchanged: (number) => `?after=${number}`,
  'dialogue-closed': () => '?told=tooLate',
  'statement-not-found': () => '?told=noLonger',
  // What came in its place, if anything did, is what the page asks.
  'statement-not-open': (number) => `?told=noLonger&statement=${number}`,
  'too-many-newcomers': () => '',
  'not-admitted': () => '/take-part',
} as const satisfies Record<CastVoteOutcome['kind'], (number: number) => string>

const statusOf = {
  voted: 200,
  changed: 200,
  unchanged: 200,
  'dialogue-closed': 409,
  'statement-not-found': 404,
  'statement-not-open': 409,
  'too-many-newcomers': 429,
  'not-admitted': 403,
} as const satisfies Record<CastVoteOutcome['kind'], number>

/** Whoever may not vote is asked nothing, and no showing is counted. */
const canVoteOn = {
  voted: true,
  changed: true,
  unchanged: true,
  'dialogue-closed': false,
  'statement-not-found': true,
  'statement-not-open': true,
  'too-many-newcomers': false,
  'not-admitted': false,
} as const satisfies Record<CastVoteOutcome['kind'], boolean>

/** One's own place after this very vote, and what is asked next: nothing more to ask for. */
async function answerInJson(
  c: WebContext,
  page: DialoguePage,
  { pseudonym, answer: { outcome, participant, own } }: { pseudonym: Buffer; answer: BallotAnswer },
): Promise<Response> {
  const { snapshots } = c.var.services
  const { dialogue } = page
  const asking = { dialogueId: dialogue.id, participant, own, draw: pseudonym.toString('hex') }
  const [texts, snapshot, next] = await Promise.all([
    c.var.reads.texts(dialogue.id),
    areVisible(c, page) ? snapshots.newest(dialogue.id) : undefined,
    canVoteOn[outcome.kind] ? askNext(c, asking) : undefined,
  ])
  const body = {
    kind: outcome.kind,
    done: [...own.keys()].filter((number) => texts.has(number)).length,
    all: texts.size,
    next: (next !== undefined && texts.get(next)) || null,
    map: snapshot ? { version: snapshot.version } : null,
    place: snapshot ? placeOwnVotes(snapshot, own) : null,
    /** Where to get in, for whoever was not let in yet. */
    takePart: outcome.kind === 'not-admitted' ? pathHere(c, `/dialogues/${dialogue.slug}/take-part`) : null,
  }
  c.header('Cache-Control', 'no-store')
  return c.json(body, statusOf[outcome.kind])
}
