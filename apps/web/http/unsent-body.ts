import type { MiddlewareHandler } from 'hono'
import type { Web } from './web.ts'

/**
 * Of an answer to HEAD only the head is sent. A body that nobody will read is let go here: a stream would stay open, and
 * count as a connection, for as long as the process lives.
 */
export const letGoOfUnsentBody: MiddlewareHandler<Web> = async (c, next) => {
  await next()
  if (c.req.method === 'HEAD') await c.res.body?.cancel()
}
