import { Hono } from 'hono'
import { holdsRole } from '#domains/people'
import { pathHere, type Web } from '#web/http'
import { getStaff, staffMay } from '#web/shell'
import { readOwnReply } from '../sending/read-sending.ts'
import { findStart } from '../views/views.routes.ts'
import { inboxPage } from './inbox.page.tsx'
import { readList } from './read-list.ts'

/** The inbox, where staff answer. */
export const inboxRoutes = new Hono<Web>()

const answerer = staffMay('answer')

/** The desk opens at the inbox; for who makes policy, at what is due and how people take part. */
inboxRoutes.get('/', async (c) => {
  const makesPolicy = holdsRole(await getStaff(c), 'policy_maker')
  return c.redirect(pathHere(c, makesPolicy ? '/desk/overview' : '/desk/inbox'), 303)
})

inboxRoutes.get('/inbox', answerer, async (c) => {
  const start = Object.keys(c.req.query()).length === 0 ? await findStart(c) : undefined
  if (start !== undefined) return c.redirect(start, 303)
  const isOutOfSight = c.req.query('done') === 'out-of-sight'
  const [list, staff, own] = await Promise.all([readList(c), getStaff(c), readOwnReply(c)])
  return inboxPage(c, { list, staff, own, isOutOfSight })
})
