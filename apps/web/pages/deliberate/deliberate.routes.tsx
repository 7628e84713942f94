import { Hono } from 'hono'
import { z } from 'zod'
import type { Db } from '#db'
import {
  type CastVoteOutcome,
  castVote,
  chooseStatement,
  countDialogue,
  type DialoguePage,
  findAnsweredStatement,
  findBallotStatement,
  findDialogueBySlug,
  followVotes,
  isOpenOn,
  listAnswered,
  listOwnVotes,
  listResults,
  listStatementWeights,
  proposeStatement,
  type StatementWeight,
  withdrawVote,
} from '#domains/deliberate'
import { findDossierBySlug } from '#domains/dossier'
import { issueClaimCode, requestNotices } from '#domains/people'
import { type Cached, cached } from '#platform/cache'
import { dateIn } from '#platform/clock'
import { newId } from '#platform/db'
import { limitedPage, notFoundPage } from '../../frame/errors.tsx'
import { readForm, readFormText, textOf } from '../../frame/form.ts'
import { limitByAddress, limits } from '../../frame/guard.ts'
import { pathHere, type Web, type WebContext } from '../../frame/web.ts'
import { type BallotView, ballotPage } from './ballot.page.tsx'
import { followedPage, myVotesPage } from './my-votes.page.tsx'
import { findPseudonym, getPseudonym, participantHandle } from './participant.ts'
import { resultsPage, sorts } from './results.page.tsx'
import { proposedPage, proposePage } from './statement.page.tsx'

/** Dialogues as residents take part in them. */
export const dialogueRoutes = new Hono<Web>()

const statementNumber = z.coerce.number().int().min(0).max(2_000_000_000)
const voteSchema = z.object({ statement: statementNumber, choice: z.enum(['agree', 'disagree', 'pass']) })
const withdrawSchema = z.object({ statement: statementNumber })
const followSchema = z.object({
  email: z.union([z.string().trim().length(0), z.string().trim().max(254).pipe(z.email())]),
})

dialogueRoutes.get('/dialogues/:slug', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  return isOpen(c, page) ? showBallot(c, page) : showResults(c, page)
})

dialogueRoutes.get('/dialogues/:slug/results', async (c) => {
  const page = await findVisibleDialogue(c)
  return page ? showResults(c, page) : notFoundPage(c)
})

dialogueRoutes.post('/dialogues/:slug/vote', async (c) => {
  const page = await lookUpOf(c.var.services.db)(c.req.param('slug'))
  if (!page?.key) return notFoundPage(c)
  const base = pathHere(c, `/dialogues/${page.dialogue.slug}`)
  const form = await readForm(c, voteSchema)
  if (form.kind === 'invalid') return c.redirect(base, 303)
  const limited = await limitParticipant(c, limits.voteByParticipant)
  if (limited) return limited
  const outcome = await castVote(c.var.services.db, {
    dialogue: page.dialogue,
    pseudonym: getPseudonym(c, page.key),
    ...form.value,
    channel: 'web',
    ...timeOf(c),
  })
  return c.redirect(base + afterVote[outcome.kind](form.value.statement), 303)
})

/** What the page shows after each outcome. */
const afterVote = {
  voted: (number) => `?after=${number}`,
  changed: (number) => `?after=${number}`,
  unchanged: (number) => `?after=${number}`,
  'dialogue-closed': () => '',
  'statement-not-found': () => '?told=noLonger',
  'statement-not-open': () => '?told=noLonger',
} as const satisfies Record<CastVoteOutcome['kind'], (number: number) => string>

dialogueRoutes.post('/dialogues/:slug/withdraw', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  const form = await readForm(c, withdrawSchema)
  const base = pathHere(c, `/dialogues/${page.dialogue.slug}`)
  const pseudonym = findPseudonym(c, page)
  if (form.kind === 'invalid' || !pseudonym) return c.redirect(base, 303)
  const outcome = await withdrawVote(c.var.services.db, {
    dialogue: page.dialogue,
    pseudonym,
    statement: form.value.statement,
    channel: 'web',
    ...timeOf(c),
  })
  return c.redirect(outcome.kind === 'withdrawn' ? `${base}?told=withdrawn` : base, 303)
})

dialogueRoutes.get('/dialogues/:slug/statements/new', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  return isOpen(c, page) ? proposePage(c, { page }) : showResults(c, page)
})

dialogueRoutes.post(
  '/dialogues/:slug/statements/new',
  limitByAddress(limits.statementByAddress),
  async (c) => {
    const page = await findVisibleDialogue(c)
    if (!page?.key) return notFoundPage(c)
    const limited = await limitParticipant(c, limits.statementByParticipant)
    if (limited) return limited
    const typed = textOf(await readFormText(c), 'text')
    const pseudonym = getPseudonym(c, page.key)
    const { db, config } = c.var.services
    const { now, today } = timeOf(c)
    const proposal = {
      dialogueId: page.dialogue.id,
      pseudonym,
      text: typed,
      channel: 'web',
      now,
      today,
    } as const
    const sent = await db.transaction().execute(async (tx) => {
      const outcome = await proposeStatement(tx, proposal)
      if (outcome.kind !== 'held' && outcome.kind !== 'published') return outcome
      const code = await issueClaimCode(tx, { inputId: outcome.inputId, secret: config.secret, now })
      return { ...outcome, code }
    })
    if (sent.kind === 'dialogue-closed') return showResults(c, page)
    if (sent.kind !== 'held' && sent.kind !== 'published')
      return proposePage(c, { page, typed, refused: sent })
    return proposedPage(c, { page, text: typed, code: sent.code, held: sent.kind === 'held' })
  },
)

dialogueRoutes.get('/dialogues/:slug/my-votes', async (c) => {
  const page = await findVisibleDialogue(c)
  return page ? showMyVotes(c, page) : notFoundPage(c)
})

dialogueRoutes.post('/dialogues/:slug/my-votes', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  const form = await readForm(c, followSchema)
  if (form.kind === 'invalid')
    return showMyVotes(c, page, { text: textOf(form.text, 'email'), isWrong: true })
  const { email } = form.value
  const pseudonym = findPseudonym(c, page)
  if (!pseudonym) return followedPage(c, { page, outcome: { kind: 'no-votes' }, email: '' })
  const { db, config } = c.var.services
  const { now } = timeOf(c)
  const outcome = await db.transaction().execute(async (tx) => {
    const request = { dialogueId: page.dialogue.id, pseudonym, secret: config.secret, now }
    const followed = await followVotes(tx, request)
    if (followed.kind !== 'no-votes' && email)
      await requestNotices(tx, { inputId: followed.inputId, address: email, language: c.var.locale, now })
    return followed
  })
  return followedPage(c, { page, outcome, email })
})

/** A draft is there for staff only; a dialogue of a draft dossier too. */
async function findVisibleDialogue(c: WebContext): Promise<DialoguePage | undefined> {
  const found = await findDialogueBySlug(c.var.services.db, c.req.param('slug') ?? '')
  const isHidden = found?.dialogue.state === 'draft' || found?.dossier.state === 'draft'
  return isHidden && !(await c.var.staff()) ? undefined : found
}

function timeOf(c: WebContext): { now: Date; today: string } {
  const { clock, config } = c.var.services
  const now = clock.now()
  return { now, today: dateIn(config.timeZone, now) }
}

function isOpen(c: WebContext, { dialogue, dossier }: DialoguePage): boolean {
  return dossier.state === 'open' && isOpenOn(dialogue, timeOf(c).today)
}

/** Counts by the browser; one without a secret is counted by its address alone. */
async function limitParticipant(
  c: WebContext,
  limit: (typeof limits)['voteByParticipant' | 'statementByParticipant'],
): Promise<Response | undefined> {
  const handle = participantHandle(c)
  if (!handle) return undefined
  const outcome = await c.var.services.limits.count(limit, handle)
  return outcome.kind === 'limited' ? limitedPage(c, outcome.retryAfterSeconds) : undefined
}

async function showBallot(c: WebContext, page: DialoguePage): Promise<Response> {
  const { db } = c.var.services
  const pseudonym = findPseudonym(c, page)
  const dialogueId = page.dialogue.id
  const [dossier, answered, weights] = await Promise.all([
    findDossierBySlug(db, page.dossier.slug),
    pseudonym ? listAnswered(db, { dialogueId, pseudonym }) : new Set<number>(),
    weightsOf(db)(dialogueId),
  ])
  if (!dossier) return notFoundPage(c)
  const after = numberOf(c.req.query('after'))
  const own = (number: number | undefined) =>
    pseudonym && number !== undefined
      ? findAnsweredStatement(db, { dialogueId, pseudonym, number })
      : undefined
  const [previous, asked] = await Promise.all([
    own(after),
    ask(c, { dialogueId, pseudonym, answered, weights }),
  ])
  const view: BallotView = {
    ...page,
    promise: dossier.promise,
    asked,
    chosen: asked && answered.has(asked.number) ? (await own(asked.number))?.own : undefined,
    previous,
    done: weights.filter((one) => answered.has(one.number)).length,
    all: weights.length,
    notice: noticeOf(c, after !== undefined && !pseudonym),
  }
  return ballotPage(c, view)
}

type Asking = {
  dialogueId: string
  pseudonym: Buffer | undefined
  answered: Set<number>
  weights: StatementWeight[]
}

/** The statement that the address names, or else the next one for this person. */
async function ask(c: WebContext, { dialogueId, pseudonym, answered, weights }: Asking) {
  const { db } = c.var.services
  const wished = numberOf(c.req.query('statement'))
  const named = wished === undefined ? undefined : await findBallotStatement(db, dialogueId, wished)
  if (named) return named
  const next = chooseStatement(weights, answered, pseudonym?.toString('hex') ?? newId())
  return next === undefined ? undefined : findBallotStatement(db, dialogueId, next)
}

function noticeOf(c: WebContext, hasNoCookies: boolean): BallotView['notice'] {
  if (hasNoCookies) return 'noCookies'
  return (['noLonger', 'withdrawn'] as const).find((word) => word === c.req.query('told'))
}

function numberOf(text: string | undefined): number | undefined {
  const reading = statementNumber.safeParse(text)
  return text && reading.success ? reading.data : undefined
}

async function showResults(c: WebContext, page: DialoguePage): Promise<Response> {
  const { db } = c.var.services
  const [results, { participants }] = await Promise.all([
    listResults(db, page.dialogue.id),
    countDialogue(db, page.dialogue.id),
  ])
  const sort = sorts.find((name) => name === c.req.query('sort')) ?? 'agree'
  const from = numberOf(c.req.query('from')) ?? 0
  return resultsPage(c, { ...page, results, participants, isOpen: isOpen(c, page), sort, from })
}

async function showMyVotes(
  c: WebContext,
  page: DialoguePage,
  email?: { text: string; isWrong: boolean },
): Promise<Response> {
  const pseudonym = findPseudonym(c, page)
  const votes = pseudonym
    ? await listOwnVotes(c.var.services.db, { dialogueId: page.dialogue.id, pseudonym })
    : []
  return myVotesPage(c, { page, votes, isOpen: isOpen(c, page), ...(email ? { email } : {}) })
}

const KEPT_MS = 1000
const KEPT_MOST = 200
const weights = new WeakMap<Db, Cached<StatementWeight[]>>()
const lookUps = new WeakMap<Db, Cached<DialoguePage | undefined>>()

/** Whose turn it is may be decided on counts of a second old: everybody who votes shares them. */
function weightsOf(db: Db): Cached<StatementWeight[]> {
  return keptFor(db, weights, (dialogueId) => listStatementWeights(db, dialogueId))
}

/** Where a vote goes does not change; whether it may be cast is asked of the database with every vote. */
function lookUpOf(db: Db): Cached<DialoguePage | undefined> {
  return keptFor(db, lookUps, (slug) => findDialogueBySlug(db, slug))
}

function keptFor<Value>(
  db: Db,
  all: WeakMap<Db, Cached<Value>>,
  load: (key: string) => Promise<Value>,
): Cached<Value> {
  const known = all.get(db)
  if (known) return known
  const made = cached(load, { keepMs: KEPT_MS, size: KEPT_MOST })
  all.set(db, made)
  return made
}
