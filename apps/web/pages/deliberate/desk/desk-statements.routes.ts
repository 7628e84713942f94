import { Hono } from 'hono'
import { z } from 'zod'
import {
  type AddStatementOutcome,
  addStatement,
  type DialoguePage,
  findPublicStatements,
  listPublicStatements,
  listSimilar,
  listStatementTexts,
  markFact,
  type PublicStatement,
  type ReviseStatementsOutcome,
  type RevisionKind,
  reviseStatements,
  revisionKinds,
  revisionReasonSchema,
} from '#domains/deliberate'
import { cleanText } from '#platform/text'
import { type FormErrors, type FormText, readForm, textOf, type Web, type WebContext } from '#web/http'
import { findDialogue, statementNumber, timeOf } from '#web/pages/dialogue'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { addStatementPage } from './add-statement.page.tsx'
import { deskPathOf } from './desk-dialogue.tsx'
import { deskStatementsPage } from './desk-statements.page.tsx'
import { toldOf } from './desk-told.ts'
import { linesOf } from './lines-of.ts'
import { revisePage } from './revise.page.tsx'
import type { WritingProblem } from './statement-fields.tsx'

/** Published statements as staff look after them: found, added, corrected, split and merged. */
export const deskStatementRoutes = new Hono<Web>()

const PAGE_SIZE = 25
const MOST_CHOSEN = 50
const moderator = staffMay('moderate')

deskStatementRoutes.get('/dialogues/:slug/statements', moderator, async (c) => {
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const reader = (await getStaff(c)).accountId
  const search = cleanText(c.req.query('q')?.slice(0, 200) ?? '')
  const { db } = c.var.services
  const request = { dialogueId: page.dialogue.id, reader }
  const [statements, ticked] = await Promise.all([
    listPublicStatements(db, { ...request, search }, { after: c.req.query('after'), size: PAGE_SIZE }),
    findPublicStatements(db, request, numbersOf(c.req.queries('from[]') ?? [])),
  ])
  const chosen = ticked.filter(({ isReplaced, removal }) => !isReplaced && !removal)
  return deskStatementsPage(c, { page, statements, search, chosen, told: toldOf(c) })
})

for (const isFact of [true, false]) {
  const to = isFact ? 'fact' : 'opinion'
  deskStatementRoutes.post(`/dialogues/:slug/statements/:number{[0-9]+}/${to}`, moderator, async (c) => {
    const page = await findDialogue(c)
    const number = statementNumber.safeParse(c.req.param('number'))
    if (!page || !number.success) return notFoundPage(c)
    const mark = { dialogueId: page.dialogue.id, number: number.data, isFact }
    const who = { by: (await getStaff(c)).accountId, now: c.var.services.clock.now() }
    const outcome = await c.var.services.db.transaction().execute((tx) => markFact(tx, mark, who))
    const told = outcome.kind === 'not-found' ? 'mark-not-found' : `marked-${to}`
    return c.redirect(`${deskPathOf(c, page.dialogue.slug)}/statements?told=${told}`, 303)
  })
}

deskStatementRoutes.get('/dialogues/:slug/add', moderator, async (c) => {
  const page = await findDialogue(c)
  return page ? addStatementPage(c, { page, text: {} }) : notFoundPage(c)
})

const additionSchema = z.object({ text: z.string().max(20_000).default(''), reason: revisionReasonSchema })

deskStatementRoutes.post('/dialogues/:slug/add', moderator, async (c) => {
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const form = await readForm(c, additionSchema)
  if (form.kind === 'invalid')
    return addStatementPage(c, { page, text: form.text, problem: problemOf(form.errors) })
  const added = { dialogueId: page.dialogue.id, ...form.value }
  const who = { by: (await getStaff(c)).accountId, ...timeOf(c) }
  const outcome = await c.var.services.db
    .transaction()
    .execute((tx): Promise<AddStatementOutcome> => addStatement(tx, added, who))
  if (outcome.kind !== 'added') return addStatementPage(c, { page, text: form.text, problem: outcome })
  return c.redirect(`${deskPathOf(c, page.dialogue.slug)}/statements?told=added`, 303)
})

deskStatementRoutes.get('/dialogues/:slug/revise', moderator, async (c) => {
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const kind = revisionKinds.find((name) => name === c.req.query('kind')) ?? 'merged'
  const chosen = numbersOf(c.req.queries('from[]') ?? [])
  return showRevision(c, page, { kind, chosen })
})

const revisionSchema = z.object({
  kind: z.enum(revisionKinds),
  'from[]': z.array(statementNumber).max(MOST_CHOSEN).default([]),
  text: z.string().max(20_000).default(''),
  reason: revisionReasonSchema,
})

deskStatementRoutes.post('/dialogues/:slug/revise', moderator, async (c) => {
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const form = await readForm(c, revisionSchema)
  if (form.kind === 'invalid') return showWrong(c, page, { text: form.text, problem: problemOf(form.errors) })
  const { kind, text, reason } = form.value
  const statements = form.value['from[]']
  const texts = kind === 'split' ? linesOf(form.text, 'text') : [text]
  const revision = { kind, dialogueId: page.dialogue.id, statements, texts, reason }
  const who = { by: (await getStaff(c)).accountId, ...timeOf(c) }
  const outcome = await c.var.services.db
    .transaction()
    .execute((tx): Promise<ReviseStatementsOutcome> => reviseStatements(tx, revision, who))
  if (outcome.kind !== 'revised') return showWrong(c, page, { text: form.text, problem: outcome })
  return c.redirect(`${deskPathOf(c, page.dialogue.slug)}/statements?told=${kind}`, 303)
})

/** What no browser sends is told as what it is, too. */
function problemOf(errors: FormErrors): WritingProblem {
  if (errors.reason) return { kind: 'reason' }
  if (errors.text) return { kind: 'text-refused', text: '', why: 'too-long' }
  return { kind: 'too-many', of: 'statements' }
}

type Wrong = { text: FormText; problem: WritingProblem }

function showWrong(c: WebContext, page: DialoguePage, { text, problem }: Wrong): Promise<Response> {
  const kind = revisionKinds.find((name) => name === textOf(text, 'kind')) ?? 'merged'
  const chosen = numbersOf([text['from[]'] ?? []].flat())
  return showRevision(c, page, { kind, chosen, text, problem })
}

type Revising = { kind: RevisionKind; chosen: number[]; text?: FormText; problem?: WritingProblem }

async function showRevision(c: WebContext, page: DialoguePage, revising: Revising): Promise<Response> {
  const { kind, chosen, text } = revising
  const { db } = c.var.services
  const request = { dialogueId: page.dialogue.id, reader: (await getStaff(c)).accountId }
  const statements = await findPublicStatements(db, request, chosen)
  const back = `${deskPathOf(c, page.dialogue.slug)}/statements`
  if (statements.length === 0) return c.redirect(`${back}?told=nothing-chosen`, 303)
  const others = kind === 'merged' ? await listOthers(c, page, statements) : []
  // The field begins with the words that are there.
  const words = kind === 'split' ? '' : (statements[0]?.text ?? '')
  return revisePage(c, { page, ...revising, text: text ?? { text: words }, statements, others })
}

/** What else may be the same: the statements most like each of those that are chosen. */
async function listOthers(c: WebContext, page: DialoguePage, chosen: PublicStatement[]) {
  const texts = await listStatementTexts(c.var.services.db, page.dialogue.id)
  const unchosen = texts.filter(({ number }) => !chosen.some((one) => one.number === number))
  const alike = chosen.slice(0, 3).flatMap(({ text }) => listSimilar(text, unchosen))
  return [...new Map(alike.map(({ statement }) => [statement.number, statement])).values()]
}

function numbersOf(words: readonly string[]): number[] {
  return words.slice(0, MOST_CHOSEN).flatMap((word) => {
    const reading = statementNumber.safeParse(word)
    return word && reading.success ? [reading.data] : []
  })
}
