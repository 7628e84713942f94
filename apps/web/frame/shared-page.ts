import { gzipSync } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'
import { type Cached, cached } from '#platform/cache'
import { schemeOf } from './scheme.ts'
import type { Web } from './web.ts'

type Rendered =
  | { status: 200; type: string; plain: Uint8Array<ArrayBuffer>; gzip: () => Uint8Array<ArrayBuffer> }
  | { status: 0 }

/** Pages that are the same for every visitor, kept for a moment and forgotten when this process changes anything. */
export type SharedPages = {
  read: (key: string, render: () => Promise<Response>) => Promise<Rendered>
  forget: () => void
}

const KEPT_MS = 2000
const MOST_KEPT = 500

export function createSharedPages(): SharedPages {
  const rendering = new Map<string, () => Promise<Response>>()
  let pages: Cached<Rendered>
  const forget = () => {
    pages = cached(async (key) => keep(await rendering.get(key)?.()), { keepMs: KEPT_MS, size: MOST_KEPT })
  }
  forget()
  return {
    forget,
    read: async (key, render) => {
      rendering.set(key, render)
      try {
        return await pages(key)
      } finally {
        rendering.delete(key)
      }
    },
  }
}

async function keep(response: Response | undefined): Promise<Rendered> {
  if (response?.status !== 200) return { status: 0 }
  const plain = new Uint8Array(await response.clone().arrayBuffer())
  const type = response.headers.get('content-type') ?? 'text/html; charset=UTF-8'
  let zipped: Uint8Array<ArrayBuffer> | undefined
  const gzip = () => {
    zipped ??= new Uint8Array(gzipSync(plain))
    return zipped
  }
  return { status: 200, type, plain, gzip }
}

/**
 * Serves a page that is the same for everybody from memory. Who is signed in always gets it fresh; so does whoever
 * sent a form to this process since. Another process shows a change two seconds late at most.
 */
export const sharedPage: MiddlewareHandler<Web> = async (c, next) => {
  if (c.req.method !== 'GET' || /wk\.session_token/.test(c.req.header('cookie') ?? '')) return next()
  const page = await c.var.sharedPages.read(`${schemeOf(c) ?? ''} ${c.req.url}`, async () => {
    await next()
    return c.res
  })
  if (page.status !== 200) return c.finalized ? undefined : next()
  const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
  c.res = c.body(zipped ? page.gzip() : page.plain, 200, {
    'Content-Type': page.type,
    Vary: 'Accept-Encoding, Cookie',
    'Cache-Control': 'private, no-cache',
    ...(zipped ? { 'Content-Encoding': 'gzip' } : {}),
  })
}

/** Whatever a form changed, the pages of this process show at once. */
export const forgetSharedPages: MiddlewareHandler<Web> = async (c, next) => {
  await next()
  if (c.req.method === 'POST' && c.res.status < 400) c.var.sharedPages.forget()
}
