import { Hono } from 'hono'
import { z } from 'zod'
import {
  closeDialogue,
  countDialogue,
  countEntryCodes,
  findDialogueBySlug,
  listHeldStatements,
  listModeration,
  listPublicStatements,
  makeDialogue,
  moderateStatement,
  newDialogueSchema,
  openDialogue,
  refusalReasons,
  requestRemoval,
  settleRemoval,
} from '#domains/deliberate'
import { findDossierBySlug } from '#domains/dossier'
import { isAllowed } from '#domains/people'
import { dateIn } from '#platform/clock'
import { notFoundPage } from '../../frame/errors.tsx'
import { errorsOf, type FormErrors, type FormText, readForm, readFormText, textOf } from '../../frame/form.ts'
import { getStaff, staffOnly } from '../../frame/guard.ts'
import { pathHere, type Web, type WebContext } from '../../frame/web.ts'
import { deskDialoguePage, type Told } from './desk-dialogue.page.tsx'
import { newDialoguePage } from './new-dialogue.page.tsx'

/** Dialogues as staff make, open, close and moderate them. */
export const deskDialogueRoutes = new Hono<Web>()

const PAGE_SIZE = 25
const maker = staffOnly('make-dossiers')
const moderator = staffOnly('moderate')

deskDialogueRoutes.get('/desk/dossiers/:slug/dialogues/new', maker, async (c) =>
  showNew(c, { text: { language: c.var.locale }, errors: {} }),
)

deskDialogueRoutes.post('/desk/dossiers/:slug/dialogues/new', maker, async (c) => {
  const { db, clock } = c.var.services
  const found = await findDossierBySlug(db, c.req.param('slug') ?? '')
  if (!found) return notFoundPage(c)
  const text = await readFormText(c)
  const result = newDialogueSchema.safeParse({ ...text, dossierId: found.dossier.id, seeds: seedsOf(text) })
  if (!result.success) return showNew(c, { text, errors: errorsOf(result.error) })
  const outcome = await db.transaction().execute((tx) => makeDialogue(tx, result.data, { now: clock.now() }))
  if (outcome.kind === 'seed-refused')
    return showNew(c, { text, errors: { [`seeds.${outcome.seed - 1}`]: outcome.why } })
  if (outcome.kind !== 'made') return c.redirect(pathHere(c, `/desk/dossiers/${found.dossier.slug}`), 303)
  return c.redirect(pathHere(c, `/desk/dialogues/${outcome.slug}`), 303)
})

deskDialogueRoutes.get('/desk/dialogues/:slug', moderator, async (c) => {
  const page = await find(c)
  if (!page) return notFoundPage(c)
  const { db } = c.var.services
  const { id } = page.dialogue
  const staff = await getStaff(c)
  const [codes, figures, held, log, statements] = await Promise.all([
    page.dialogue.access === 'code' ? countEntryCodes(db, id) : undefined,
    countDialogue(db, id),
    listHeldStatements(db, id, { after: c.req.query('queue'), size: PAGE_SIZE }),
    listModeration(db, id, { after: c.req.query('log'), size: PAGE_SIZE }),
    listPublicStatements(db, id, staff.accountId),
  ])
  const told = tellings.find((word) => word === c.req.query('told'))
  return deskDialoguePage(c, {
    ...page,
    figures,
    codes,
    held,
    log,
    statements,
    told,
    mayManage: isAllowed(staff, 'make-dossiers'),
  })
})

const tellings: readonly Told[] = [
  'opened',
  'closedDone',
  'published',
  'refused',
  'decidedBefore',
  'dossier-not-open',
  'no-statements',
  'no-policy',
  'requested',
  'already-requested',
  'not-public',
  'removed',
  'kept',
  'own-request',
  'closing-day-past',
  'key-destroyed',
  'already-open',
  'not-open',
  'codes-wrong',
  'codes-over',
]

deskDialogueRoutes.post('/desk/dialogues/:slug/open', maker, async (c) => {
  const page = await find(c)
  if (!page) return notFoundPage(c)
  const { db, clock, config } = c.var.services
  const now = clock.now()
  const outcome = await db
    .transaction()
    .execute((tx) => openDialogue(tx, page.dialogue.id, { now, today: dateIn(config.timeZone, now) }))
  return outcome.kind === 'not-found' ? notFoundPage(c) : tell(c, page.dialogue.slug, outcome.kind)
})

deskDialogueRoutes.post('/desk/dialogues/:slug/close', maker, async (c) => {
  const page = await find(c)
  if (!page) return notFoundPage(c)
  const { db, clock } = c.var.services
  const outcome = await db.transaction().execute((tx) => closeDialogue(tx, page.dialogue.id, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return tell(c, page.dialogue.slug, outcome.kind === 'closed' ? 'closedDone' : 'not-open')
})

const decisionSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('publish') }),
  z.object({
    decision: z.literal('refuse'),
    reason: z.enum(refusalReasons),
    explanation: z.string().trim().max(500).default(''),
  }),
])

deskDialogueRoutes.post('/desk/dialogues/:slug/statements/:number', moderator, async (c) => {
  const page = await find(c)
  const number = z.coerce.number().int().min(0).max(2_000_000_000).safeParse(c.req.param('number'))
  if (!page || !number.success) return notFoundPage(c)
  const form = await readForm(c, decisionSchema)
  if (form.kind === 'invalid') return tell(c, page.dialogue.slug, undefined)
  const { db, clock } = c.var.services
  const who = { by: (await getStaff(c)).accountId, now: clock.now() }
  const decision =
    form.value.decision === 'publish'
      ? ({ kind: 'publish' } as const)
      : { kind: 'refuse' as const, reason: form.value.reason, explanation: form.value.explanation }
  const statement = { dialogueId: page.dialogue.id, number: number.data }
  const outcome = await db.transaction().execute((tx) => moderateStatement(tx, statement, decision, who))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return tell(c, page.dialogue.slug, outcome.kind === 'already-decided' ? 'decidedBefore' : outcome.kind)
})

const removalSchema = z.object({
  reason: z.enum(refusalReasons),
  explanation: z.string().trim().max(500).default(''),
})

deskDialogueRoutes.post('/desk/dialogues/:slug/statements/:number/removal', moderator, async (c) => {
  const found = await findStatement(c)
  if (!found) return notFoundPage(c)
  const form = await readForm(c, removalSchema)
  if (form.kind === 'invalid') return tell(c, found.slug, undefined)
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => requestRemoval(tx, found.key, form.value, found.who))
  return outcome.kind === 'not-found' ? notFoundPage(c) : tell(c, found.slug, outcome.kind)
})

const settlingSchema = z.object({ outcome: z.enum(['confirmed', 'rejected']) })

deskDialogueRoutes.post('/desk/dialogues/:slug/statements/:number/removal/settle', moderator, async (c) => {
  const found = await findStatement(c)
  if (!found) return notFoundPage(c)
  const form = await readForm(c, settlingSchema)
  if (form.kind === 'invalid') return tell(c, found.slug, undefined)
  const { db } = c.var.services
  const outcome = await db
    .transaction()
    .execute((tx) => settleRemoval(tx, found.key, form.value.outcome, found.who))
  return tell(c, found.slug, outcome.kind === 'not-found' ? 'decidedBefore' : outcome.kind)
})

async function findStatement(c: WebContext) {
  const page = await find(c)
  const number = z.coerce.number().int().min(0).max(2_000_000_000).safeParse(c.req.param('number'))
  if (!page || !number.success) return undefined
  return {
    slug: page.dialogue.slug,
    key: { dialogueId: page.dialogue.id, number: number.data },
    who: { by: (await getStaff(c)).accountId, now: c.var.services.clock.now() },
  }
}

function find(c: WebContext) {
  return findDialogueBySlug(c.var.services.db, c.req.param('slug') ?? '')
}

function tell(c: WebContext, slug: string, told: Told | undefined): Response {
  return c.redirect(pathHere(c, `/desk/dialogues/${slug}`) + (told ? `?told=${told}` : ''), 303)
}

async function showNew(c: WebContext, form: { text: FormText; errors: FormErrors }): Promise<Response> {
  const found = await findDossierBySlug(c.var.services.db, c.req.param('slug') ?? '')
  return found ? newDialoguePage(c, { dossier: found.dossier, ...form }) : notFoundPage(c)
}

/** One seed on each line. */
function seedsOf(text: FormText): string[] {
  return textOf(text, 'seeds')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
}
