import { randomInt } from 'node:crypto'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789'
const LENGTH = 16

/** What stands behind the plus of an address, by which mail to it is for a source: about 82 bits, which nobody guesses. */
export function drawMailKey(): string {
  return Array.from({ length: LENGTH }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
}

/** The address that a newsletter is subscribed with, at an address of ours that takes mail: `info+listen-KEY@gemeente.nl`. */
export function mailedAddress(ours: string, key: string): string {
  return ours.replace(/@(?=[^@]*$)/, `+listen-${key}@`)
}

/** The key in an address that mail was delivered to; undefined where it has none. */
export function mailKeyOf(recipient: string): string | undefined {
  return /^[^@+]+\+listen-([a-z0-9]{16})@[^@]+$/i.exec(recipient.trim())?.[1]?.toLowerCase()
}
