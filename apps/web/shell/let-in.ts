import type { MiddlewareHandler } from 'hono'
import { askedBy, isWriting, lastCopy, type Services, type Web } from '#web/http'
import { refusedPage } from './refused.tsx'

/**
 * Lets in what can be done, in the order of the gate; whoever is refused sees the page as it was last, or is told to come
 * back. What writes gets the connections that are kept for it.
 */
export function letIn(services: Services): MiddlewareHandler<Web> {
  const forWriting: Services = { ...services, db: services.writes }
  return async (c, next) => {
    const asked = askedBy(c.req)
    const leave = services.gate.letIn(asked)
    if (!leave) return lastCopy(c) ?? refusedPage(c, 'busy')
    if (isWriting(asked)) c.set('services', forWriting)
    try {
      await next()
    } finally {
      leave()
    }
  }
}
