import type { MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { rememberText, textOfPage, zip } from './page-text.ts'
import type { Web, WebContext } from './web.ts'

/** Answers with a page. */
export async function sendPage(
  c: WebContext,
  page: { toString: () => string | Promise<string> },
  status: ContentfulStatusCode,
): Promise<Response> {
  // What waited for a part of itself comes as an object, which cannot be compressed.
  const text = String(await page.toString())
  const answer = await c.html(text, status)
  rememberText(answer, text)
  return answer
}

/** Whether a browser takes what is compressed. */
export function takesZipped(c: WebContext): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(c.req.header('accept-encoding') ?? '')
}

/** Above that a thread of its own pays, and everybody else's pages should not wait for one. */
const LARGEST_HERE = 256 * 1024

/** Compresses pages at once, in place of in a stream; what is no page, or long, is left as it is. */
export const zipPages: MiddlewareHandler<Web> = async (c, next) => {
  await next()
  const { res: answer } = c
  const text = textOfPage(answer)
  if (text === undefined || text.length > LARGEST_HERE || c.req.method === 'HEAD') return
  const { headers, status } = answer
  headers.append('Vary', 'Accept-Encoding')
  if (!takesZipped(c)) return
  headers.set('Content-Encoding', 'gzip')
  // An answer that comes in the place of another is put together from both, as a stream; one that comes alone is not.
  c.res = undefined
  c.res = new Response(zip(text), { status, headers })
}
