import { Hono } from 'hono'
import { z } from 'zod'
import {
  countWritten,
  type DialoguePage,
  findPublicStatements,
  type HeldStatement,
  listHeldStatements,
  listPublicStatements,
  listSimilar,
  listStatementTexts,
  moderateStatement,
  requestRemoval,
  setStatementLanguage,
  settleRemoval,
} from '#domains/deliberate'
import { countEntryCodes } from '#domains/entrance'
import { refusalReasons } from '#domains/moderation'
import { isAllowed } from '#domains/people'
import { type FormErrors, type FormText, readForm, textOf, type Web, type WebContext } from '#web/http'
import { findDialogue, numberOf, statementNumber, timeOf } from '#web/pages/dialogue'
import { getStaff, notDonePage, notFoundPage, staffMay } from '#web/shell'
import { writtenLanguages } from '#web/words'
import { deskPathOf } from './desk-dialogue.tsx'
import { askForRemovalPage, type WrongReason } from './desk-removal.tsx'
import { type Told, toldOf, wordsOf } from './desk-told.ts'
import { type CurrentStatement, deskQueuePage } from './queue.page.tsx'

/** What moderators decide: about statements that wait, and about those that a colleague asked to remove. */
export const moderateRoutes = new Hono<Web>()

const PAGE_SIZE = 25
const moderator = staffMay('moderate')

moderateRoutes.get('/dialogues/:slug', moderator, async (c) => {
  const page = await findDialogue(c)
  return page ? showQueue(c, page, { from: numberOf(c.req.query('statement')) }) : notFoundPage(c)
})

type Queueing = { from: number | undefined; wrong?: WrongReason }

async function showQueue(c: WebContext, page: DialoguePage, { from, wrong }: Queueing): Promise<Response> {
  const { db } = c.var.services
  const staff = await getStaff(c)
  const dialogueId = page.dialogue.id
  const [codes, held, removals] = await Promise.all([
    page.dialogue.access === 'code' ? countEntryCodes(db, dialogueId) : undefined,
    listQueue(c, dialogueId, from),
    listPublicStatements(
      db,
      { dialogueId, reader: staff.accountId, withRemoval: true },
      { after: c.req.query('removals'), size: PAGE_SIZE },
    ),
  ])
  const [first, ...rest] = held.rows
  return deskQueuePage(c, {
    page,
    current: first && (await withContext(c, dialogueId, first)),
    next: { ...held, rows: rest },
    removals,
    codes,
    codesAreWrong: c.req.query('told') === 'codes-wrong',
    told: toldOf(c),
    wrong,
    mayManage: isAllowed(staff, 'make-dossiers'),
  })
}

/** What waits, from the statement that is asked for; from the oldest where nothing waits behind that. */
async function listQueue(c: WebContext, dialogueId: string, from: number | undefined) {
  const { db } = c.var.services
  const page = { after: c.req.query('queue'), size: PAGE_SIZE }
  const held = await listHeldStatements(db, dialogueId, { ...page, from })
  return held.rows.length > 0 || !from ? held : listHeldStatements(db, dialogueId, page)
}

async function withContext(
  c: WebContext,
  dialogueId: string,
  statement: HeldStatement,
): Promise<CurrentStatement> {
  const { author, text } = statement
  const [texts, writer] = await Promise.all([
    listStatementTexts(c.var.services.db, dialogueId),
    author === null ? undefined : countWritten(c.var.services.db, dialogueId, author),
  ])
  return { ...statement, writer, similar: listSimilar(text, texts).map((one) => one.statement) }
}

const reasonSchema = {
  reason: z.enum(refusalReasons),
  explanation: z.string().trim().max(500, 'too-long').default(''),
}

const decisionSchema = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('publish'),
    from: statementNumber.optional(),
    language: z
      .string()
      .refine((language) => writtenLanguages.includes(language))
      .optional()
      .catch(undefined),
  }),
  z.object({ decision: z.literal('refuse'), from: statementNumber.optional(), ...reasonSchema }),
])

moderateRoutes.post('/dialogues/:slug/statements/:number', moderator, async (c) => {
  const found = await findStatement(c)
  if (!found) return notFoundPage(c)
  const form = await readForm(c, decisionSchema)
  if (form.kind === 'invalid')
    return showQueue(c, found.page, { from: found.key.number, wrong: wrongReason(form) })
  const { db } = c.var.services
  const { decision, from, ...why } = form.value
  const outcome = await db.transaction().execute(async (tx) => {
    const decided = await moderateStatement(
      tx,
      found.key,
      'reason' in why ? { kind: 'refuse', ...why } : { kind: 'publish' },
      found.who,
    )
    if (decided.kind === 'published' && 'language' in why && why.language)
      await setStatementLanguage(tx, found.key, why.language)
    return decided
  })
  if (outcome.kind === 'not-found') return notFoundPage(c)
  if (outcome.kind === 'already-decided')
    return notDonePage(c, {
      words: wordsOf(c, 'decidedBefore'),
      back: pathAfter(c, found.slug, 'decidedBefore', from),
    })
  return tell(c, found.slug, outcome.kind, from)
})

function wrongReason({ text, errors }: { text: FormText; errors: FormErrors }): WrongReason {
  return {
    reason: textOf(text, 'reason'),
    explanation: textOf(text, 'explanation'),
    field: errors.explanation ? 'explanation' : 'reason',
  }
}

moderateRoutes.get('/dialogues/:slug/statements/:number/removal', moderator, async (c) => {
  const found = await findStatement(c)
  return found ? showRemoval(c, found) : notFoundPage(c)
})

type Found = NonNullable<Awaited<ReturnType<typeof findStatement>>>

async function showRemoval(c: WebContext, found: Found, wrong?: WrongReason): Promise<Response> {
  const { dialogueId, number } = found.key
  const request = { dialogueId, reader: found.who.by }
  const [statement] = await findPublicStatements(c.var.services.db, request, [number])
  return statement ? askForRemovalPage(c, { page: found.page, statement, wrong }) : notFoundPage(c)
}

moderateRoutes.post('/dialogues/:slug/statements/:number/removal', moderator, async (c) => {
  const found = await findStatement(c)
  if (!found) return notFoundPage(c)
  const form = await readForm(c, z.object(reasonSchema))
  if (form.kind === 'invalid') return showRemoval(c, found, wrongReason(form))
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => requestRemoval(tx, found.key, form.value, found.who))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  const back = `${deskPathOf(c, found.slug)}/statements?told=${outcome.kind}`
  return outcome.kind === 'requested'
    ? c.redirect(back, 303)
    : notDonePage(c, { words: wordsOf(c, outcome.kind), back })
})

const settlingSchema = z.object({ outcome: z.enum(['confirmed', 'rejected']) })

moderateRoutes.post('/dialogues/:slug/statements/:number/removal/settle', moderator, async (c) => {
  const found = await findStatement(c)
  if (!found) return notFoundPage(c)
  const form = await readForm(c, settlingSchema)
  if (form.kind === 'invalid') return c.redirect(deskPathOf(c, found.slug), 303)
  const { db } = c.var.services
  const outcome = await db
    .transaction()
    .execute((tx) => settleRemoval(tx, found.key, form.value.outcome, found.who))
  return tell(c, found.slug, outcome.kind === 'not-found' ? 'decidedBefore' : outcome.kind)
})

async function findStatement(c: WebContext) {
  const page = await findDialogue(c)
  const number = numberOf(c.req.param('number'))
  if (!page || number === undefined) return undefined
  return {
    page,
    slug: page.dialogue.slug,
    key: { dialogueId: page.dialogue.id, number },
    who: { by: (await getStaff(c)).accountId, ...timeOf(c) },
  }
}

/** Back to the queue, and on from the statement that was decided about. */
function tell(c: WebContext, slug: string, told: Told, from?: number): Response {
  return c.redirect(pathAfter(c, slug, told, from), 303)
}

function pathAfter(c: WebContext, slug: string, told: Told, from?: number): string {
  const where = from === undefined ? '' : `&statement=${from}`
  return `${deskPathOf(c, slug)}?told=${told}${where}`
}
