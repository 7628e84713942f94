import { readParts } from './form.ts'
import type { WebContext } from './web.ts'

/** The file that a form brings in a field; undefined where nobody chose one. */
export async function readFile(c: WebContext, field: string): Promise<Uint8Array | undefined> {
  for (const [name, value] of await readParts(c))
    if (name === field && typeof value !== 'string' && value.size > 0)
      return new Uint8Array(await value.arrayBuffer())
  return undefined
}

/**
 * Answers with a file that has its hash in its address, and so never changes: as what we made of it and nothing else,
 * which loads nothing and runs nothing, wherever somebody opens it.
 */
export function sendFile(
  c: WebContext,
  hash: string,
  { bytes, type }: { bytes: Buffer; type: string },
): Response {
  const tag = `"${hash}"`
  const headers = {
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': 'inline',
    'X-Content-Type-Options': 'nosniff',
    ETag: tag,
  }
  if (c.req.header('if-none-match')?.includes(tag)) return c.body(null, 304, headers)
  return c.body(new Uint8Array(bytes), 200, { ...headers, 'Content-Type': type })
}
