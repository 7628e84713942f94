import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { takesZipped } from './send-page.ts'
import type { Web, WebContext } from './web.ts'

/**
 * Serves a page that is the same for everybody from memory. Whoever is signed in always gets it fresh; so does
 * whoever sent a form to this process since. Another process shows a change two seconds late at most.
 */
export const sharedPage: MiddlewareHandler<Web> = async (c, next) => {
  if (c.req.method !== 'GET' || hasSession(c)) return next()
  const page = await c.var.services.sharedPages.read(c.req.url, async () => {
    await next()
    return c.res
  })
  if (page.status !== 200) return c.finalized ? undefined : next()
  const zipped = takesZipped(c)
  c.res = undefined
  c.res = c.body(zipped ? page.gzip() : page.plain, 200, {
    'Content-Type': page.type,
    Vary: 'Accept-Encoding, Cookie',
    'Cache-Control': 'private, no-cache',
    ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
  })
}

/** The page as it was last, where one is kept that is the same for everybody; its age is in a header. */
export function lastCopy(c: WebContext): Response | undefined {
  if (c.req.method !== 'GET' || hasSession(c)) return undefined
  const last = c.var.services.sharedPages.last(c.req.url)
  if (!last) return undefined
  const { page, ageMs } = last
  return c.body(page.plain, 200, {
    'Content-Type': page.type,
    Vary: 'Accept-Encoding, Cookie',
    'Cache-Control': 'private, no-cache',
    Age: String(Math.round(ageMs / 1000)),
  })
}

/** Over HTTPS a browser keeps it under a name that begins with `__Host-`. */
function hasSession(c: WebContext): boolean {
  return Object.keys(getCookie(c)).some((name) => name.endsWith('wk.session_token'))
}

/** What staff do can take a text from all pages, and so can whoever takes back what they said. */
const TAKES_AWAY = /^\/\w+\/desk\/|\/(withdraw|my-votes|take-back)$/

/** Whatever a form changed, the pages of this process show at once. */
export const forgetSharedPages: MiddlewareHandler<Web> = async (c, next) => {
  await next()
  if (c.req.method !== 'POST' || c.res.status >= 400) return
  c.var.services.sharedPages.forget({ all: TAKES_AWAY.test(c.req.path) })
}
