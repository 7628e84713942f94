import { Hono } from 'hono'
import { z } from 'zod'
import { addressSchema, askForSignInLink, endSessions, listSessions } from '#domains/people'
import { limitedPage } from '../../frame/errors.tsx'
import { readForm, textOf } from '../../frame/form.ts'
import { countAll, limitByAddress, limits, staffOnly } from '../../frame/guard.ts'
import { pathHere, type Web, type WebContext } from '../../frame/web.ts'
import { sessionsPage } from './sessions.page.tsx'
import { expiredPage, openLinkPage, sentPage, signInPage } from './sign-in.page.tsx'

/** Signing in by a mailed link, and signing out. */
export const accountRoutes = new Hono<Web>()

const signInSchema = z.object({ email: addressSchema })
const tokenSchema = z.object({ token: z.string().min(1).max(200) })

accountRoutes.get('/sign-in', async (c) => {
  if (await c.var.staff()) return c.redirect(pathHere(c, '/desk'), 303)
  return signInPage(c, { email: '' })
})

accountRoutes.post('/sign-in', limitByAddress(limits.signInByAddress), async (c) => {
  const form = await readForm(c, signInSchema)
  if (form.kind === 'invalid') return signInPage(c, { email: textOf(form.text, 'email'), invalid: true })
  const { mailbox, handle } = form.value.email
  const counted = await countAll(c, [
    [limits.signInByBoth, `${c.var.address} ${handle}`],
    [limits.signInByHandle, handle],
  ])
  if (counted.kind === 'limited') return limitedPage(c, counted.retryAfterSeconds)
  await c.var.services.db.transaction().execute((tx) => askForSignInLink(tx, mailbox, c.var.locale))
  return c.redirect(pathHere(c, '/sign-in/sent'), 303)
})

accountRoutes.get('/sign-in/sent', (c) => sentPage(c))

accountRoutes.get('/sign-in/open', (c) => {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  return openLinkPage(c, c.req.query('token') ?? '')
})

accountRoutes.post('/sign-in/open', async (c) => {
  const form = await readForm(c, tokenSchema)
  if (form.kind === 'invalid') return expiredPage(c)
  const outcome = await c.var.services.signIn.openLink(form.value.token, c.req.raw.headers)
  if (outcome.kind === 'link-used-or-expired') return expiredPage(c)
  setCookies(c, outcome.cookies)
  return c.redirect(pathHere(c, '/desk'), 303)
})

accountRoutes.post('/sign-out', async (c) => {
  setCookies(c, await c.var.services.signIn.signOut(c.req.raw.headers))
  return c.redirect(pathHere(c, '/'), 303)
})

accountRoutes.get('/desk/sessions', staffOnly(), async (c) => {
  const { sessionId, staff } = await getSignedIn(c)
  return sessionsPage(c, {
    sessions: await listSessions(c.var.services.db, staff.accountId),
    sessionId,
    staff,
  })
})

accountRoutes.post('/desk/sessions/end', staffOnly(), async (c) => {
  const { staff } = await getSignedIn(c)
  const { db, signIn } = c.var.services
  await db.transaction().execute((tx) => endSessions(tx, staff.accountId))
  setCookies(c, await signIn.signOut(c.req.raw.headers))
  return c.redirect(pathHere(c, '/sign-in'), 303)
})

async function getSignedIn(c: WebContext) {
  const signedIn = await c.var.signedIn()
  if (!signedIn) throw new Error('This route lacks staffOnly().')
  return signedIn
}

function setCookies(c: WebContext, cookies: string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}
