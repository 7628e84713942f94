import { getCookie, setCookie } from 'hono/cookie'
import type { DialoguePage } from '#domains/deliberate'
import {
  type BrowserSecret,
  browserSecretOf,
  drawBrowserSecret,
  isBrowserSecret,
  pseudonymOf,
} from '#domains/entrance'
import { type FormText, onceKeyOf, senderOf, type WebContext, wordsOf } from '#web/http'

declare module 'hono' {
  interface ContextVariableMap {
    participant?: { secret: BrowserSecret | undefined }
    pseudonym?: { key: Buffer; secret: BrowserSecret; pseudonym: Buffer }
  }
}

const COOKIE = 'wk-participant'
const HALF_A_YEAR = 180 * 24 * 60 * 60

/** Who asks, in one dialogue: nobody yet, before the first vote. */
export function findPseudonym(c: WebContext, { key }: DialoguePage): Buffer | undefined {
  const secret = secretOf(c)
  return key && secret ? pseudonymHere(c, key, secret) : undefined
}

/** What limits count by, beside the address: the browser where it is known. */
export function participantHandle(c: WebContext): string | undefined {
  return secretOf(c)
}

/** The secret that came with the request; its cookies are read once. */
function secretOf(c: WebContext): BrowserSecret | undefined {
  const known = c.get('participant')
  if (known) return known.secret
  const sent = getCookie(c, COOKIE)
  const secret = isBrowserSecret(sent) ? sent : undefined
  c.set('participant', { secret })
  return secret
}

/** The pseudonym that was asked for last in a request is asked for again, by each part of the page. */
function pseudonymHere(c: WebContext, key: Buffer, secret: BrowserSecret): Buffer {
  const known = c.get('pseudonym')
  if (known?.secret === secret && known.key.equals(key)) return known.pseudonym
  const pseudonym = pseudonymOf(key, secret)
  c.set('pseudonym', { key, secret, pseudonym })
  return pseudonym
}

/**
 * Who votes or writes in a dialogue: whoever is new gets a secret that only this browser knows.
 * @param form  the first form of somebody, where the same one that comes again is of the same browser
 */
export async function getPseudonym(c: WebContext, key: Buffer, form?: FormText): Promise<Buffer> {
  const secret = secretOf(c) ?? (await secretOfNew(c, form))
  setCookie(c, COOKIE, secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: c.var.services.config.url.startsWith('https://'),
    maxAge: HALF_A_YEAR,
  })
  return pseudonymHere(c, key, secret)
}

/** By the form's one-time key, the same in every process; without one, by who sends the same words in the same moment. */
async function secretOfNew(c: WebContext, form: FormText | undefined): Promise<BrowserSecret> {
  if (!form) return drawBrowserSecret()
  const onceKey = onceKeyOf(form)
  if (onceKey) return browserSecretOf(onceKey, c.var.services.config.secret)
  const sender = senderOf(c)
  return sender ? c.var.newBrowsers([...sender, c.req.path, wordsOf(form)]) : drawBrowserSecret()
}
