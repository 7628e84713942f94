import { Hono } from 'hono'
import { z } from 'zod'
import {
  type DialoguePage,
  fingerprintOf,
  followVotes,
  holdsSeveralIdeas,
  listOwnVotes,
  listSimilar,
  listStatementTexts,
  proposeStatement,
  readStatement,
  type WithdrawVoteOutcome,
  withdrawVote,
} from '#domains/deliberate'
import { askForNotices } from '#domains/followup'
import { issueClaimCode } from '#domains/register'
import { addressSchema } from '#platform/address'
import { makeOnce } from '#platform/once'
import {
  limits,
  mayAskToConfirm,
  pathHere,
  readForm,
  readFormText,
  sendingHere,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import {
  findDialogueToVoteIn,
  findPseudonym,
  findVisibleDialogue,
  getPseudonym,
  isOpen,
  mayReadResults,
  participantHandle,
  statementNumber,
  statementsHere,
  timeOf,
} from '#web/pages/dialogue'
import { showResults } from '#web/pages/opinions'
import { limitByAddress, limitedPage, notFoundPage } from '#web/shell'
import { mayTakePart, showEntrance } from './access/entrance.ts'
import { followedPage, myVotesPage } from './ballot/my-votes.page.tsx'
import { showBallot } from './ballot/show-ballot.ts'
import { type Advice, proposedPage, proposePage } from './ballot/statement.page.tsx'

/** Dialogues as residents take part in them. */
export const dialogueRoutes = new Hono<Web>()

const afterWithdrawal = {
  withdrawn: '?told=withdrawn',
  'no-vote': '',
  'dialogue-closed': '?told=tooLate',
} as const satisfies Record<WithdrawVoteOutcome['kind'], string>

const withdrawSchema = z.object({ statement: statementNumber })
/** What is told of a statement that was sent, and of votes that are followed: once more to whoever sends the form again. */
const proposedSchema = z.object({ kind: z.enum(['held', 'published']), code: z.string() })
const issuedSchema = z.object({
  followed: z.object({ kind: z.literal('issued'), inputId: z.string(), code: z.string() }),
  asked: z.enum(['asked', 'already-asked', 'not-found', 'closed']).optional(),
})
const followSchema = z.object({
  email: z
    .string()
    .trim()
    .pipe(z.union([z.literal('').transform(() => undefined), addressSchema])),
})

dialogueRoutes.get('/dialogues/:slug', async (c) => {
  const page = await findDialogueToVoteIn(c)
  if (!page) return notFoundPage(c)
  return isOpen(c, page) ? showBallot(c, page) : showResults(c, page)
})

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
  return c.redirect(base + afterWithdrawal[outcome.kind], 303)
})

dialogueRoutes.get('/dialogues/:slug/statements/new', async (c) => {
  const page = await findVisibleDialogue(c)
  if (!page) return notFoundPage(c)
  if (!isOpen(c, page)) return showResults(c, page)
  return (await mayTakePart(c, page)) ? proposePage(c, { page }) : showEntrance(c, page)
})

dialogueRoutes.post(
  '/dialogues/:slug/statements/new',
  limitByAddress(limits.statementByAddress),
  async (c) => {
    const page = await findVisibleDialogue(c)
    if (!page?.key) return notFoundPage(c)
    const limited = await limitParticipant(c, limits.statementByParticipant)
    if (limited) return limited
    const form = await readFormText(c)
    const typed = textOf(form, 'text')
    const advice = textOf(form, 'anyway') ? undefined : await adviseOn(c, page, typed)
    if (advice) return proposePage(c, { page, typed, advice })
    const pseudonym = await getPseudonym(c, page.key, form)
    const { db, config } = c.var.services
    const { now, today } = timeOf(c)
    const proposal = {
      dialogueId: page.dialogue.id,
      pseudonym,
      text: typed,
      language: c.var.locale,
      channel: 'web',
      now,
      today,
    } as const
    const sent = await db.transaction().execute((tx) =>
      makeOnce(tx, sendingHere(c, form), {
        receipt: proposedSchema,
        make: async () => {
          const outcome = await proposeStatement(tx, proposal)
          if (outcome.kind !== 'held' && outcome.kind !== 'published') return outcome
          const code = await issueClaimCode(tx, { inputId: outcome.inputId, secret: config.secret, now })
          return { kind: outcome.kind, code }
        },
        now,
      }),
    )
    if (sent.kind === 'dialogue-closed') return showResults(c, page, true)
    if (sent.kind === 'not-admitted')
      return c.redirect(pathHere(c, `/dialogues/${page.dialogue.slug}/take-part`), 303)
    if (!('code' in sent)) return proposePage(c, { page, typed, refused: sent })
    return proposedPage(c, { page, text: typed, code: sent.code, held: sent.kind === 'held' })
  },
)

/** What to offer before a statement is sent; nothing for one that is not alike and holds one idea. */
async function adviseOn(c: WebContext, page: DialoguePage, typed: string): Promise<Advice | undefined> {
  const reading = readStatement(typed)
  if (reading.kind !== 'read') return undefined
  const similar = listSimilar(reading.text, await listStatementTexts(c.var.services.db, page.dialogue.id))
  const isSaidBefore = similar.some(({ statement }) => fingerprintOf(statement.text) === reading.fingerprint)
  const severalIdeas = holdsSeveralIdeas(reading.text)
  if (isSaidBefore || (similar.length === 0 && !severalIdeas)) return undefined
  const alike = similar.map(({ statement }) => statement)
  return { similar: statementsHere(c, page, alike), severalIdeas }
}

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
  const address = form.value.email
  const pseudonym = findPseudonym(c, page)
  if (!pseudonym) return followedPage(c, { page, outcome: { kind: 'no-votes' }, email: '', asked: undefined })
  const { db, config } = c.var.services
  const { now } = timeOf(c)
  const outcome = await db.transaction().execute((tx) =>
    makeOnce(tx, sendingHere(c, form.text, pseudonym.toString('hex')), {
      receipt: issuedSchema,
      make: async () => {
        const request = { dialogueId: page.dialogue.id, pseudonym, secret: config.secret, now }
        const followed = await followVotes(tx, request)
        if (followed.kind === 'no-votes' || !address) return { followed, asked: undefined }
        const mayMail = () => mayAskToConfirm(c)
        const wish = { inputId: followed.inputId, address, language: c.var.locale, now, mayMail }
        return { followed, asked: (await askForNotices(tx, config, wish)).kind }
      },
      now,
    }),
  )
  return followedPage(c, {
    page,
    outcome: outcome.followed,
    email: address?.mailbox ?? '',
    asked: outcome.asked,
  })
})

/** Counts by the browser; one without a secret is counted by its address alone. */
async function limitParticipant(
  c: WebContext,
  limit: (typeof limits)['statementByParticipant'],
): Promise<Response | undefined> {
  const handle = participantHandle(c)
  if (!handle) return undefined
  const outcome = await c.var.services.limits.count(limit, handle)
  return outcome.kind === 'limited' ? limitedPage(c, outcome.retryAfterSeconds) : undefined
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
  const showsResults = await mayReadResults(c, page)
  return myVotesPage(c, {
    page,
    votes: statementsHere(c, page, votes),
    isOpen: isOpen(c, page),
    showsResults,
    ...(email ? { email } : {}),
  })
}
