import { randomInt } from 'node:crypto'

/** Letters and digits that nobody confuses: no 0 O 1 I L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const DRAWN = 8

/**
 * A code that people type from a screen or from paper. Nine characters, as `K7M4PX29C`: eight drawn by chance (31^8, about
 * 40 bits) and one that checks them.
 */
export type TypedCode = string

export type TypedCodeReading =
  | { kind: 'read'; code: TypedCode }
  | { kind: 'wrong-length'; length: number }
  | { kind: 'wrong-character'; character: string }
  | { kind: 'mistyped' }

/** Draws a new code. */
export function drawCode(): TypedCode {
  const drawn = Array.from({ length: DRAWN }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
  return drawn + checkCharacter(drawn)
}

/**
 * Reads a code as people type it: small letters, spaces and hyphens do not matter.
 * The check character catches every single wrong character and every swap of two neighbours.
 */
export function readCode(text: string): TypedCodeReading {
  const code = text.toUpperCase().replace(/[\s.\-–]/g, '')
  const strange = [...code].find((character) => !ALPHABET.includes(character))
  if (strange) return { kind: 'wrong-character', character: strange }
  if (code.length !== DRAWN + 1) return { kind: 'wrong-length', length: code.length }
  return checkCharacter(code.slice(0, DRAWN)) === code.charAt(DRAWN)
    ? { kind: 'read', code }
    : { kind: 'mistyped' }
}

/** Writes a code as it is shown: in threes. */
export function showCode(code: TypedCode): string {
  return code.replace(/(.{3})(?=.)/g, '$1 ')
}

/** Weighted sum modulo 31, a prime, with weights 1 to 8: as in ISBN-10. */
function checkCharacter(drawn: string): string {
  const sum = [...drawn].reduce((total, character, at) => total + (at + 1) * ALPHABET.indexOf(character), 0)
  return ALPHABET.charAt(sum % ALPHABET.length)
}
