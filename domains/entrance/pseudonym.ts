import { createHmac, randomBytes } from 'node:crypto'

/** What a browser keeps so that it can be recognised: 32 random bytes as base64url. It leaves the browser in a cookie only. */
export type BrowserSecret = string

export function drawBrowserSecret(): BrowserSecret {
  return randomBytes(32).toString('base64url')
}

/**
 * The secret of a browser that has none yet, made from the one-time key of its first form: the same for the same key, in
 * whatever process.
 * @param secret  the installation's
 */
export function browserSecretOf(onceKey: string, secret: string): BrowserSecret {
  return createHmac('sha256', secret).update(`browser:${onceKey}`).digest('base64url')
}

/** Whether a cookie's text could be a secret that we gave out. */
export function isBrowserSecret(text: string | undefined): text is BrowserSecret {
  return text !== undefined && /^[\w-]{43}$/.test(text)
}

/**
 * Who a browser is behind one entrance: the pseudonyms of one browser behind two entrances have nothing in common.
 * @param key  the entrance's; once destroyed, no secret leads to a participant any more
 */
export function pseudonymOf(key: Buffer, secret: BrowserSecret): Buffer {
  return createHmac('sha256', key).update(`participant:${secret}`).digest()
}
