import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

/** A form as it was sent, and what tells that it is the same one when it comes again. */
export type SentForm = {
  /** Where it was sent to. */
  path: string
  /** All that was filled in, as one text. */
  words: string
  /** The one-time key that came along; it is stored nowhere. */
  key: string | undefined
  /** What is known of who sent it: by that it is known for some seconds where it has no key. */
  from: string[] | undefined
}

/** One sending of a form: how it is known when it comes again, what opens its receipt, and how long it can come again. */
export type Sending = { seal: Buffer; opens: Buffer; mayComeAgainMs: number }

const DAY_MS = 24 * 60 * 60 * 1000
/** Long enough for a hand that is impatient, too short for a second thought. */
const WITHOUT_KEY_MS = 10_000

/** Draws a one-time key: 128 bits. */
export function drawOnceKey(): string {
  return randomBytes(16).toString('base64url')
}

/** Whether a text could be a one-time key; what could be none counts as no key. */
export function isOnceKey(text: string): boolean {
  return /^[\w-]{22}$/.test(text)
}

/**
 * Tells one sending from all others: by its key, or without one by who sent it, and always by its words, so that a key
 * that comes with other words is another sending. A form of which neither is known is like no other.
 * @param secret  the installation's
 */
export function sendingOf({ path, words, key, from }: SentForm, secret: string): Sending {
  const known = key ?? from ?? drawOnceKey()
  const text = JSON.stringify([typeof known === 'string' ? 'key' : 'from', known, path, words])
  const sealOf = (purpose: string) => createHmac('sha256', secret).update(`${purpose}:${text}`).digest()
  return {
    seal: sealOf('sent-form'),
    opens: sealOf('sent-form-receipt'),
    mayComeAgainMs: typeof known === 'string' ? DAY_MS : WITHOUT_KEY_MS,
  }
}

const IV_BYTES = 12
const TAG_BYTES = 16

/** Shuts a receipt, so that whoever sends the same form can open it and nobody else: not even we, with what we store. */
export function shutReceipt(receipt: string, { opens, seal }: Sending): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', opens, iv).setAAD(seal)
  const shut = Buffer.concat([cipher.update(receipt, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), shut])
}

/** @throws Error where it is the receipt of another sending, or was tampered with */
export function openReceipt(shut: Buffer, { opens, seal }: Sending): string {
  const decipher = createDecipheriv('aes-256-gcm', opens, shut.subarray(0, IV_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(seal).setAuthTag(shut.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return decipher.update(shut.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8')
}
