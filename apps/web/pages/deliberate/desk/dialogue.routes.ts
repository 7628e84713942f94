import { Hono } from 'hono'
import { closeDialogue, makeDialogue, newDialogueSchema, openDialogue } from '#domains/deliberate'
import { findDossierBySlug } from '#domains/dossier'
import { dateIn } from '#platform/clock'
import {
  errorsOf,
  type FormErrors,
  type FormText,
  pathHere,
  readFormText,
  type Web,
  type WebContext,
} from '#web/http'
import { findDialogue, timeOf } from '#web/pages/dialogue'
import { notFoundPage, staffMay } from '#web/shell'
import { deskPathOf } from './desk-dialogue.tsx'
import type { Told } from './desk-told.ts'
import { linesOf } from './lines-of.ts'
import { dialogueFormPage } from './new-dialogue.page.tsx'

/** Dialogues as staff make, open and close them. */
export const deskDialogueRoutes = new Hono<Web>()

const maker = staffMay('make-dossiers')

deskDialogueRoutes.get('/dossiers/:slug/dialogues/new', maker, async (c) =>
  showNew(c, { text: { language: c.var.locale }, errors: {} }),
)

deskDialogueRoutes.post('/dossiers/:slug/dialogues/new', maker, async (c) => {
  const { db, clock } = c.var.services
  const found = await findDossierBySlug(db, c.req.param('slug') ?? '')
  if (!found) return notFoundPage(c)
  const text = await readFormText(c)
  const result = newDialogueSchema.safeParse({
    ...text,
    dossierId: found.dossier.id,
    seeds: linesOf(text, 'seeds'),
  })
  if (!result.success) return showNew(c, { text, errors: errorsOf(result.error) })
  const { closesOn } = result.data
  if (closesOn && closesOn < timeOf(c).today) return showNew(c, { text, errors: { closesOn: 'past' } })
  const outcome = await db.transaction().execute((tx) => makeDialogue(tx, result.data, { now: clock.now() }))
  if (outcome.kind === 'seed-refused')
    return showNew(c, { text, errors: { [`seeds.${outcome.seed - 1}`]: outcome.why } })
  if (outcome.kind !== 'made') return c.redirect(pathHere(c, `/desk/dossiers/${found.dossier.slug}`), 303)
  return c.redirect(pathHere(c, `/desk/dialogues/${outcome.slug}`), 303)
})

deskDialogueRoutes.post('/dialogues/:slug/open', maker, async (c) => {
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const { db, clock, config } = c.var.services
  const now = clock.now()
  const outcome = await db
    .transaction()
    .execute((tx) => openDialogue(tx, page.dialogue.id, { now, today: dateIn(config.timeZone, now) }))
  return outcome.kind === 'not-found' ? notFoundPage(c) : tell(c, page.dialogue.slug, outcome.kind)
})

deskDialogueRoutes.post('/dialogues/:slug/close', maker, async (c) => {
  const page = await findDialogue(c)
  if (!page) return notFoundPage(c)
  const { db, clock } = c.var.services
  const outcome = await db.transaction().execute((tx) => closeDialogue(tx, page.dialogue.id, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return tell(c, page.dialogue.slug, outcome.kind === 'closed' ? 'closedDone' : 'not-open')
})

function tell(c: WebContext, slug: string, told: Told): Response {
  return c.redirect(`${deskPathOf(c, slug)}?told=${told}`, 303)
}

async function showNew(c: WebContext, form: { text: FormText; errors: FormErrors }): Promise<Response> {
  const found = await findDossierBySlug(c.var.services.db, c.req.param('slug') ?? '')
  if (!found) return notFoundPage(c)
  const { slug, question, language } = found.dossier
  const back = pathHere(c, `/desk/dossiers/${slug}`)
  const action = `${back}/dialogues/new`
  return dialogueFormPage(c, {
    form: 'new',
    action,
    back: { href: back, words: question, language },
    ...form,
  })
}
