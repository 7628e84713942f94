import type { Readable, Transform } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib'

const DECOMPRESSORS: Record<string, () => Transform> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
}

/** What we ask for; more than one layer is never asked and so never unwrapped. */
export const ACCEPTED_ENCODINGS = 'gzip, br, zstd'

export type BodyOutcome =
  | { kind: 'read'; bytes: Uint8Array }
  | { kind: 'too-large' }
  | { kind: 'unknown-encoding'; encoding: string }

/**
 * Reads a response to its end, unpacked, and stops as soon as it passes the limit.
 * Unpacking goes chunk by chunk, so a small body that unpacks to gigabytes costs no more memory than the limit.
 * @throws when the connection breaks or the packed data is damaged
 */
export async function readBody(body: Readable, encoding: string, limit: number): Promise<BodyOutcome> {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') return collect(body, limit)
  const decompressor = DECOMPRESSORS[name]?.()
  if (!decompressor) {
    body.destroy()
    return { kind: 'unknown-encoding', encoding: name }
  }
  body.on('error', (error) => decompressor.destroy(error))
  const outcome = await collect(body.pipe(decompressor), limit)
  body.destroy()
  return outcome
}

async function collect(stream: Readable, limit: number): Promise<BodyOutcome> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > limit) return { kind: 'too-large' }
    chunks.push(chunk)
  }
  return { kind: 'read', bytes: new Uint8Array(Buffer.concat(chunks, size)) }
}
