import { Hono } from 'hono'
import { endLabel, labelConversation, labelSchema, listLabels, makeLabel } from '#domains/answer'
import { pathHere, readForm, textOf, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { choose } from '../conversation/deed.ts'
import { idSchema } from '../conversation/read-desk.ts'
import { type LabelProblem, labelsPage } from './labels.page.tsx'

/** Labels: administrators make them, whoever answers puts them on conversations. */
export const labelsRoutes = new Hono<Web>()

const administrator = staffMay('administer')
const answerer = staffMay('answer')

labelsRoutes.get('/labels', administrator, (c) => showLabels(c))

labelsRoutes.post('/labels', administrator, async (c) => {
  const form = await readForm(c, labelSchema)
  const name = textOf(form.text, 'name')
  if (form.kind === 'invalid')
    return showLabels(c, { name, problem: form.errors.name === 'too-long' ? 'too-long' : 'missing' })
  const { db, clock } = c.var.services
  const { accountId: by } = await getStaff(c)
  const outcome = await db
    .transaction()
    .execute((tx) => makeLabel(tx, form.value.name, { by, now: clock.now() }))
  if (outcome.kind !== 'made') return showLabels(c, { name, problem: outcome.kind })
  return c.redirect(pathHere(c, '/desk/labels?done=made'), 303)
})

labelsRoutes.post('/labels/:id/end', administrator, async (c) => {
  const id = idSchema.safeParse(c.req.param('id'))
  if (!id.success) return notFoundPage(c)
  const { db, clock } = c.var.services
  const outcome = await db.transaction().execute((tx) => endLabel(tx, id.data, clock.now()))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return c.redirect(pathHere(c, '/desk/labels?done=endedNow'), 303)
})

labelsRoutes.post('/inbox/:id/label', answerer, (c) => label(c, 'label', true))

labelsRoutes.post('/inbox/:id/unlabel', answerer, (c) => label(c, 'labelOff', false))

function label(c: WebContext, field: string, isOn: boolean): Promise<Response> {
  return choose(
    c,
    field,
    () => (isOn ? 'labelled' : 'unlabelled'),
    async (tx, turn, labelId) =>
      labelId === null ? { kind: 'not-a-label' } : labelConversation(tx, turn, { labelId, isOn }),
  )
}

async function showLabels(c: WebContext, wrong?: { name: string; problem: LabelProblem }): Promise<Response> {
  const [labels, staff] = await Promise.all([listLabels(c.var.services.db), getStaff(c)])
  const done = (['made', 'endedNow'] as const).find((word) => word === c.req.query('done'))
  return labelsPage(c, { labels, staff, done, ...(wrong ? { wrong } : {}) })
}
