/** Films that we take. Browsers play the first two; a film of QuickTime, as iPhones make, not everywhere. */
export type FilmType = 'video/mp4' | 'video/webm' | 'video/quicktime'

const mp4Brands = /^(iso\w|mp4\d|avc1|M4V[ HP]|dash|MSNV|XAVC|3g[p2]\w)$/

/**
 * Which film the bytes begin as; never by a name, or by what a browser says. Undefined for all else, also for pictures and sound in the
 * same containers. Signatures: ISO base media (ISO/IEC 14496-12) 4.3, QuickTime, WebM (RFC 8794, 11.2.6).
 * @param start  the first 64 bytes
 */
export function filmTypeOf(start: Uint8Array): FilmType | undefined {
  const text = Buffer.from(start.subarray(0, 64)).toString('latin1')
  if (text.startsWith('\x1a\x45\xdf\xa3')) return /\x42\x82\x84webm/.test(text) ? 'video/webm' : undefined
  if (text.slice(4, 8) !== 'ftyp') return undefined
  const brand = text.slice(8, 12)
  if (brand === 'qt  ') return 'video/quicktime'
  return mp4Brands.test(brand) ? 'video/mp4' : undefined
}
