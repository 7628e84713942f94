import { Hono } from 'hono'
import {
  endMandate,
  findGivenMandate,
  giveMandate,
  listAllUnits,
  listMandates,
  listStaff,
  listSubjects,
  mandateSchema,
} from '#domains/people'
import { type FormErrors, type FormText, readForm, todayHere, type Web, type WebContext } from '#web/http'
import { staffMay } from '#web/shell'
import { say } from '#web/words'
import { whoMessages } from '../who.messages.ts'
import {
  deedHere,
  emptyForm,
  endingErrors,
  endingSchema,
  type FormView,
  idHere,
  tell,
  toldHere,
} from '../who.tsx'
import { mandatesMessages } from './mandates.messages.ts'
import { endMandatePage, mandatesPage, newMandatePage, told } from './mandates.page.tsx'

/** Who may do what for the organisation: administrators give mandates and end them. */
export const mandatesRoutes = new Hono<Web>()

const administrator = staffMay('administer')
const PAGE_SIZE = 50

mandatesRoutes.get('/mandates', administrator, async (c) => {
  const isOver = c.req.query('show') === 'over'
  const request = { after: c.req.query('after'), size: PAGE_SIZE }
  const mandates = await listMandates(c.var.services.db, { today: todayHere(c), isOver }, request)
  return mandatesPage(c, { mandates, isOver, told: toldHere(c, told) })
})

mandatesRoutes.get('/mandates/new', administrator, (c) =>
  showNew(c, { text: { fromOn: todayHere(c), approval: 'none', heldAnywhere: 'yes' }, errors: {} }),
)

mandatesRoutes.post('/mandates/new', administrator, async (c) => {
  const form = await readForm(c, mandateSchema)
  if (form.kind === 'invalid') return showNew(c, refused(c, form.text, form.errors))
  const deed = await deedHere(c)
  const outcome = await c.var.services.db.transaction().execute((tx) => giveMandate(tx, form.value, deed))
  if (outcome.kind === 'given') return tell(c, '/desk/mandates', 'given')
  return showNew(c, refused(c, form.text, { [fields[outcome.kind]]: outcome.kind }))
})

mandatesRoutes.get('/mandates/:id/end', administrator, (c) => showEnd(c))

mandatesRoutes.post('/mandates/:id/end', administrator, async (c) => {
  const id = idHere(c)
  const form = await readForm(c, endingSchema)
  if (form.kind === 'invalid') return showEnd(c, { text: form.text, errors: endingErrors(c, form.errors) })
  if (!id) return tell(c, '/desk/mandates', 'not-found')
  const deed = await deedHere(c)
  const { db } = c.var.services
  const outcome = await db.transaction().execute((tx) => endMandate(tx, { id, ...form.value }, deed))
  if (outcome.kind === 'ended' || outcome.kind === 'not-found') return tell(c, '/desk/mandates', outcome.kind)
  return showEnd(c, { text: form.text, errors: endingErrors(c, { lastDay: outcome.kind }) })
})

/** Beside which field an outcome is told. */
const fields = {
  'in-the-past': 'fromOn',
  'not-staff': 'holder',
  'unit-closed': 'unitId',
  'subject-replaced': 'subjectId',
} as const

async function showNew(c: WebContext, form: FormView): Promise<Response> {
  const { db } = c.var.services
  const [staff, units, subjects] = await Promise.all([
    listStaff(db, todayHere(c)),
    listAllUnits(db),
    listSubjects(db),
  ])
  return newMandatePage(c, { form, staff, units, subjects })
}

async function showEnd(c: WebContext, form: FormView = emptyForm): Promise<Response> {
  const id = idHere(c)
  const mandate = id === undefined ? undefined : await findGivenMandate(c.var.services.db, id)
  const isOver = mandate?.endedAt !== null || (mandate.toOn !== null && mandate.toOn < todayHere(c))
  if (!mandate || isOver) return tell(c, '/desk/mandates', 'not-found')
  return endMandatePage(c, { mandate, form })
}

function refused(c: WebContext, text: FormText, errors: FormErrors): FormView {
  const t = say(c, mandatesMessages)
  const who = say(c, whoMessages)
  const missing: FormErrors = {
    act: t('actMissing'),
    holder: t('holderMissing'),
    unitId: t('unit-closed'),
    subjectId: t('subject-replaced'),
    approval: t('approvalMissing'),
    fromOn: t('fromOnMissing'),
    decision: t('decisionMissing'),
  }
  const sentences: FormErrors = {
    'too-long': who('tooLong', { n: 300 }),
    'not-a-date': who('notADate'),
    'only-for-sending': t('only-for-sending'),
    'before-start': t('before-start'),
    'in-the-past': t('in-the-past'),
    'not-staff': t('not-staff'),
    'unit-closed': t('unit-closed'),
    'subject-replaced': t('subject-replaced'),
  }
  const told = Object.entries(errors).map(([field, word]) => [
    field,
    word === 'missing' ? (missing[field] ?? word) : (sentences[word] ?? word),
  ])
  return { text, errors: Object.fromEntries(told) }
}
