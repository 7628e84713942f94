import type { ReceivedFile } from '#platform/blobs'
import { readParts } from './form.ts'
import type { WebContext } from './web.ts'

/** The file that a form brings in a field; undefined where nobody chose one. */
export async function readFile(c: WebContext, field: string): Promise<Uint8Array | undefined> {
  const [sent] = await readFiles(c, field)
  return sent?.file?.read(0, sent.file.size)
}

/** A file that a form brought in a field; `at` says in which of several fields of that name. */
export type SentFile = {
  /** What its machine called it. */
  name: string
  /** There until the request is answered; undefined for one that is larger than we take. */
  file: ReceivedFile | undefined
  at: number
}

/** Every file that a form brings in a field. */
export async function readFiles(c: WebContext, field: string): Promise<SentFile[]> {
  const files: SentFile[] = []
  let at = -1
  for (const [name, value] of await readParts(c)) {
    if (name !== field || typeof value === 'string') continue
    at += 1
    if (value.file || value.isTooLarge) files.push({ name: value.name, file: value.file, at })
  }
  return files
}

/**
 * Answers with a file that is for whoever asks now and nobody else: no cache keeps it. A picture is shown, all else is to be
 * stored under its name.
 */
export function sendPrivateFile(
  c: WebContext,
  { bytes, type, name }: { bytes: Buffer; type: string; name: string },
): Response {
  const way = type.startsWith('image/')
    ? 'inline'
    : `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
  return c.body(new Uint8Array(bytes), 200, {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': way,
    'Content-Type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    'X-Content-Type-Options': 'nosniff',
  })
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
