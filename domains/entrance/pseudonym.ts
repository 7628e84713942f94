import { createHmac, randomBytes } from 'node:crypto'

/** What a browser keeps to be known again: 32 random bytes as base64url. It leaves the browser in a cookie only. */
export type BrowserSecret = string

/** The key of a dialogue: once destroyed, no secret leads to a participant any more. */
export function drawDialogueKey(): Buffer {
  return randomBytes(32)
}

export function drawBrowserSecret(): BrowserSecret {
  return randomBytes(32).toString('base64url')
}

/** Whether a cookie's text can be a secret that we gave. */
export function isBrowserSecret(text: string | undefined): text is BrowserSecret {
  return text !== undefined && /^[\w-]{43}$/.test(text)
}

/** Who a browser is in one dialogue: the pseudonyms of one browser in two dialogues have nothing in common. */
export function pseudonymOf(key: Buffer, secret: BrowserSecret): Buffer {
  return createHmac('sha256', key).update(`participant:${secret}`).digest()
}
