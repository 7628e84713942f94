import { Hono } from 'hono'
import { z } from 'zod'
import { handOverConversations, handOverTasks, listHeldConversations, listHeldTasks } from '#domains/answer'
import { listDossiersOfMaker } from '#domains/dossier'
import {
  addStaffMember,
  addUnit,
  countUnsentTexts,
  endSessions,
  endStaffMember,
  findStaffMember,
  listStaff,
  roles,
} from '#domains/people'
import { addressSchema } from '#platform/address'
import { pathHere, readForm, readFormText, textOf, todayHere, type Web, type WebContext } from '#web/http'
import { getStaff, staffMay } from '#web/shell'
import { endStaffPage } from './end-staff.page.tsx'
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
    staff: await listStaff(c.var.services.db, todayHere(c)),
    text: {},
    errors: {},
    ...(word ? { told: word } : {}),
  })
})

staffRoutes.post('/staff', administrator, async (c) => {
  const { db, clock } = c.var.services
  const form = await readForm(c, personSchema)
  if (form.kind === 'invalid')
    return staffPage(c, { staff: await listStaff(db, todayHere(c)), text: form.text, errors: form.errors })
  const { unit, ...person } = form.value
  const { accountId: by } = await getStaff(c)
  const deed = { by, now: clock.now(), today: todayHere(c) }
  const outcome = await db.transaction().execute(async (tx) => {
    return addStaffMember(tx, { ...person, unitId: await addUnit(tx, unit, deed.now) }, deed)
  })
  return tell(c, outcome.kind)
})

/** Before somebody's access ends, it is said what is in their hands. */
staffRoutes.get('/staff/:id/end', administrator, async (c) => {
  const { db } = c.var.services
  const id = z.uuid().safeParse(c.req.param('id'))
  const leaver = id.success ? await findStaffMember(db, id.data, todayHere(c)) : undefined
  if (!leaver) return tell(c, 'not-found')
  const reader = { accountId: (await getStaff(c)).accountId, today: todayHere(c) }
  const [conversations, tasks, dossiers, unsent, staff] = await Promise.all([
    listHeldConversations(db, leaver.accountId, reader),
    listHeldTasks(db, { accountId: leaver.accountId }, reader),
    listDossiersOfMaker(db, leaver.accountId),
    countUnsentTexts(db, leaver.accountId),
    listStaff(db, todayHere(c)),
  ])
  return endStaffPage(c, { leaver, conversations, tasks, dossiers, unsent, staff })
})

/** To whom everything goes that is in somebody's hands; to nobody in particular where it says nothing. */
const handOverSchema = z.union([z.literal('').transform(() => null), z.uuid()]).catch(null)

staffRoutes.post('/staff/:id/end', administrator, async (c) => {
  const id = z.uuid().safeParse(c.req.param('id'))
  if (!id.success) return tell(c, 'not-found')
  const chosen = handOverSchema.parse(textOf(await readFormText(c), 'to'))
  const { db, clock } = c.var.services
  const { accountId: by } = await getStaff(c)
  const deed = { by, now: clock.now(), today: todayHere(c) }
  const outcome = await db.transaction().execute(async (tx) => {
    const leaver = await findStaffMember(tx, id.data, deed.today)
    const ended = await endStaffMember(tx, id.data, deed)
    if (ended.kind !== 'ended') return ended
    const successor = chosen === null ? undefined : await findStaffMember(tx, chosen, deed.today)
    const to = successor?.accountId ?? null
    await handOverConversations(tx, { from: id.data, to, ...deed })
    if (leaver) await handOverTasks(tx, { from: id.data, to, unitId: leaver.unitId, ...deed })
    return ended
  })
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
