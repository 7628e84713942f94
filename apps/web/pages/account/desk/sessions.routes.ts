import { Hono } from 'hono'
import { endSessions, listSessions } from '#domains/people'
import { pathHere, type Web, type WebContext } from '#web/http'
import { setCookies } from '../set-cookies.ts'
import { sessionsPage } from './sessions.page.tsx'

/** Where a member of staff is signed in. */
export const sessionRoutes = new Hono<Web>()

sessionRoutes.get('/sessions', async (c) => {
  const { sessionId, staff } = await getSignedIn(c)
  return sessionsPage(c, {
    sessions: await listSessions(c.var.services.db, staff.accountId),
    sessionId,
    staff,
  })
})

sessionRoutes.post('/sessions/end', async (c) => {
  const { staff } = await getSignedIn(c)
  const { db, signIn } = c.var.services
  await db.transaction().execute((tx) => endSessions(tx, staff.accountId))
  setCookies(c, await signIn.signOut(c.req.raw.headers))
  return c.redirect(pathHere(c, '/sign-in'), 303)
})

async function getSignedIn(c: WebContext) {
  const signedIn = await c.var.signedIn()
  if (!signedIn) throw new Error('This page is not behind the door of the desk.')
  return signedIn
}
