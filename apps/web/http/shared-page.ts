import type { MiddlewareHandler } from 'hono'
import { createShelf } from '#platform/cache'
import { isOfMany } from './of-many.ts'
import { textOfPage, zip } from './page-text.ts'
import { takesZipped } from './send-page.ts'
import { readsAnew } from './shared-read.ts'
import type { Web } from './web.ts'

type Rendered =
  | {
      status: 200
      type: string
      plain: string | Uint8Array<ArrayBuffer>
      gzip: () => Uint8Array<ArrayBuffer>
    }
  | { status: 0 }

const MOST_KEPT = 500
const pages = createShelf<Rendered>(MOST_KEPT)

/**
 * Serves a page that is the same for everybody from memory, as `sharedRead` does with what it is made of. Another process
 * shows a change one moment late at most: a page is forgotten together with all that it was made of.
 */
export const sharedPage: MiddlewareHandler<Web> = async (c, next) => {
  if (c.req.method !== 'GET' || readsAnew(c)) return next()
  const page = await pages(c.var.services.moments.current(), c.req.url, async () => {
    await next()
    return keep(c.res)
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

async function keep(response: Response): Promise<Rendered> {
  if (response.status !== 200) return { status: 0 }
  const plain = textOfPage(response) ?? new Uint8Array(await response.clone().arrayBuffer())
  const type = response.headers.get('content-type') ?? 'text/html; charset=UTF-8'
  let zipped: Uint8Array<ArrayBuffer> | undefined
  const gzip = () => {
    zipped ??= zip(plain)
    return zipped
  }
  return { status: 200, type, plain, gzip }
}

/**
 * Whatever a form changed, this process reads and shows at once. Of what a whole town may send in the same minute none does, and if
 * each of it were followed by reading everything again, nothing would be kept when it is needed most.
 */
export const forgetWhatIsKept: MiddlewareHandler<Web> = async (c, next) => {
  await next()
  if (c.req.method === 'POST' && c.res.status < 400 && !isOfMany(c.req.path)) c.var.services.moments.end()
}
