import type { MiddlewareHandler } from 'hono'
import type { Web } from '#web/http'

/** Under which files of figures may be used. */
export const LICENCE = 'https://creativecommons.org/licenses/by/4.0/'

/** What a shared page does not keep: the licence, and the name under which a browser saves the file. */
export const asFile: MiddlewareHandler<Web> = async (c, next) => {
  await next()
  if (c.res.status !== 200) return
  c.header('Link', `<${LICENCE}>; rel="license"`)
  if (c.req.path.endsWith('.csv'))
    c.header('Content-Disposition', `attachment; filename="${nameOf(c.req.path)}"`)
}

/** What a file is called among others that were saved: of which dialogue it is, of which report, and what is in it. */
function nameOf(path: string): string {
  return path.split('/').slice(3).join('-')
}
