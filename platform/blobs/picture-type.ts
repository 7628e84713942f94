/** Pictures that we take. An SVG is a program, an animation moves without being asked, HEIC is bound by patents. */
export type PictureType = 'png' | 'jpeg' | 'webp'

/**
 * Which picture the bytes begin as; never by a name, or by what a browser says. Undefined for all else.
 * Signatures: PNG (W3C, third edition) 5.2, JPEG (ITU-T T.81) B.1.1.3, WebP (RFC 9649) 2.4.
 */
export function pictureTypeOf(bytes: Uint8Array): PictureType | undefined {
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'webp'
  return undefined
}
