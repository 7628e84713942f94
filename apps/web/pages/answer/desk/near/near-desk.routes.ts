import { Hono } from 'hono'
import { z } from 'zod'
import {
  addNearSource,
  type ConversationPage,
  findNearObstacle,
  findNearReport,
  findSettleObstacle,
  LONGEST_NEAR_WORDS,
  listNearAlike,
  listNearReports,
  listNearSources,
  type NearPlace,
  type NearReport,
  nearLineIn,
  nearReportSchema,
  nearStepSchema,
  nearWithdrawalSchema,
  placeOf,
  publishNearReport,
  readConversation,
  readRefusal,
  stepNearReport,
} from '#domains/answer'
import { inTreeOrder, listSubjects, liveSubjects } from '#domains/people'
import type { Place } from '#domains/places'
import {
  type FormText,
  pathHere,
  readForm,
  readFormText,
  textOf,
  todayHere,
  type Web,
  type WebContext,
} from '#web/http'
import { askPlace, readPlace } from '#web/pages/places'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { idSchema } from '../conversation/read-desk.ts'
import { keepTranslation, type OwnTexts, readTranslation } from '../translate/translate-own.tsx'
import { type NearDeskView, nearDeskPage, nearDone, nearListPage } from './near-desk.page.tsx'
import { type NewNearView, newNearPage } from './new-near.page.tsx'

/** Where staff put what was reported on the map, and say what became of it. */
export const nearDeskRoutes = new Hono<Web>()

const PAGE_SIZE = 30
const publisher = staffMay('respond')

nearDeskRoutes.get('/near', publisher, async (c) => {
  const isOpen = c.req.query('show') !== 'done'
  const page = { after: c.req.query('after'), size: PAGE_SIZE }
  const reports = await listNearReports(c.var.services.db, { isOpen }, page)
  const rows = reports.rows.map((line) => nearLineIn(c.var.locale, line))
  return nearListPage(c, { staff: await getStaff(c), isOpen, reports: { ...reports, rows } })
})

nearDeskRoutes.get('/near/new', publisher, async (c) => {
  const page = await findConversation(c, c.req.query('conversation'))
  if (!page) return notFoundPage(c)
  const text = { state: 'reported', precision: 'area', subject: page.conversation.subject_id ?? '' }
  return showNew(c, page, { text, errors: {}, asked: await askPlace(c) })
})

nearDeskRoutes.post('/near/new', publisher, async (c) => {
  const page = await findConversation(c, c.req.query('conversation'))
  if (!page) return notFoundPage(c)
  const form = await readForm(c, nearReportSchema)
  const asked = await readPlace(c, form.text)
  const { text } = form
  if (form.kind === 'invalid') return showNew(c, page, { text, errors: form.errors, asked })
  if (asked?.problem) return showNew(c, page, { text, errors: {}, asked })
  const { title, words, state, subject, precision } = form.value
  const place = placeToShow(asked?.place ?? placeOf(page.entries), precision)
  if (typeof place === 'string') return showNew(c, page, { text, errors: { precision: place }, asked })
  const { id: conversationId, unit_id: unitId } = page.conversation
  const report = {
    conversationId,
    title,
    words,
    state,
    language: c.var.locale,
    subjectId: subject,
    unitId,
    place,
  }
  const who = await publisherHere(c)
  const outcome = await attempt(() =>
    c.var.services.db.transaction().execute((tx) => publishNearReport(tx, report, who)),
  )
  if (outcome.kind === 'not-mandated')
    return showNew(c, page, { text, errors: {}, asked, obstacle: outcome.obstacle })
  return c.redirect(pathHere(c, `/desk/near/${outcome.publicId}?done=published`), 303)
})

nearDeskRoutes.get('/near/:id', publisher, async (c) => {
  const report = await findReport(c)
  if (!report) return notFoundPage(c)
  return showReport(c, report, { done: nearDone.find((word) => word === c.req.query('done')) })
})

nearDeskRoutes.post('/near/:id/step', publisher, async (c) => {
  const report = await findReport(c)
  if (!report) return notFoundPage(c)
  const form = await readForm(c, nearStepSchema)
  if (form.kind === 'invalid') return showReport(c, report, { wrong: form })
  return step(c, { report, text: form.text, done: 'stepped', said: form.value })
})

nearDeskRoutes.post('/near/:id/withdraw', publisher, async (c) => {
  const report = await findReport(c)
  if (!report) return notFoundPage(c)
  const form = await readForm(c, nearWithdrawalSchema)
  if (form.kind === 'invalid') return showReport(c, report, { wrong: form })
  const said = { state: 'withdrawn', words: '', withdrawnAs: form.value.reason } as const
  return step(c, { report, text: form.text, done: 'withdrawn', said })
})

nearDeskRoutes.post('/near/:id/translate', publisher, async (c) => {
  const report = await findReport(c)
  const translation = report && (await readTranslation(c, textsOf(report)))
  if (!report || !translation || report.state === 'withdrawn') return notFoundPage(c)
  const mayNot = await findNearObstacle(c.var.services.db, report, await publisherHere(c))
  if (mayNot) return showReport(c, report, { mayNot, wrong: { text: {}, errors: {} } })
  const kept = { ownerId: report.id, longest: LONGEST_NEAR_WORDS }
  await keepTranslation(c, kept, translation, await readFormText(c))
  return c.redirect(pathHere(c, `/desk/near/${report.publicId}?done=translated`), 303)
})

nearDeskRoutes.post('/near/:id/behind', publisher, async (c) => {
  const report = await findReport(c)
  const form = await readForm(c, z.object({ conversation: idSchema }))
  const page = form.kind === 'valid' ? await findConversation(c, form.value.conversation) : undefined
  if (!report || !page) return notFoundPage(c)
  const source = { reportId: report.id, conversationId: page.conversation.id }
  const who = await publisherHere(c)
  const outcome = await attempt(() =>
    c.var.services.db.transaction().execute((tx) => addNearSource(tx, source, who)),
  )
  if (outcome.kind === 'not-found') return notFoundPage(c)
  if (outcome.kind === 'not-mandated')
    return showReport(c, report, { mayNot: outcome.obstacle, wrong: { text: {}, errors: {} } })
  return c.redirect(pathHere(c, `/desk/near/${report.publicId}?done=joined`), 303)
})

type Stepping = {
  report: NearReport
  text: FormText
  done: 'stepped' | 'withdrawn'
  said: Omit<Parameters<typeof stepNearReport>[1], 'reportId' | 'seen'>
}

async function step(c: WebContext, { report, text, done, said }: Stepping): Promise<Response> {
  const seen = z.coerce.number().int().min(0).max(1e6).safeParse(textOf(text, 'seen')).data ?? 0
  const who = await publisherHere(c)
  const outcome = await attempt(() =>
    c.var.services.db
      .transaction()
      .execute((tx) => stepNearReport(tx, { reportId: report.id, seen, ...said }, who)),
  )
  switch (outcome.kind) {
    case 'stepped':
      return c.redirect(pathHere(c, `/desk/near/${report.publicId}?done=${done}`), 303)
    case 'not-found':
      return notFoundPage(c)
    case 'not-mandated':
      return showReport(c, report, { mayNot: outcome.obstacle, wrong: { text, errors: {} } })
    default: {
      const told = outcome.kind === 'changed' ? 'changed' : 'noStep'
      return showReport(c, report, { wrong: { text, errors: {}, told } })
    }
  }
}

/** Whatever was asked before, the database has the last word: a mandate may have ended just then. */
async function attempt<Outcome>(deed: () => Promise<Outcome>) {
  try {
    return await deed()
  } catch (error) {
    const refusal = readRefusal(error)
    if (refusal) return refusal
    throw error
  }
}

/** What everybody is shown of a place; or why that cannot be told. */
function placeToShow(place: Place | null, precision: 'area' | 'exactly'): NearPlace | 'no-area' | 'no-point' {
  const { area = null, position = null, name = '' } = place ?? {}
  if (!area || area.code.startsWith('WP')) return 'no-area'
  if (precision === 'area') return { area, exactly: null }
  return position ? { area, exactly: { name, position } } : 'no-point'
}

async function publisherHere(c: WebContext) {
  const { accountId: by } = await getStaff(c)
  return { by, now: c.var.services.clock.now(), today: todayHere(c) }
}

/** A conversation that they may read; that they do is logged. */
async function findConversation(
  c: WebContext,
  id: string | undefined,
): Promise<ConversationPage | undefined> {
  const known = idSchema.safeParse(id)
  if (!known.success) return undefined
  const reading = { id: known.data, ...(await publisherHere(c)) }
  return c.var.services.db.transaction().execute((tx) => readConversation(tx, reading))
}

async function showNew(
  c: WebContext,
  page: ConversationPage,
  form: Pick<NewNearView, 'text' | 'errors' | 'asked' | 'obstacle'>,
): Promise<Response> {
  const { db } = c.var.services
  const place = placeOf(page.entries)
  const { position = null, area = null } = place ?? {}
  const body = page.entries[0]?.body ?? ''
  const who = await publisherHere(c)
  const [staff, subjects, alike, obstacle] = await Promise.all([
    getStaff(c),
    listSubjects(db),
    listNearAlike(db, { position, area, body }),
    findSettleObstacle(db, [page.conversation.input_id], who),
  ])
  return newNearPage(c, {
    ...{ page, place, staff, obstacle, ...form },
    subjects: inTreeOrder(liveSubjects(subjects)),
    alike: alike.map((line) => nearLineIn(c.var.locale, line)),
  })
}

/** The title and what was said of each step. */
function textsOf({ id, language, title, steps }: NearReport): OwnTexts {
  return { id, language, originals: [title, ...steps.map(({ words }) => words)] }
}

/** As it was written: what is translated of it stands below. */
async function findReport(c: WebContext): Promise<NearReport | undefined> {
  const id = idSchema.safeParse(c.req.param('id'))
  return id.success ? findNearReport(c.var.services.db, id.data) : undefined
}

async function showReport(
  c: WebContext,
  report: NearReport,
  told: Pick<NearDeskView, 'done' | 'wrong'> & { mayNot?: NearDeskView['mayNot'] },
): Promise<Response> {
  const { db } = c.var.services
  const who = await publisherHere(c)
  const [staff, translation, sources, mayNot] = await Promise.all([
    getStaff(c),
    readTranslation(c, textsOf(report)),
    listNearSources(db, report.id, { accountId: who.by, today: who.today }),
    findNearObstacle(db, report, who),
  ])
  return nearDeskPage(c, { staff, report, translation, sources, ...told, mayNot: told.mayNot ?? mayNot })
}
