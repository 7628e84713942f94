/** Pieces of a backup: what is told about what follows, and the rows as PostgreSQL copies them out. */
export type Frame = { kind: 'told'; value: unknown } | { kind: 'rows'; bytes: Buffer }

const TOLD = 1
const ROWS = 2
const HEAD_BYTES = 5
/** A piece that says it is longer was not written by us. */
const LONGEST = 64 * 1024 * 1024

/** Writes a piece: its kind in a byte, its length in four, its bytes. */
export function writeFrame(frame: Frame): Buffer {
  const bytes = frame.kind === 'told' ? Buffer.from(JSON.stringify(frame.value)) : frame.bytes
  const head = Buffer.alloc(HEAD_BYTES)
  head.writeUInt8(frame.kind === 'told' ? TOLD : ROWS, 0)
  head.writeUInt32BE(bytes.length, 1)
  return Buffer.concat([head, bytes])
}

/**
 * Reads the pieces back, however the bytes are cut.
 * @throws RangeError where they are not what `writeFrame` wrote, or end in the middle of a piece
 */
export async function* readFrames(chunks: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    for (
      let length = lengthOf(rest);
      length !== undefined && rest.length >= length;
      length = lengthOf(rest)
    ) {
      yield parse(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
  }
  if (rest.length > 0) throw new RangeError('it breaks off in the middle')
}

function lengthOf(bytes: Buffer): number | undefined {
  if (bytes.length < HEAD_BYTES) return undefined
  const length = bytes.readUInt32BE(1)
  if (length > LONGEST) throw new RangeError('a piece of it is longer than any that we write')
  return HEAD_BYTES + length
}

function parse(frame: Buffer): Frame {
  const bytes = frame.subarray(HEAD_BYTES)
  const kind = frame.readUInt8(0)
  if (kind === ROWS) return { kind: 'rows', bytes }
  if (kind !== TOLD) throw new RangeError(`a piece of it is of kind ${kind}, which we do not write`)
  return { kind: 'told', value: JSON.parse(bytes.toString('utf8')) }
}
