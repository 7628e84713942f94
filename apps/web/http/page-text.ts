import { gzipSync } from 'node:zlib'

/** What an answer says, beside the answer: to read it back out of it would cost more than to compress it. */
const texts = new WeakMap<Response, string>()

/** Sets aside what an answer says. */
export function rememberText(answer: Response, text: string): void {
  texts.set(answer, text)
}

/** The text of a page that is answered with, unless something else was made of that answer since. */
export function textOfPage(answer: Response): string | undefined {
  return texts.get(answer)
}

/**
 * A twentieth larger than by the usual level, for half the work; a page fits in one piece of memory. Tables of the size of a
 * page, in place of ten times that, are a third of the rest.
 */
const LEVEL = { level: 3, windowBits: 14, memLevel: 7, chunkSize: 32 * 1024 }

/** Compresses what is as short as a page. */
export function zip(text: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return gzipSync(text, LEVEL)
}
