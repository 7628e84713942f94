import { Hono } from 'hono'
import { decideOrder, listOrderSubjects, orderSchema } from '#domains/listen'
import { pathHere, readForm, type Web, type WebContext } from '#web/http'
import { getStaff, notFoundPage, staffMay } from '#web/shell'
import { say } from '#web/words'
import { orderMessages } from './public-order.messages.ts'
import { publicOrderPage } from './public-order.page.tsx'

/** Public order, which is not followed unless an administrator says so. */
export const publicOrderRoutes = new Hono<Web>()

const administrator = staffMay('administer')

publicOrderRoutes.get('/listen/public-order', administrator, async (c) => {
  const subjects = await listOrderSubjects(c.var.services.db)
  return publicOrderPage(c, {
    subjects,
    form: { text: {}, errors: {} },
    isDone: c.req.query('done') === 'saved',
  })
})

publicOrderRoutes.post('/listen/public-order', administrator, async (c) => {
  const { db, clock } = c.var.services
  const form = await readForm(c, orderSchema)
  if (form.kind === 'invalid') {
    const subjects = await listOrderSubjects(db)
    return publicOrderPage(c, { subjects, form: { text: form.text, errors: sayErrors(c, form.errors) } })
  }
  const who = { by: (await getStaff(c)).accountId, now: clock.now() }
  const outcome = await db.transaction().execute((tx) => decideOrder(tx, form.value, who))
  if (outcome.kind === 'not-found') return notFoundPage(c)
  return c.redirect(`${pathHere(c, '/desk/listen/public-order')}?done=saved`, 303)
})

function sayErrors(c: WebContext, errors: Record<string, string>): Record<string, string> {
  const t = say(c, orderMessages)
  const missing: Record<string, string> = {
    subjectId: t('missingSubject'),
    stance: t('missingStance'),
    reason: t('missingReason'),
  }
  return Object.fromEntries(
    Object.entries(errors).map(([field, word]) => [
      field,
      word === 'too-long' ? t('tooLong') : (missing[field] ?? word),
    ]),
  )
}
