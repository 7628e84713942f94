import { createHmac, randomInt } from 'node:crypto'
import type { Db, Tx } from '#db'

/** Letters and digits that nobody confuses: no 0 O 1 I L. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const DRAWN = 8

/** Nine characters, as `K7M4PX29C`: eight drawn by chance (31^8, about 40 bits) and one that checks them. */
export type ClaimCode = string

export type ClaimCodeReading =
  | { kind: 'read'; code: ClaimCode }
  | { kind: 'wrong-length'; length: number }
  | { kind: 'wrong-character'; character: string }
  | { kind: 'mistyped' }

/** Draws a new code. */
export function drawClaimCode(): ClaimCode {
  const drawn = Array.from({ length: DRAWN }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('')
  return drawn + checkCharacter(drawn)
}

/**
 * Reads a code as people type it: small letters, spaces and hyphens do not matter.
 * The check character catches every single wrong character and every swap of two neighbours.
 */
export function readClaimCode(text: string): ClaimCodeReading {
  const code = text.toUpperCase().replace(/[\s.\-–]/g, '')
  const strange = [...code].find((character) => !ALPHABET.includes(character))
  if (strange) return { kind: 'wrong-character', character: strange }
  if (code.length !== DRAWN + 1) return { kind: 'wrong-length', length: code.length }
  return checkCharacter(code.slice(0, DRAWN)) === code.charAt(DRAWN)
    ? { kind: 'read', code }
    : { kind: 'mistyped' }
}

/** Writes a code as it is shown: in threes. */
export function showClaimCode(code: ClaimCode): string {
  return code.replace(/(.{3})(?=.)/g, '$1 ')
}

/** Weighted sum modulo 31, a prime, with weights 1 to 8: as in ISBN-10. */
function checkCharacter(drawn: string): string {
  const sum = [...drawn].reduce((total, character, at) => total + (at + 1) * ALPHABET.indexOf(character), 0)
  return ALPHABET.charAt(sum % ALPHABET.length)
}

/**
 * Gives an input its code. Only a keyed hash is kept: the code itself is shown once, now.
 * @param secret  the installation's secret
 */
export async function issueClaimCode(
  tx: Tx,
  { inputId, secret, now }: { inputId: string; secret: string; now: Date },
): Promise<ClaimCode> {
  const code = drawClaimCode()
  await tx
    .insertInto('claim_code')
    .values({ code_hash: hashClaimCode(code, secret), input_id: inputId, issued_at: now })
    .execute()
  return code
}

/** Finds the input that a code opens. */
export async function findInputByClaimCode(
  db: Db,
  code: ClaimCode,
  secret: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('claim_code')
    .select('input_id')
    .where('code_hash', '=', hashClaimCode(code, secret))
    .executeTakeFirst()
  return row?.input_id
}

function hashClaimCode(code: ClaimCode, secret: string): Buffer {
  return createHmac('sha256', secret).update(`claim-code:${code}`).digest()
}
