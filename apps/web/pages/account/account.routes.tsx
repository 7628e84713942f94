import { Hono } from 'hono'
import { z } from 'zod'
import { limitedPage } from '../../frame/errors.tsx'
import { readForm, textOf } from '../../frame/form.ts'
import { limitByAddress, limits } from '../../frame/guard.ts'
import { pathHere, type Web, type WebContext } from '../../frame/web.ts'
import { expiredPage, notStaffPage, openLinkPage, sentPage, signInPage } from './sign-in.page.tsx'

/** Signing in by a mailed link, and signing out. */
export const accountRoutes = new Hono<Web>()

const signInSchema = z.object({ email: z.string().trim().max(254).pipe(z.email()) })
const tokenSchema = z.object({ token: z.string().min(1).max(200) })

accountRoutes.get('/sign-in', async (c) => {
  if (await c.var.staff()) return c.redirect(pathHere(c, '/desk'), 303)
  const account = await c.var.services.signIn.findAccount(c.req.raw.headers)
  return account ? notStaffPage(c, account.email) : signInPage(c, { email: '' })
})

accountRoutes.post('/sign-in', limitByAddress(limits.signInByAddress), async (c) => {
  const form = await readForm(c, signInSchema)
  if (form.kind === 'invalid') return signInPage(c, { email: textOf(form.text, 'email'), invalid: true })
  const { email } = form.value
  const outcome = await c.var.services.limits.count(limits.signInByHandle, email.toLowerCase())
  if (outcome.kind === 'limited') return limitedPage(c, outcome.retryAfterSeconds)
  await c.var.services.signIn.askForLink(email, c.var.locale)
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

function setCookies(c: WebContext, cookies: string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}
