import type { MiddlewareHandler, Next } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import { closeForm } from './form.ts'
import { boundsOf, LARGEST_TEXT } from './form-bounds.ts'
import type { Web, WebContext } from './web.ts'

/** So many large forms come in at once, and from one address: each may hold a film on disk. */
const MOST_LARGE = 24
const MOST_LARGE_BY_ADDRESS = 3

/**
 * Refuses what is larger than any form of ours, and what would be one large form too many at this moment; lets go of the files of
 * the others in the end. What says its own size is believed, since no more than that is read; the rest is counted while it comes in.
 */
export function limitFormSize(): MiddlewareHandler<Web> {
  const inFlight: string[] = []
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const said = c.req.header('content-length')
    if (said === undefined || c.req.header('transfer-encoding') !== undefined) return countForm(c, next)
    if (!(Number(said) <= boundsOf(c.req.path).most)) return refuse()
    if (Number(said) <= LARGEST_TEXT) return untilClosed(c, next)
    const { address } = c.var
    const fromHere = inFlight.filter((one) => one === address).length
    if (inFlight.length >= MOST_LARGE || fromHere >= MOST_LARGE_BY_ADDRESS) throw new HTTPException(503)
    inFlight.push(address)
    try {
      return await untilClosed(c, next)
    } finally {
      inFlight.splice(inFlight.indexOf(address), 1)
    }
  }
}

async function untilClosed(c: WebContext, next: Next): Promise<void> {
  try {
    await next()
  } finally {
    await closeForm(c)
  }
}

const countForm = (c: WebContext, next: Next) => counted(c, () => untilClosed(c, next))
const counted = bodyLimit({ maxSize: LARGEST_TEXT, onError: refuse })

function refuse(): never {
  throw new HTTPException(413)
}
