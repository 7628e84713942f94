import type { Db } from '#db'
import { createShelf } from '#platform/cache'
import type { WebContext } from './web.ts'

/** What a read is asked with: data alone, so that its text names what is read. */
type Asked =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Asked[]
  | { readonly [name: string]: Asked }

/** Of each read as many answers are kept as there are pages that many people look at in the same second. */
const MOST_KEPT = 500

/**
 * A read of what is the same for everybody: once in a moment, for all who ask with the same words. Whoever is signed in
 * reads anew, and so does whoever sends a form; what a form changed, everybody reads anew after it. What it gives is
 * shared: change nothing in it. Never for what only one person may see, nor for what decides whether something is let through.
 * @param alsoSignedIn  also for whoever is signed in: a count that reads all of something, which costs more than the rest of a page
 */
export function sharedRead<const Words extends readonly Asked[], Value>(
  read: (db: Db, ...words: Words) => Promise<Value>,
  { alsoSignedIn = false } = {},
): (c: WebContext, ...words: Words) => Promise<Value> {
  const shelf = createShelf<Value>(MOST_KEPT)
  return (c, ...words) => {
    const { db, moments } = c.get('services')
    if (alsoSignedIn ? isSending(c) : readsAnew(c)) return read(db, ...words)
    return shelf(moments.current(), JSON.stringify(words), () => read(db, ...words))
  }
}

/** Whether somebody asks who must see what is true now. */
export function readsAnew(c: WebContext): boolean {
  return isSending(c) || hasSession(c)
}

function isSending(c: WebContext): boolean {
  return c.req.method !== 'GET' && c.req.method !== 'HEAD'
}

/** Over HTTPS a browser keeps it under a name that begins with `__Host-`. */
export function hasSession(c: WebContext): boolean {
  return c.req.header('cookie')?.includes('wk.session_token=') ?? false
}
