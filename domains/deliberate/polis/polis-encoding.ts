import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { PolisFault } from './polis-fault.ts'
import { absent } from './polis-folder.ts'

/** How the bytes of a file are read: as Polis writes them, or as a Windows program saved them again. */
export type PolisEncoding = 'utf-8' | 'windows-1252'

const WAY_OUT = 'save it as "CSV UTF-8", or take the file as Polis gave it'

/**
 * Finds out what the bytes of a file mean, from all of them: a file that is taken for what it is not is garbled for good.
 * @throws PolisFault with the line of the first byte that fits neither
 */
export async function encodingOf(folder: string, name: string): Promise<PolisEncoding> {
  const path = join(folder, name)
  await refuseUtf16(folder, name)
  const scan = new ByteScan()
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    for (const byte of chunk) scan.add(byte)
  scan.end()
  if (scan.brokenAt === 0) return 'utf-8'
  if (scan.letters > 0)
    throw new PolisFault(
      name,
      scan.brokenAt,
      `a letter is cut off or damaged, in a file that is UTF-8 otherwise: ${WAY_OUT}`,
    )
  if (scan.strangeAt > 0)
    throw new PolisFault(
      name,
      scan.strangeAt,
      `letters are written neither in UTF-8 nor in ANSI (Windows-1252): ${WAY_OUT}`,
    )
  return 'windows-1252'
}

async function refuseUtf16(folder: string, name: string): Promise<void> {
  const file = await open(join(folder, name)).catch((cause) => {
    throw absent(folder, name, cause)
  })
  try {
    const start = Buffer.alloc(2)
    const { bytesRead } = await file.read(start, 0, 2, 0)
    const mark = start.readUInt16BE()
    // Without a mark every other byte is empty: the name of a column is of plain letters.
    const isHalfEmpty = bytesRead === 2 && (start[0] === 0) !== (start[1] === 0)
    if (mark === 0xfffe || mark === 0xfeff || isHalfEmpty)
      throw new PolisFault(name, 1, `the file is UTF-16 ("Unicode text"): ${WAY_OUT}`)
  } finally {
    await file.close()
  }
}

/** Of Windows-1252, what stands for no character, and what never follows a small letter: it is one in DOS or on an old Mac. */
const UNUSED = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
const NEVER_BEHIND_A_LETTER = new Set([
  ...[0x82, 0x83, 0x84, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x95, 0x98, 0x9f],
])

/** Looks at bytes one by one: whether they are UTF-8, and if not, whether they can be Windows-1252. */
class ByteScan {
  /** The line of the first byte that is not UTF-8; 0 for none. */
  brokenAt = 0
  /** The line of the first byte that Windows-1252 would not have there; 0 for none. */
  strangeAt = 0
  /** Letters of several bytes. */
  letters = 0
  #line = 1
  #before = 0
  #expected = 0

  add(byte: number): void {
    if (byte >= 0x80 || this.#expected > 0) this.#addHigh(byte)
    if (byte === 0x0a) this.#line++
    this.#before = byte
  }

  end(): void {
    if (this.#expected > 0) this.#broken()
  }

  #addHigh(byte: number): void {
    const isSmallLetter = this.#before >= 0x61 && this.#before <= 0x7a
    if (UNUSED.has(byte) || (isSmallLetter && NEVER_BEHIND_A_LETTER.has(byte))) this.strangeAt ||= this.#line
    if (this.#expected > 0 && mayFollow(this.#before, byte)) {
      if (--this.#expected === 0) this.letters++
      return
    }
    if (this.#expected > 0) this.#broken()
    this.#expected = followersOf(byte)
    if (byte >= 0x80 && this.#expected === 0) this.#broken()
  }

  #broken(): void {
    this.brokenAt ||= this.#line
    this.#expected = 0
  }
}

/** How many bytes follow the first one of a letter in UTF-8. */
function followersOf(byte: number): number {
  if (byte >= 0xc2 && byte <= 0xdf) return 1
  if (byte >= 0xe0 && byte <= 0xef) return 2
  return byte >= 0xf0 && byte <= 0xf4 ? 3 : 0
}

/** Whether UTF-8 has a byte behind another within a letter: not where fewer would do, and not for half a character. */
function mayFollow(before: number, byte: number): boolean {
  if ((byte & 0xc0) !== 0x80) return false
  if (before === 0xe0) return byte >= 0xa0
  if (before === 0xed) return byte <= 0x9f
  if (before === 0xf0) return byte >= 0x90
  return before !== 0xf4 || byte <= 0x8f
}

/** The text of a file, in pieces. */
export async function* decoded(path: string, encoding: PolisEncoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>)
    yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
