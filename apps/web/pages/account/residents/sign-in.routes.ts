import { Hono } from 'hono'
import { z } from 'zod'
import { askForSignInLink } from '#domains/people'
import { addressSchema } from '#platform/address'
import { countAll, limits, pathHere, readForm, textOf, todayHere, type Web } from '#web/http'
import { limitByAddress, limitedPage, wayAfterSignIn } from '#web/shell'
import { setCookies } from '../set-cookies.ts'
import { expiredPage, openLinkPage, sentPage, signInPage } from './sign-in.page.tsx'

/** Signing in by a mailed link, and signing out. */
export const signInRoutes = new Hono<Web>()

const signInSchema = z.object({ email: addressSchema })
const tokenSchema = z.object({ token: z.string().min(1).max(200) })

signInRoutes.get('/sign-in', async (c) => {
  if (await c.var.staff()) return c.redirect(pathHere(c, '/desk'), 303)
  return signInPage(c, { email: '' })
})

signInRoutes.post('/sign-in', limitByAddress(limits.signInByAddress), async (c) => {
  const form = await readForm(c, signInSchema)
  if (form.kind === 'invalid') return signInPage(c, { email: textOf(form.text, 'email'), invalid: true })
  const { mailbox, handle } = form.value.email
  const counted = await countAll(c, [
    [limits.signInByBoth, `${c.var.address} ${handle}`],
    [limits.signInByHandle, handle],
  ])
  if (counted.kind === 'limited') return limitedPage(c, counted.retryAfterSeconds)
  const asked = { language: c.var.locale, today: todayHere(c) }
  await c.var.services.db.transaction().execute((tx) => askForSignInLink(tx, mailbox, asked))
  return c.redirect(pathHere(c, '/sign-in/sent'), 303)
})

signInRoutes.get('/sign-in/sent', (c) => sentPage(c))

signInRoutes.get('/sign-in/open', (c) => {
  c.header('Cache-Control', 'no-store')
  c.header('Referrer-Policy', 'no-referrer')
  return openLinkPage(c, c.req.query('token') ?? '')
})

signInRoutes.post('/sign-in/open', async (c) => {
  const form = await readForm(c, tokenSchema)
  if (form.kind === 'invalid') return expiredPage(c)
  const outcome = await c.var.services.signIn.openLink(form.value.token, c.req.raw.headers)
  if (outcome.kind === 'link-used-or-expired') return expiredPage(c)
  setCookies(c, outcome.cookies)
  return c.redirect(wayAfterSignIn(c), 303)
})

signInRoutes.post('/sign-out', async (c) => {
  setCookies(c, await c.var.services.signIn.signOut(c.req.raw.headers))
  return c.redirect(pathHere(c, '/'), 303)
})
