import type { MiddlewareHandler } from 'hono'
import type { Web } from './web.ts'

/**
 * What is kept between us and a visitor must never be shown to another: each page may depend on the cookies that it was
 * asked for with, and is kept, if at all, by one browser that asks again first. A page that says more keeps its word.
 */
export const keepPagesPrivate: MiddlewareHandler<Web> = async (c, next) => {
  await next()
  const { headers } = c.res
  if (!headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache')
  if (!/\bcookie\b/i.test(headers.get('Vary') ?? '')) c.header('Vary', 'Cookie', { append: true })
}
