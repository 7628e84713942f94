import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Web } from './web.ts'

const MEGABYTE = 1024 * 1024
const LARGEST_FORM = 256 * 1024
/** Forms that carry files, and the size of the largest of each. */
const withFiles = [
  { path: /^\/\w+\/desk\/organisation\/logo$/, largest: 2 * MEGABYTE },
  {
    path: /^\/\w+\/(tell-us|desk\/take-down|desk\/tasks\/[^/]+\/finish|asked\/[^/]+|my-input\/([^/]+|mail\/[^/]+)\/reply)$/,
    largest: 24 * MEGABYTE,
  },
]

/** Large forms are held in memory until they are read: so many at once, and from one address. */
const MOST_LARGE = 12
const MOST_LARGE_BY_ADDRESS = 3

/**
 * Refuses what is larger than any form of ours, and what would be one large form too many at this moment. What says its own size is
 * believed, since no more than that is read; the rest is counted while it comes in.
 */
export function limitFormSize(): MiddlewareHandler<Web> {
  const inFlight: string[] = []
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
    const said = c.req.header('content-length')
    if (said === undefined || c.req.header('transfer-encoding') !== undefined) return countForm(c, next)
    if (Number(said) <= LARGEST_FORM) return next()
    const { largest = LARGEST_FORM } = withFiles.find(({ path }) => path.test(c.req.path)) ?? {}
    if (!(Number(said) <= largest)) return refuse()
    const { address } = c.var
    const fromHere = inFlight.filter((one) => one === address).length
    if (inFlight.length >= MOST_LARGE || fromHere >= MOST_LARGE_BY_ADDRESS) throw new HTTPException(503)
    inFlight.push(address)
    try {
      return await next()
    } finally {
      inFlight.splice(inFlight.indexOf(address), 1)
    }
  }
}

const countForm = bodyLimit({ maxSize: LARGEST_FORM, onError: refuse })

function refuse(): never {
  throw new HTTPException(413)
}
