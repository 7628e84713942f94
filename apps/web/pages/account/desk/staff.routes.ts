import { Hono } from 'hono'
import { z } from 'zod'
import { addStaffMember, addUnit, endSessions, endStaffMember, listStaff, roles } from '#domains/people'
import { addressSchema } from '#platform/address'
import { pathHere, readForm, type Web, type WebContext } from '#web/http'
import { staffMay } from '#web/shell'
import { staffPage, told } from './staff.page.tsx'

/** Who works here: administrators add people and end their access. */
export const staffRoutes = new Hono<Web>()

const administrator = staffMay('administer')

const personSchema = z.object({
  name: z.string().trim().min(1).max(100),
  email: addressSchema.transform(({ mailbox }) => mailbox),
  unit: z.string().trim().min(1).max(100),
  role: z.enum(roles),
})

staffRoutes.get('/staff', administrator, async (c) => {
  const word = told.find((one) => one === c.req.query('told'))
  return staffPage(c, {
    staff: await listStaff(c.var.services.db),
    text: {},
    errors: {},
    ...(word ? { told: word } : {}),
  })
})

staffRoutes.post('/staff', administrator, async (c) => {
  const { db, clock } = c.var.services
  const form = await readForm(c, personSchema)
  if (form.kind === 'invalid')
    return staffPage(c, { staff: await listStaff(db), text: form.text, errors: form.errors })
  const { unit, ...person } = form.value
  const now = clock.now()
  const outcome = await db.transaction().execute(async (tx) => {
    return addStaffMember(tx, { ...person, unitId: await addUnit(tx, unit, now) }, now)
  })
  return tell(c, outcome.kind)
})

staffRoutes.post('/staff/:id/end', administrator, async (c) => {
  const id = z.uuid().safeParse(c.req.param('id'))
  if (!id.success) return tell(c, 'not-found')
  const outcome = await c.var.services.db.transaction().execute((tx) => endStaffMember(tx, id.data))
  return tell(c, outcome.kind)
})

staffRoutes.post('/staff/:id/sign-out', administrator, async (c) => {
  const id = z.uuid().safeParse(c.req.param('id'))
  if (!id.success) return tell(c, 'not-found')
  await c.var.services.db.transaction().execute((tx) => endSessions(tx, id.data))
  return tell(c, 'signed-out')
})

function tell(c: WebContext, word: (typeof told)[number]): Response {
  return c.redirect(`${pathHere(c, '/desk/staff')}?told=${word}`, 303)
}
