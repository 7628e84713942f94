import type { MiddlewareHandler } from 'hono'
import { forgetUnsentTexts } from '#domains/people'
import type { Web, WebContext } from '#web/http'
import { getStaff } from './guard.ts'
import { findHeld, isFormHeld, letHeldGo } from './held.ts'

/** The address of a form without its language: its name wherever typed text is kept. */
function placeHere(c: WebContext): string {
  const { pathname, search } = new URL(c.req.url)
  return pathname.replace(/^\/(nl|en)(?=\/)/, '') + search
}

/** What was typed in a form of the desk is kept until the form has been taken, which a redirect says. */
export const forgetSentText: MiddlewareHandler<Web> = async (c, next) => {
  await next()
  if (c.req.method !== 'POST' || c.res.status !== 303) return
  const { accountId } = await getStaff(c)
  const { db } = c.var.services
  await db.transaction().execute((tx) => forgetUnsentTexts(tx, { accountId, place: placeHere(c) }))
  if (!isFormHeld(c)) return
  const held = await findHeld(c)
  if (held?.action.split('?')[0] === c.req.path) await letHeldGo(c)
}
