import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { HTTPException } from 'hono/http-exception'
import type { Web } from './web.ts'

const LARGEST_FORM = 256 * 1024
/** Forms that carry a file, which are read only of who is signed in, and the size of the largest. */
const WITH_FILE = /^\/\w+\/desk\/organisation\/logo$/
const LARGEST_WITH_FILE = 2 * 1024 * 1024

/**
 * Refuses what is larger than any form of ours. What says its own size is believed, since no more than that is read;
 * the rest is counted while it comes in.
 */
export const limitFormSize: MiddlewareHandler<Web> = (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const said = c.req.header('content-length')
  if (said === undefined || c.req.header('transfer-encoding') !== undefined) return countForm(c, next)
  const largest = WITH_FILE.test(c.req.path) ? LARGEST_WITH_FILE : LARGEST_FORM
  return Number(said) > largest ? refuse() : next()
}

const countForm = bodyLimit({ maxSize: LARGEST_FORM, onError: refuse })

function refuse(): never {
  throw new HTTPException(413)
}
