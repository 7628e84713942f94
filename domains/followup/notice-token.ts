import { createHmac, timingSafeEqual } from 'node:crypto'

const ID_BYTES = 16
const SEAL_BYTES = 16

/**
 * Seals a notice into the token of its links: whoever got the mail can open the track and stop the notices, without
 * the claim code, of which only a hash is kept.
 * @param secret  the installation's secret
 */
export function sealNotice(noticeId: string, secret: string): string {
  const id = Buffer.from(noticeId.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, sealOf(id, secret)]).toString('base64url')
}

/** Reads the notice back from a token; undefined where we did not make it. */
export function openNoticeToken(token: string, secret: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== ID_BYTES + SEAL_BYTES) return undefined
  const id = bytes.subarray(0, ID_BYTES)
  if (!timingSafeEqual(bytes.subarray(ID_BYTES), sealOf(id, secret))) return undefined
  return id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function sealOf(id: Buffer, secret: string): Buffer {
  return createHmac('sha256', secret).update('notice:').update(id).digest().subarray(0, SEAL_BYTES)
}
