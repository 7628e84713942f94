import { Hono } from 'hono'
import { z } from 'zod'
import {
  changeMacro,
  endMacro,
  findMacro,
  listLabels,
  listMacros,
  listStandardTexts,
  macroSchema,
  makeMacro,
  runMacro,
} from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { listAllUnits, listStaff, listSubjects } from '#domains/people'
import {
  type FormErrors,
  readForm,
  readFormText,
  textOf,
  todayHere,
  type Web,
  type WebContext,
} from '#web/http'
import { getStaff, staffMay } from '#web/shell'
import { say } from '#web/words'
import { answeringMessages } from '../answering.messages.ts'
import { emptyForm, type FormView, idHere, keeperHere, pageHere, tell } from '../answering-page.tsx'
import { act } from '../conversation/deed.ts'
import { idSchema } from '../conversation/read-desk.ts'
import { putBehind } from '../conversation/typed-texts.ts'
import { macrosMessages } from './macros.messages.ts'
import { type MacroChoices, type MacrosView, macroPage, macrosPage } from './macros.page.tsx'

/** Macros: kept by whoever answers, and run in conversations. */
export const macrosRoutes = new Hono<Web>()

const answerer = staffMay('answer')

macrosRoutes.get('/macros', answerer, async (c) => macrosPage(c, await readMacros(c)))

macrosRoutes.post('/macros', answerer, async (c) => {
  const form = await readForm(c, macroSchema)
  const refuse = async (errors: FormErrors) =>
    macrosPage(c, await readMacros(c, { text: form.text, errors: sentencesOf(c, errors) }))
  if (form.kind === 'invalid') return refuse(form.errors)
  const keeper = await keeperHere(c)
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => makeMacro(tx, form.value, keeper))
  return outcome.kind === 'made' ? tell(c, '/desk/macros', 'saved') : refuse(errorOf(outcome.kind))
})

macrosRoutes.get('/macros/:id', answerer, (c) => showMacro(c))

const changeSchema = z.intersection(macroSchema, z.object({ seen: z.coerce.number().int().catch(0) }))

macrosRoutes.post('/macros/:id', answerer, async (c) => {
  const id = idHere(c)
  const form = await readForm(c, changeSchema)
  const refuse = (errors: FormErrors) => showMacro(c, { text: form.text, errors: sentencesOf(c, errors) })
  if (form.kind === 'invalid') return refuse(form.errors)
  if (!id) return tell(c, '/desk/macros', 'not-found')
  const keeper = await keeperHere(c)
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => changeMacro(tx, { id, ...form.value }, keeper))
  if (outcome.kind === 'changed') return tell(c, `/desk/macros/${id}`, 'saved')
  return outcome.kind === 'not-found' ? tell(c, '/desk/macros', 'not-found') : refuse(errorOf(outcome.kind))
})

macrosRoutes.post('/macros/:id/end', answerer, async (c) => {
  const id = idHere(c)
  if (!id) return tell(c, '/desk/macros', 'not-found')
  const keeper = await keeperHere(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => endMacro(tx, id, keeper))
  if (outcome.kind === 'not-yours')
    return showMacro(c, { ...emptyForm, errors: { unitId: say(c, answeringMessages)('notYours') } })
  return tell(c, '/desk/macros', outcome.kind === 'ended' ? 'saved' : 'not-found')
})

macrosRoutes.post('/inbox/:id/run-macro', answerer, async (c) => {
  const chosen = idSchema.safeParse(textOf(await readFormText(c), 'macro'))
  const writer = await getStaff(c)
  const letterhead = letterheadOf(c.var.organisation, c.var.services.config)
  return act(c, 'ran', async (tx, turn) => {
    if (!chosen.success) return { kind: 'macro-gone' }
    const outcome = await runMacro(tx, turn, { macroId: chosen.data, writer }, letterhead)
    if (outcome.kind !== 'ran') return outcome
    if (outcome.text) await putBehind(tx, turn, outcome.text)
    return { kind: 'kept' }
  })
})

/** More texts than somebody chooses from. */
const MOST_TEXTS = 500

async function readChoices(c: WebContext): Promise<MacroChoices> {
  const { db } = c.var.services
  const [staff, colleagues, texts, subjects, units, labels] = await Promise.all([
    getStaff(c),
    listStaff(db, todayHere(c)),
    listStandardTexts(db, { size: MOST_TEXTS }),
    listSubjects(db),
    listAllUnits(db),
    listLabels(db),
  ])
  return { staff, colleagues, texts: texts.rows, subjects, units, labels }
}

async function readMacros(c: WebContext, form?: FormView): Promise<MacrosView> {
  const page = pageHere(c)
  const [choices, macros] = await Promise.all([readChoices(c), listMacros(c.var.services.db, page)])
  const empty = { text: { unitId: choices.staff.unitId }, errors: {} }
  return { ...choices, macros, after: page.after, form: form ?? empty }
}

async function showMacro(c: WebContext, form?: FormView): Promise<Response> {
  const id = idHere(c)
  const macro = id && (await findMacro(c.var.services.db, id))
  if (!macro) return tell(c, '/desk/macros', 'not-found')
  const { title, ...chosen } = macro
  const now = {
    ...{ title, unitId: chosen.unitId ?? '', textId: chosen.textId ?? '', assign: chosen.assign ?? '' },
    ...{ assignTo: chosen.assignTo ?? '', subjectId: chosen.subjectId ?? '' },
    ...{ answeringUnitId: chosen.answeringUnitId ?? '', labelId: chosen.labelId ?? '' },
    ...{ snoozeDays: `${chosen.snoozeDays ?? ''}`, closeAs: chosen.closeAs ?? '' },
  }
  return macroPage(c, { ...(await readChoices(c)), macro, form: form ?? { text: now, errors: {} } })
}

/** Beside which field the outcome is told. */
function errorOf(kind: string): FormErrors {
  const fields: Record<string, string> = {
    'changed-meanwhile': 'title',
    'subject-replaced': 'subjectId',
    'not-staff': 'assignTo',
    'no-text': 'textId',
    'no-label': 'labelId',
    'answering-unit-closed': 'answeringUnitId',
  }
  return { [fields[kind] ?? 'unitId']: kind }
}

function sentencesOf(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, macrosMessages)
  const a = say(c, answeringMessages)
  const missing: Record<string, string> = {
    assignTo: t('notStaff'),
    textId: t('noText'),
    title: a('missing'),
    labelId: t('noLabel'),
    snoozeDays: t('noSnooze'),
    closeAs: t('noReason'),
  }
  const sentences: Record<string, string> = {
    'too-long': a('tooLong', { max: 100 }),
    nothing: t('nothing'),
    'not-staff': t('notStaff'),
    'no-text': t('noText'),
    'no-label': t('noLabel'),
    'closes-too': t('closesToo'),
    'not-yours': a('notYours'),
    'unit-closed': a('unitClosed'),
    'answering-unit-closed': a('unitClosed'),
    'subject-replaced': a('subjectReplaced'),
    'changed-meanwhile': a('changedMeanwhile'),
  }
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => [
      field,
      word === 'missing' ? (missing[field] ?? a('unitClosed')) : (sentences[word] ?? word),
    ]),
  )
}
