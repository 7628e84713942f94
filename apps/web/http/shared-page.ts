import type { MiddlewareHandler } from 'hono'
import { createShelf } from '#platform/cache'
import type { KeptPage } from './last-pages.ts'
import { isOfMany } from './of-many.ts'
import { textOfPage, zip } from './page-text.ts'
import { takesZipped } from './send-page.ts'
import { hasSession, readsAnew } from './shared-read.ts'
import type { Web, WebContext } from './web.ts'

type Rendered = (KeptPage & { status: 200; gzip: () => Uint8Array<ArrayBuffer> }) | { status: 0 }

const MOST_KEPT = 500
const pages = createShelf<Rendered>(MOST_KEPT)

/**
 * Serves a page that is the same for everybody from memory, as `sharedRead` does with what it is made of. Another process
 * shows a change one moment late at most: a page is forgotten together with all that it was made of.
 */
export const sharedPage: MiddlewareHandler<Web> = async (c, next) => {
  if (c.req.method !== 'GET' || readsAnew(c)) return next()
  const { moments, lastPages } = c.var.services
  const page = await pages(moments.current(), c.req.url, async () => {
    const keepLast = lastPages.begin()
    await next()
    const made = await keep(c.res)
    if (made.status === 200) keepLast(c.req.url, made)
    return made
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

/** The same for everybody, but for those who find something of their own on it: for each of them it is made anew. */
export function sharedUnless(isOwn: (c: WebContext) => boolean): MiddlewareHandler<Web> {
  return (c, next) => {
    if (!isOwn(c)) return sharedPage(c, next)
    c.header('Cache-Control', 'no-store')
    return next()
  }
}

async function keep(response: Response): Promise<Rendered> {
  // A last copy that was sent in place of this page is none of its own.
  if (response.status !== 200 || response.headers.has('age')) return { status: 0 }
  const plain = textOfPage(response) ?? new Uint8Array(await response.clone().arrayBuffer())
  const type = response.headers.get('content-type') ?? 'text/html; charset=UTF-8'
  let zipped: Uint8Array<ArrayBuffer> | undefined
  const gzip = () => {
    zipped ??= zip(plain)
    return zipped
  }
  return { status: 200, type, plain, gzip }
}

/** The page as it was last, where one is kept that is the same for everybody; its age is in a header. */
export function lastCopy(c: WebContext): Response | undefined {
  if (c.req.method !== 'GET' || hasSession(c)) return undefined
  const last = c.var.services.lastPages.find(c.req.url)
  if (!last) return undefined
  const { page, ageMs } = last
  return c.body(page.plain, 200, {
    'Content-Type': page.type,
    Vary: 'Accept-Encoding, Cookie',
    'Cache-Control': 'private, no-cache',
    Age: String(Math.round(ageMs / 1000)),
  })
}

/** What staff do can take a text from all pages, and so can whoever takes back what they said. */
const TAKES_AWAY = /^\/\w+\/desk\/|\/(withdraw|my-votes|take-back)$/

/**
 * Whatever a form changed, this process reads and shows at once. Of what a whole town may send in the same minute none does, and if
 * each of it were followed by reading everything again, nothing would be kept when it is needed most.
 */
export const forgetWhatIsKept: MiddlewareHandler<Web> = async (c, next) => {
  await next()
  if (c.req.method !== 'POST' || c.res.status >= 400 || isOfMany(c.req.path)) return
  const { moments, lastPages } = c.var.services
  moments.end()
  if (TAKES_AWAY.test(c.req.path)) lastPages.forget()
}
