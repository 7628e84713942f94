import { createHmac, timingSafeEqual } from 'node:crypto'

const ID_BYTES = 16
const SEAL_BYTES = 16

/** What a sealed id opens: a seal for the one opens nothing of the other. */
export type SealedFor = 'notice' | 'address'

/**
 * Seals an id into the token of a link, so that whoever got the mail can use it and nobody can make one up.
 * @param secret  the installation's secret
 */
export function sealId(id: string, what: SealedFor, secret: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex')
  return Buffer.concat([bytes, sealOf(bytes, what, secret)]).toString('base64url')
}

/** Reads the id back from a token; undefined where we did not make it. */
export function openSealedId(token: string, what: SealedFor, secret: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== ID_BYTES + SEAL_BYTES) return undefined
  const id = bytes.subarray(0, ID_BYTES)
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), sealOf(id, what, secret))) return undefined
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function sealOf(id: Buffer, what: SealedFor, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${what}:`).update(id).digest().subarray(0, SEAL_BYTES)
}
