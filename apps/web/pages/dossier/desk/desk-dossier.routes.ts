import { Hono } from 'hono'
import {
  changePromise,
  findDossierBySlug,
  listDossiers,
  makeDossier,
  newDossierSchema,
  openDossier,
  promiseSchema,
} from '#domains/dossier'
import { listUnits } from '#domains/people'
import { closeDossier, countUnanswered, listInputs } from '#domains/register'
import { dateIn } from '#platform/clock'
import {
  errorsOf,
  type FormErrors,
  type FormText,
  pathHere,
  readFormText,
  textOf,
  type Web,
  type WebContext,
} from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { countTold } from '../input-counts.ts'
import { deskDossierMessages } from './desk-dossier.messages.ts'
import {
  changePromisePage,
  type DeskDossierView,
  deskDossierPage,
  deskDossiersPage,
  newDossierPage,
} from './desk-dossier.page.tsx'
import { PHASE_ROWS, type ShownForm, sentencesOf } from './dossier-form.tsx'

/** Dossiers as staff make and run them. */
export const deskDossierRoutes = new Hono<Web>()

const PAGE_SIZE = 50
const maker = staffMay('make-dossiers')

deskDossierRoutes.get('/dossiers', async (c) => {
  const { db, config, clock } = c.var.services
  const today = dateIn(config.timeZone, clock.now())
  const page = { after: c.req.query('after'), size: PAGE_SIZE }
  return deskDossiersPage(c, await listDossiers(db, { states: ['draft', 'open', 'closed'], today, page }))
})

deskDossierRoutes.get('/dossiers/new', maker, async (c) => {
  const staff = await getStaff(c)
  return showNewDossier(c, { text: { language: c.var.locale, unitId: staff.unitId }, errors: {} })
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
  const done = (['opened', 'closedDone', 'promiseChanged', 'draftDeleted'] as const).find(
    (word) => word === c.req.query('done'),
  )
  return showDossier(c, done ? { done } : {})
})

deskDossierRoutes.post('/dossiers/:slug/open', maker, async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const { db, clock } = c.var.services
  const outcome = await db.transaction().execute((tx) => openDossier(tx, found.dossier.id, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return c.redirect(`${pathHere(c, `/desk/dossiers/${found.dossier.slug}`)}?done=opened`, 303)
})

deskDossierRoutes.post('/dossiers/:slug/close', maker, async (c) => {
  const found = await find(c)
  if (!found) return notFoundPage(c)
  const { db, clock } = c.var.services
  const outcome = await db.transaction().execute((tx) => closeDossier(tx, found.dossier.id, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  if (outcome.kind === 'inputs-unanswered') return showDossier(c, { refused: true })
  return c.redirect(`${pathHere(c, `/desk/dossiers/${found.dossier.slug}`)}?done=closedDone`, 303)
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
  const change = { dossierId: found.dossier.id, by: (await getStaff(c)).accountId, now: clock.now() }
  const outcome = await db.transaction().execute((tx) => changePromise(tx, result.data, change))
  if (outcome.kind === 'reason-missing')
    return changePromisePage(c, {
      ...found.dossier,
      form: shownAgain(c, text, { 'promise.reasonForChange': 'missing' }),
    })
  const done = outcome.kind === 'changed' ? '?done=promiseChanged' : ''
  return c.redirect(`${pathHere(c, `/desk/dossiers/${found.dossier.slug}`)}${done}`, 303)
})

function find(c: WebContext) {
  return findDossierBySlug(c.var.services.db, c.req.param('slug') ?? '')
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
  return deskDossierPage(c, { ...found, counts, unanswered, register, unansweredOnly, boxes, ...told })
}

function promiseOf(text: FormText) {
  const field = (name: string) => textOf(text, `promise.${name}`)
  return {
    level: field('level'),
    statement: field('statement'),
    decidedBy: field('decidedBy'),
    answerOn: field('answerOn'),
    decisionOn: field('decisionOn'),
    reasonForChange: field('reasonForChange'),
  }
}

/** The rows of the form in which anything was typed. */
function filledRows(text: FormText): number[] {
  return Array.from({ length: PHASE_ROWS }, (_, row) => row).filter((row) =>
    ['title', 'description', 'startsOn', 'endsOn'].some(
      (name) => textOf(text, `phases.${row}.${name}`).trim() !== '',
    ),
  )
}

function dossierOf(text: FormText) {
  return {
    question: textOf(text, 'question'),
    summary: textOf(text, 'summary'),
    area: textOf(text, 'area'),
    language: textOf(text, 'language'),
    unitId: textOf(text, 'unitId'),
    promise: promiseOf(text),
    phases: filledRows(text).map((row) => ({
      title: textOf(text, `phases.${row}.title`),
      description: textOf(text, `phases.${row}.description`),
      startsOn: textOf(text, `phases.${row}.startsOn`),
      endsOn: textOf(text, `phases.${row}.endsOn`),
    })),
  }
}

/** Errors count the rows that were filled in; the form numbers all of them. */
function rowsAsShown(text: FormText, errors: FormErrors): FormErrors {
  const rows = filledRows(text)
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => {
      if (field === 'phases') return ['phases.0.title', word]
      return [field.replace(/^phases\.(\d+)/, (_, index) => `phases.${rows[Number(index)] ?? 0}`), word]
    }),
  )
}

function shownAgain(c: WebContext, text: FormText, errors: FormErrors): ShownForm {
  const t = say(c, deskDossierMessages)
  return {
    text,
    errors: sentencesOf(c, errors, (field) => {
      const [, row, name] = /^phases\.(\d+)\.(\w+)$/.exec(field) ?? []
      const n = Number(row) + 1
      if (name === 'startsOn') return t('startsOn', { n })
      if (name === 'endsOn') return t('endsOn', { n })
      if (name !== undefined) return t('phaseTitle', { n })
      return labels(t)[field.replace('promise.', '')] ?? field
    }),
  }
}

function labels(
  t: (
    key:
      | 'question'
      | 'summary'
      | 'area'
      | 'language'
      | 'unit'
      | 'level'
      | 'statement'
      | 'decidedBy'
      | 'answerOn'
      | 'decisionOn'
      | 'reasonForChange',
  ) => string,
): Record<string, string> {
  return {
    question: t('question'),
    summary: t('summary'),
    area: t('area'),
    language: t('language'),
    unitId: t('unit'),
    level: t('level'),
    statement: t('statement'),
    decidedBy: t('decidedBy'),
    answerOn: t('answerOn'),
    decisionOn: t('decisionOn'),
    reasonForChange: t('reasonForChange'),
  }
}
