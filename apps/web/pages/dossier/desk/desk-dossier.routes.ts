import { Hono } from 'hono'
import {
  changePromise,
  type DossierPage,
  findDossierBySlug,
  listDossiers,
  makeDossier,
  newDossierSchema,
  openDossier,
  promiseSchema,
  stampOfPromise,
} from '#domains/dossier'
import { listUnits } from '#domains/people'
import { closeDossier, countUnanswered, type Input, listInputs } from '#domains/register'
import { dateIn } from '#platform/clock'
import { errorsOf, pathHere, readFormText, textOf, type Web, type WebContext } from '#web/http'
import { getStaff, notDonePage, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { countTold } from '../input-counts.ts'
import { changeDossierRoutes } from './change-dossier.routes.ts'
import { deskDossierMessages } from './desk-dossier.messages.ts'
import {
  changePromisePage,
  type DeskDossierView,
  deskDossierPage,
  deskDossiersPage,
  doneWords,
  newDossierPage,
} from './desk-dossier.page.tsx'
import type { ShownForm } from './dossier-form.tsx'
import { dossierOf, promiseOf, rowsAsShown, shownAgain } from './dossier-form-text.ts'

/** Dossiers as staff make and run them. */
export const deskDossierRoutes = new Hono<Web>()

const PAGE_SIZE = 50
const maker = staffMay('make-dossiers')

deskDossierRoutes.route('/', changeDossierRoutes)

deskDossierRoutes.get('/dossiers', async (c) => {
  const { db, config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const page = { after: c.req.query('after'), size: PAGE_SIZE }
  const dossiers = await listDossiers(db, { states: ['draft', 'open', 'closed'], today, page })
  return deskDossiersPage(c, dossiers, c.req.query('done') === 'discarded')
})

deskDossierRoutes.get('/dossiers/new', maker, async (c) => {
  const staff = await getStaff(c)
  return showNewDossier(c, { text: { language: firstLanguage(c), unitId: staff.unitId }, errors: {} })
})

deskDossierRoutes.post('/dossiers/new', maker, async (c) => {
  const text = await readFormText(c)
  const result = newDossierSchema.safeParse(dossierOf(text))
  if (!result.success)
    return showNewDossier(c, shownAgain(c, text, rowsAsShown(text, errorsOf(result.error))))
  const { db, clock } = c.var.services
  const who = { by: (await getStaff(c)).accountId, now: clock.now() }
  const made = await db.transaction().execute((tx) => makeDossier(tx, result.data, who))
  return c.redirect(pathHere(c, `/desk/dossiers/${made.slug}`), 303)
})

deskDossierRoutes.get('/dossiers/:slug', (c) => {
  const done = doneWords.find((word) => word === c.req.query('done'))
  return showDossier(c, done ? { done } : {})
})

deskDossierRoutes.post('/dossiers/:slug/open', maker, async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const { db, clock } = c.var.services
  const outcome = await db.transaction().execute((tx) => openDossier(tx, found.dossier.id, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  const isOpen = outcome.kind === 'opened' || outcome.state === 'open'
  return c.redirect(
    `${pathHere(c, `/desk/dossiers/${found.dossier.slug}`)}${isOpen ? '?done=opened' : ''}`,
    303,
  )
})

deskDossierRoutes.post('/dossiers/:slug/close', maker, async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const { db, clock } = c.var.services
  const outcome = await db.transaction().execute((tx) => closeDossier(tx, found.dossier.id, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  if (outcome.kind === 'inputs-unanswered') return showDossier(c, { refused: true })
  const isClosed = outcome.kind === 'closed' || outcome.state === 'closed'
  const done = isClosed ? '?done=closedDone' : ''
  return c.redirect(`${pathHere(c, `/desk/dossiers/${found.dossier.slug}`)}${done}`, 303)
})

deskDossierRoutes.get('/dossiers/:slug/promise', maker, async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const { promise } = found
  const text = {
    'promise.level': promise.level,
    'promise.statement': promise.statement,
    'promise.decidedBy': promise.decided_by,
    'promise.answerOn': promise.answer_on,
    'promise.decisionOn': promise.decision_on ?? '',
    seen: stampOfPromise(promise),
  }
  return changePromisePage(c, { ...found.dossier, form: { text, errors: {} } })
})

deskDossierRoutes.post('/dossiers/:slug/promise', maker, async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const text = await readFormText(c)
  const result = promiseSchema.safeParse(promiseOf(text))
  if (!result.success) {
    const errors = Object.fromEntries(
      Object.entries(errorsOf(result.error)).map(([field, word]) => [`promise.${field}`, word]),
    )
    return changePromisePage(c, { ...found.dossier, form: shownAgain(c, text, errors) })
  }
  const { db, clock } = c.var.services
  const by = (await getStaff(c)).accountId
  const change = { dossierId: found.dossier.id, by, now: clock.now(), seen: textOf(text, 'seen') }
  const outcome = await db.transaction().execute((tx) => changePromise(tx, result.data, change))
  if (outcome.kind === 'reason-missing')
    return changePromisePage(c, {
      ...found.dossier,
      form: shownAgain(c, text, { 'promise.reasonForChange': 'missing' }),
    })
  if (outcome.kind === 'closed')
    return notDonePage(c, {
      words: say(c, deskDossierMessages)('closedMeanwhile'),
      back: pathHere(c, `/desk/dossiers/${found.dossier.slug}`),
    })
  if (outcome.kind === 'changed-meanwhile')
    return notDonePage(c, {
      words: say(c, deskDossierMessages)('changedMeanwhile'),
      back: pathHere(c, `/desk/dossiers/${found.dossier.slug}/promise`),
    })
  const word = found.dossier.state === 'draft' ? 'draftSaved' : 'promiseChanged'
  const done = outcome.kind === 'changed' ? `?done=${word}` : ''
  return c.redirect(`${pathHere(c, `/desk/dossiers/${found.dossier.slug}`)}${done}`, 303)
})

/** Where what was said can be read whole, as far as this member of staff may read it. */
async function linksOf(c: WebContext, dossier: DossierPage['dossier'], inputs: Input[]) {
  const maps = await Promise.all(c.var.dossierSlots.links.map((link) => link(c, dossier, inputs)))
  return new Map(maps.flatMap((map) => [...map]))
}

function find(c: WebContext) {
  return findDossierBySlug(c.var.services.db, c.req.param('slug') ?? '')
}

/** The organisation's own first language: who reads the desk in another one writes in it all the same. */
function firstLanguage(c: WebContext): string {
  return c.var.organisation.languages[0] ?? c.var.locale
}

async function showNewDossier(c: WebContext, form: ShownForm): Promise<Response> {
  return newDossierPage(c, { form, units: await listUnits(c.var.services.db) })
}

async function showDossier(
  c: WebContext,
  told: Pick<DeskDossierView, 'done' | 'refused'>,
): Promise<Response> {
  const { db } = c.var.services
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const dossierId = found.dossier.id
  const unansweredOnly = c.req.query('show') === 'waiting'
  const [counts, unanswered, boxes, register] = await Promise.all([
    countTold(db, found.dossier),
    countUnanswered(db, dossierId),
    Promise.all(c.var.dossierSlots.boxes.map((box) => box(c, found.dossier))),
    listInputs(db, { dossierId, unansweredOnly }, { after: c.req.query('after'), size: PAGE_SIZE }),
  ])
  const links = await linksOf(c, found.dossier, register.rows)
  return deskDossierPage(c, { ...found, links, counts, unanswered, register, unansweredOnly, boxes, ...told })
}
