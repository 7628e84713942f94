import { Hono } from 'hono'
import { z } from 'zod'
import { handOverUnit, hasOpenTasks, listConversationsOfUnit, listHeldTasks } from '#domains/answer'
import { listDossiersOfUnit } from '#domains/dossier'
import {
  changeUnit,
  closeUnit,
  findWhatLiesIn,
  holdOpenUnit,
  listAbsences,
  listAllUnits,
  listStaff,
  openUnit,
  unitSchema,
} from '#domains/people'
import {
  type FormErrors,
  readForm,
  readFormText,
  textOf,
  todayHere,
  type Web,
  type WebContext,
} from '#web/http'
import { staffMay } from '#web/shell'
import { say } from '#web/words'
import { whoMessages } from '../who.messages.ts'
import { deedHere, emptyForm, type FormView, idHere, tell, toldHere } from '../who.tsx'
import { unitsMessages } from './units.messages.ts'
import { told, type UnitsView, unitPage, unitsPage } from './units.page.tsx'

/** The tree of units: administrators make, change and close them. */
export const unitsRoutes = new Hono<Web>()

const administrator = staffMay('administer')

unitsRoutes.get('/units', administrator, async (c) => unitsPage(c, await readUnits(c)))

unitsRoutes.post('/units', administrator, async (c) => {
  const form = await readForm(c, unitSchema)
  const refuse = async (errors: FormErrors) =>
    unitsPage(c, await readUnits(c, { text: form.text, errors: sentencesOf(c, errors) }))
  if (form.kind === 'invalid') return refuse(form.errors)
  const deed = await deedHere(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => openUnit(tx, form.value, deed))
  if (outcome.kind === 'opened') return tell(c, '/desk/units', 'opened')
  return refuse(errorOf(outcome.kind))
})

unitsRoutes.get('/units/:id', administrator, (c) => showUnit(c))

unitsRoutes.post('/units/:id', administrator, async (c) => {
  const id = idHere(c)
  const form = await readForm(c, unitSchema)
  const refuse = (errors: FormErrors) => showUnit(c, { text: form.text, errors: sentencesOf(c, errors) })
  if (form.kind === 'invalid') return refuse(form.errors)
  if (!id) return tell(c, '/desk/units', 'not-found')
  const deed = await deedHere(c)
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => changeUnit(tx, { id, ...form.value }, deed))
  if (outcome.kind === 'changed' || outcome.kind === 'not-found') return tell(c, '/desk/units', outcome.kind)
  return refuse(errorOf(outcome.kind))
})

const heirSchema = z.union([z.literal('').transform(() => null), z.uuid()])

/** What the unit still has to answer goes to another in the same transaction, so that nothing is left in it. */
unitsRoutes.post('/units/:id/close', administrator, async (c) => {
  const id = idHere(c)
  const heir = heirSchema.safeParse(textOf(await readFormText(c), 'to'))
  if (!id) return tell(c, '/desk/units', 'not-found')
  const deed = await deedHere(c)
  const outcome = await c.var.services.db.transaction().execute(async (tx) => {
    const to = heir.success && heir.data !== id ? heir.data : undefined
    if (to === undefined || (to !== null && !(await holdOpenUnit(tx, to))))
      return { kind: 'no-heir' as const }
    const isKept = async () => (await listDossiersOfUnit(tx, id)).length > 0 || (await hasOpenTasks(tx, id))
    const closed = await closeUnit(tx, id, deed, isKept)
    if (closed.kind === 'closed') await handOverUnit(tx, { from: id, to, by: deed.by, now: deed.now })
    return closed
  })
  if (outcome.kind === 'no-heir') return tell(c, `/desk/units/${id}`, 'no-heir')
  if (outcome.kind === 'in-use') return tell(c, `/desk/units/${id}`, 'in-use')
  return tell(c, '/desk/units', outcome.kind === 'closed' ? 'closed-now' : outcome.kind)
})

async function readUnits(c: WebContext, form: FormView = emptyForm): Promise<UnitsView> {
  const { db } = c.var.services
  const today = todayHere(c)
  const [units, staff, absences] = await Promise.all([
    listAllUnits(db),
    listStaff(db, today),
    listAbsences(db, today),
  ])
  const away = absences.filter(({ fromOn }) => fromOn <= today)
  return { units, staff, away, form, told: toldHere(c, told) }
}

async function showUnit(c: WebContext, form?: FormView): Promise<Response> {
  const id = idHere(c)
  const view = await readUnits(c, form)
  const unit = view.units.find((one) => one.id === id && one.closedOn === null)
  if (!unit) return tell(c, '/desk/units', 'not-found')
  const stored = { text: { name: unit.name, parentId: unit.parentId ?? '' }, errors: {} }
  const { db } = c.var.services
  const { by, today } = await deedHere(c)
  const [inUse, conversations, dossiers, tasks] = await Promise.all([
    findWhatLiesIn(db, unit.id, today),
    listConversationsOfUnit(db, unit.id, { accountId: by, today }),
    listDossiersOfUnit(db, unit.id),
    listHeldTasks(db, { unitId: unit.id }, { accountId: by, today }),
  ])
  return unitPage(c, { ...view, unit, inUse, conversations, dossiers, tasks, form: form ?? stored })
}

/** Beside which field the outcome is told. */
function errorOf(kind: string): FormErrors {
  return kind === 'name-taken' ? { name: kind } : { parentId: kind }
}

function sentencesOf(c: WebContext, errors: FormErrors): FormErrors {
  const t = say(c, unitsMessages)
  const sentences: FormErrors = {
    missing: t('nameMissing'),
    'too-long': say(c, whoMessages)('tooLong', { n: 100 }),
    'name-taken': t('name-taken'),
    'parent-closed': t('parent-closed'),
    'in-itself': t('in-itself'),
  }
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => [
      field,
      field === 'parentId' && word === 'missing' ? t('parent-closed') : (sentences[word] ?? word),
    ]),
  )
}
