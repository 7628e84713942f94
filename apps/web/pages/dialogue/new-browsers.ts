import { createHmac, randomBytes } from 'node:crypto'
import { type BrowserSecret, drawBrowserSecret } from '#domains/entrance'
import { cached } from '#platform/cache'

/** The secret of a browser that sent its first form, the same for whoever shows the same signs again at once. */
export type NewBrowsers = (signs: string[]) => Promise<BrowserSecret>

declare module 'hono' {
  interface ContextVariableMap {
    newBrowsers: NewBrowsers
  }
}

const JOINED_MS = 3000
/** More first forms without a script come to no process in three seconds; a little memory, whatever is sent. */
const MOST_KEPT = 10_000

/**
 * Remembers for three seconds who came without a cookie and without a one-time key: a digest with a key that is drawn
 * here, and no words. In the memory of the process, because a table would tie an address to somebody who votes.
 */
export function createNewBrowsers(now?: () => number): NewBrowsers {
  const key = randomBytes(32)
  const options = { keepMs: JOINED_MS, size: MOST_KEPT, ...(now ? { now } : {}) }
  const secrets = cached(async () => drawBrowserSecret(), options)
  return (signs) => secrets(createHmac('sha256', key).update(JSON.stringify(signs)).digest('base64url'))
}
