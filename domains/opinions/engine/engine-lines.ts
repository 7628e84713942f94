const TAB = 9
const NEWLINE = 10
const MINUS = 45
const ZERO = 48

/**
 * Reads whole numbers as PostgreSQL copies them out: so many a line, with tabs between, in that order. By hand, because
 * millions of them are read when a large dialogue is taken up.
 * @param lines  whole lines
 */
export function readNumberLines(lines: Uint8Array, perLine: number): Float64Array<ArrayBuffer> {
  const numbers = new Float64Array(perLine * countLines(lines))
  let [at, value, sign] = [0, 0, 1]
  for (const byte of lines) {
    if (byte === TAB || byte === NEWLINE) {
      numbers[at] = value * sign
      at += 1
      value = 0
      sign = 1
    } else if (byte === MINUS) sign = -1
    else value = value * 10 + byte - ZERO
  }
  if (at !== numbers.length)
    throw new RangeError(`${at} numbers in ${numbers.length / perLine} lines of ${perLine}`)
  return numbers
}

function countLines(lines: Uint8Array): number {
  let count = 0
  for (const byte of lines) if (byte === NEWLINE) count += 1
  return count
}

/** Cuts a stream of text into pieces that end with a line. */
export async function* wholeLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let rest = new Uint8Array(0)
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(NEWLINE) + 1
    if (end > 0) yield joined(rest, chunk.subarray(0, end))
    rest = joined(end > 0 ? new Uint8Array(0) : rest, chunk.subarray(end))
  }
  if (rest.length > 0) throw new RangeError('what was copied out breaks off in the middle of a line')
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
