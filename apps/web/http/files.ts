import type { FilmContent, ReceivedFile } from '#platform/blobs'
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
 * stored under its name; a page can play a film, of which it asks for parts.
 */
export function sendPrivateFile(
  c: WebContext,
  { content, type, name }: { content: Buffer | FilmContent; type: string; name: string },
): Response {
  const way = type.startsWith('image/')
    ? 'inline'
    : `attachment; filename*=UTF-8''${encodeURIComponent(name)}`
  const headers = {
    'Cache-Control': 'no-store',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Content-Disposition': way,
    'Content-Type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    'X-Content-Type-Options': 'nosniff',
  }
  return Buffer.isBuffer(content)
    ? c.body(new Uint8Array(content), 200, headers)
    : sendPart(c, content, headers)
}

/** Answers with what is said in a film, for whoever may see the film. */
export function sendCaptions(c: WebContext, { captions }: { captions: string }): Response {
  return sendPrivateFile(c, { content: Buffer.from(captions), type: 'text/vtt', name: 'captions.vtt' })
}

/** The part of a film that is asked for, or all of it (RFC 9110, 14). */
function sendPart(c: WebContext, { size, read }: FilmContent, headers: Record<string, string>): Response {
  const part = partOf(c.req.header('range'), size)
  if (part === 'outside') return c.body(null, 416, { ...headers, 'Content-Range': `bytes */${size}` })
  const { from, to } = part ?? { from: 0, to: size }
  const all = { ...headers, 'Accept-Ranges': 'bytes', 'Content-Length': String(to - from) }
  const body = streamOf(read(from, to))
  if (!part) return c.body(body, 200, all)
  return c.body(body, 206, { ...all, 'Content-Range': `bytes ${from}-${to - 1}/${size}` })
}

/** Piece by piece, as it is sent; who leaves ends it. */
function streamOf(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const reading = pieces[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const piece = await reading.next()
      if (piece.done) controller.close()
      else controller.enqueue(piece.value)
    },
    cancel: async () => {
      await reading.return?.()
    },
  })
}

/**
 * Which part is asked for, from one offset up to another, not included. Undefined for several parts, and for what cannot be
 * understood: then all is sent.
 */
export function partOf(
  range: string | undefined,
  size: number,
): { from: number; to: number } | 'outside' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(range ?? '') ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  if (first !== '' && last !== '' && Number(last) < from) return undefined
  return from < to ? { from, to } : 'outside'
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
