import { guessType, recodeHeaders } from './guess-charset.ts'
import { type HeaderBlock, listHeaderBlocks } from './header-blocks.ts'
import { withLineFeeds, withoutPrelude } from './raw-lines.ts'
import type { MailWarning } from './received-mail.ts'

/** A mail as a parser wants it, what had to be mended, and of how many parts it says to be. */
export type MendedRaw = {
  readonly bytes: Buffer
  readonly parts: number
  /** That the parser goes through one by one. */
  readonly lines: number
  readonly warnings: readonly MailWarning[]
}

/**
 * Mends what stands in the way of every parser: the line of a mailbox file before the mail, line ends of old systems,
 * a mail without a header, a boundary at which nothing begins, and headers in bytes of some code page. What is readable
 * stays as it is, to the byte. Linear in the length.
 */
export function mendRaw(raw: Uint8Array): MendedRaw {
  const warnings: MailWarning[] = []
  // A byte a character: what is not touched is written back as it came.
  const came = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength).toString('latin1')
  const lines = withLineFeeds(came)
  if (lines !== came) warnings.push('line-ends-mended')
  const separated = withSeparator(withoutPrelude(lines))
  const bounded = withBoundaries(separated)
  if (bounded !== separated) warnings.push('boundary-missing')
  const named = withCharsets(bounded)
  const packed = withPackedBodies(named, listHeaderBlocks(named).blocks)
  const { blocks } = listHeaderBlocks(packed)
  const bytes = Buffer.from(packed, 'latin1')
  const recoded = recodeHeaders(bytes, blocks)
  if (recoded !== bytes || named !== bounded) warnings.push('characters-guessed')
  return { bytes: recoded, parts: blocks.length, lines: countLines(packed), warnings }
}

/** A mail that begins with its text has no header; a line of blanks before text was meant as the end of it. */
function withSeparator(source: string): string {
  const first = source.slice(0, 1000).split('\n', 1)[0] ?? ''
  if (first.trim() !== '' && !isField(first)) return `\n${source}`
  const [top] = listHeaderBlocks(source.slice(0, LONGEST_HEADER)).blocks
  const found = /\n[ \t]+\r?\n(?=([^\n]*))/.exec(source.slice(0, top?.end ?? 0))
  if (!found || isField(found[1] ?? '') || /^[ \t]/.test(found[1] ?? '')) return source
  return `${source.slice(0, found.index)}\n\n${source.slice(found.index + found[0].length)}`
}

/** Of a header in which a missing end is looked for. */
const LONGEST_HEADER = 200_000

function isField(line: string): boolean {
  return /^[!-9;-~]+[ \t]*:/.test(line)
}

/** Where no part begins at a declared boundary, that which stands there is taken instead, else all of it as text. */
function withBoundaries(source: string): string {
  const { blocks, unopened } = listHeaderBlocks(source)
  const broken = blocks.filter(
    (block) =>
      /^content-type\s*:\s*multipart\//im.test(block.text) &&
      !/boundary\*/i.test(block.text) &&
      (block.boundary === undefined || unopened.has(block.boundary)),
  )
  const types = broken.slice(0, MOST_BROKEN).map((block): [HeaderBlock, string | undefined] => {
    const next = blocks.find((other) => other.start > block.start)?.start ?? source.length
    return [block, typeOfBody(source.slice(block.end, next))]
  })
  return withTypes(source, types)
}

/** Text in a code page that it does not name, named. */
function withCharsets(source: string): string {
  if (!/[\u0080-\u00ff]|=[89a-f][\da-f]|content-transfer-encoding\s*:\s*base64/i.test(source)) return source
  const { blocks } = listHeaderBlocks(source)
  return withTypes(
    source,
    blocks.map((block) => [block, guessType(source, block)]),
  )
}

/** More lines make a part that is packed. */
const MANY_LINES = 5000

/**
 * Puts parts of very many lines, which the parser takes line by line, into few: their bytes stay, in base64. Of a
 * multipart it is what stands before the first part, and shown to nobody: that goes.
 */
function withPackedBodies(source: string, blocks: readonly HeaderBlock[]): string {
  let [packed, from] = ['', 0]
  for (const block of blocks) {
    const encoding = /^content-transfer-encoding\s*:\s*(?!7bit|8bit|binary)\S/im.test(block.text)
    if (encoding || block.bodyEnd - block.end < MANY_LINES) continue
    const body = source.slice(block.end, block.bodyEnd)
    if (countLines(body) < MANY_LINES) continue
    const isMultipart = /^content-type\s*:\s*multipart\//im.test(block.text)
    const isInside = block.bodyEnd < source.length
    const bytes = isMultipart ? '' : packLines(body, isInside)
    packed += `${source.slice(from, block.start)}Content-Transfer-Encoding: ${isMultipart ? '8bit' : 'base64'}\n`
    packed += `${source.slice(block.start, block.end)}\n${bytes}\n`
    from = block.bodyEnd
  }
  return packed === '' ? source : packed + source.slice(from)
}

/** In bytes, a multiple of three: no line of base64 is filled up but the last. */
const PACKED_LINE = 48_000

/** The line end before a boundary is part of the boundary (RFC 2046, section 5.1.1). */
function packLines(body: string, isInside: boolean): string {
  const lines = body.replace(/^\r?\n/, '').replaceAll('\r\n', '\n')
  const bytes = Buffer.from(isInside && lines.endsWith('\n') ? lines.slice(0, -1) : lines, 'latin1')
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += PACKED_LINE) {
    pieces.push(bytes.subarray(at, at + PACKED_LINE).toString('base64'))
  }
  return pieces.join('\n')
}

function countLines(source: string): number {
  let count = 0
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) count++
  return count
}

/** The first of several types counts: that which is put before the others. */
function withTypes(source: string, types: readonly [HeaderBlock, string | undefined][]): string {
  let [mended, from] = ['', 0]
  for (const [block, type] of types) {
    if (type === undefined) continue
    mended += `${source.slice(from, block.start)}Content-Type: ${type}\n`
    from = block.start
  }
  return mended === '' ? source : mended + source.slice(from)
}

/** More of them are the work of somebody who means harm. */
const MOST_BROKEN = 20

function typeOfBody(body: string): string | undefined {
  const boundary = /^--([^\s"][^\n"]{0,99}?)\s*\ncontent-[a-z-]+\s*:/im.exec(body)?.[1]
  if (boundary !== undefined) return `multipart/mixed; boundary="${boundary}"`
  if (body.trim() === '') return undefined
  return /^\s*<(?:!doctype|html)/i.test(body) ? 'text/html' : 'text/plain'
}
