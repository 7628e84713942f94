import { createHmac, timingSafeEqual } from 'node:crypto'

const ID_BYTES = 16
const ADDRESS_BYTES = 32
const SEAL_BYTES = 16

/** What a token opens: one for a notice opens nothing of an address. */
type SealedFor = 'notice' | 'address' | 'follow'

/** That a member of staff follows a watch. */
export type SealedFollow = { accountId: string; watchId: string }

/**
 * Seals an id into the token of a link, so that whoever got the mail can use it and nobody can make one up.
 * @param secret  the installation's secret
 */
export function sealId(id: string, secret: string): string {
  return seal(bytesOf(id), 'notice', secret)
}

/** Reads the id back from a token; undefined where we did not make it. */
export function openSealedId(token: string, secret: string): string | undefined {
  const id = open(token, { bytes: ID_BYTES, what: 'notice' }, secret)
  return id && idOf(id)
}

/** The token by which whoever reads the mail about a watch says what they want of it. It opens nothing else. */
export function sealFollow({ accountId, watchId }: SealedFollow, secret: string): string {
  return seal(Buffer.concat([bytesOf(accountId), bytesOf(watchId)]), 'follow', secret)
}

/** Reads such a token; undefined where we did not make it. */
export function openSealedFollow(token: string, secret: string): SealedFollow | undefined {
  const both = open(token, { bytes: 2 * ID_BYTES, what: 'follow' }, secret)
  return both && { accountId: idOf(both.subarray(0, ID_BYTES)), watchId: idOf(both.subarray(ID_BYTES)) }
}

function bytesOf(id: string): Buffer {
  return Buffer.from(id.replaceAll('-', ''), 'hex')
}

function idOf(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * The token by which whoever reads the mail of an address speaks for it. It holds the seal of the address and needs no row:
 * who says no must be heard also when we have forgotten everything else.
 */
export function sealHolder(addressSeal: Buffer, secret: string): string {
  return seal(addressSeal, 'address', secret)
}

/** Reads the seal of the address back from such a token; undefined where we did not make it. */
export function openSealedHolder(token: string, secret: string): Buffer | undefined {
  return open(token, { bytes: ADDRESS_BYTES, what: 'address' }, secret)
}

function seal(bytes: Buffer, what: SealedFor, secret: string): string {
  return Buffer.concat([bytes, sealOf(bytes, what, secret)]).toString('base64url')
}

function open(
  token: string,
  { bytes, what }: { bytes: number; what: SealedFor },
  secret: string,
): Buffer | undefined {
  const all = Buffer.from(token, 'base64url')
  if (all.length !== bytes + SEAL_BYTES) return undefined
  const said = all.subarray(0, bytes)
  return timingSafeEqual(all.subarray(bytes), sealOf(said, what, secret)) ? said : undefined
}

function sealOf(bytes: Buffer, what: SealedFor, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${what}:`).update(bytes).digest().subarray(0, SEAL_BYTES)
}
