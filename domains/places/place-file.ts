import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { UnreadablePlaces } from './place-record.ts'

/** A text file: its beginning, and all of it as often as it is asked for. */
export type PlaceFile = { head: string; read: () => AsyncIterable<string> }

const HEAD_BYTES = 65_536

/** How a packed file begins: zip, gzip. */
const packed = [
  [0x50, 0x4b],
  [0x1f, 0x8b],
]

const READING: Readonly<Record<string, string>> = {
  ENOENT: 'it does not exist; check its name',
  ENOTDIR: 'it lies in a file, where a folder is needed; check its name',
  EISDIR: 'it is a folder; name a file',
  EACCES: 'it may not be read; ask for permission to',
}

/** @throws UnreadablePlaces where it is not there, packed, or no file */
export async function openPlaceFile(path: string): Promise<PlaceFile> {
  try {
    await using file = await open(path)
    const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const bytes = buffer.subarray(0, bytesRead)
    if (packed.some((mark) => mark.every((byte, at) => bytes[at] === byte)))
      throw new UnreadablePlaces('the file is packed: unpack it first')
    return { head: new TextDecoder().decode(bytes), read: () => decode(path) }
  } catch (cause) {
    const fault = cause instanceof Error && 'code' in cause ? READING[String(cause.code)] : undefined
    throw fault === undefined ? cause : new UnreadablePlaces(fault, { cause })
  }
}

/** @throws UnreadablePlaces where the file is not in UTF-8 */
async function* decode(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  const read = (bytes?: Buffer): string => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode()
    } catch (cause) {
      throw new UnreadablePlaces(`at line ${line} or a little behind, the file is not in UTF-8: save it so`, {
        cause,
      })
    }
  }
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) {
    yield read(bytes)
    for (const byte of bytes) if (byte === 0x0a) line++
  }
  yield read()
}
