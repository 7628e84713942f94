import type { WebContext } from '#web/http'

/** Sends on the cookies that signing in and out ask for. */
export function setCookies(c: WebContext, cookies: string[]): void {
  for (const cookie of cookies) c.header('Set-Cookie', cookie, { append: true })
}
