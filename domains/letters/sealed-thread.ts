import { createHmac, timingSafeEqual } from 'node:crypto'

/** Digits and small letters: what stands before the @ survives servers that write it otherwise. */
const BASE = 36
/** 128 bits. */
const ID_LETTERS = 25
/** 82 bits: nobody guesses that many by sending mail. */
const SEAL_LETTERS = 16

const keyPattern = new RegExp(`^([\\da-z]{${ID_LETTERS}})\\.([\\da-z]{${SEAL_LETTERS}})(?:\\.|$)`)

/**
 * The key by which mail that answers ours finds its conversation, in the address that answers go to and in Message-IDs.
 * Whoever has it was sent it, or had it passed on to them: it lets them say something there, and shows them nothing.
 * @param id  of the conversation, a UUID
 * @param secret  the installation's
 */
export function sealThread(id: string, secret: string): string {
  const written = BigInt(`0x${id.replaceAll('-', '')}`).toString(BASE)
  const letters = written.padStart(ID_LETTERS, '0')
  return `${letters}.${sealOf(letters, secret)}`
}

/**
 * Reads the conversation from what stands before the @ of a Message-ID of ours, or behind the + of an address that answers go
 * to, however its letters are written; undefined where we did not make it.
 */
export function openThread(text: string, secret: string): string | undefined {
  const [, letters = '', seal = ''] = keyPattern.exec(text.toLowerCase()) ?? []
  if (seal === '' || !timingSafeEqual(Buffer.from(seal), Buffer.from(sealOf(letters, secret))))
    return undefined
  const hex = [...letters].reduce(
    (sum, letter) => sum * BigInt(BASE) + BigInt(Number.parseInt(letter, BASE)),
    0n,
  )
  return hex
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function sealOf(letters: string, secret: string): string {
  const seal = createHmac('sha256', secret).update(`thread:${letters}`).digest('hex')
  return BigInt(`0x${seal}`).toString(BASE).padStart(50, '0').slice(-SEAL_LETTERS)
}

/** Where answers to our mail go, as `antwoord+KEY@gemeente.example`. */
export function replyAddress(base: string, key: string): string {
  const at = base.lastIndexOf('@')
  return `${base.slice(0, at)}+${key}${base.slice(at)}`
}

/** What stands behind the + of an address, where there is one. */
export function extensionOf(address: string): string | undefined {
  return /^[^+@]+\+([^@]+)@/.exec(address)?.[1]
}
