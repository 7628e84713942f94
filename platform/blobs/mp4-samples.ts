import { FilmRefused } from './film-refused.ts'
import { type Box, findBox } from './mp4-boxes.ts'

/** Bytes of a file, from an offset up to another. */
export type Span = { from: number; to: number }

/** A chunk for each picture of some hours. */
const MOST_CHUNKS = 1_000_000

/**
 * Where the chunks of a track lie in the file: as many samples as `stsc` says, as long as `stsz` says, from where `stco` says
 * (ISO/IEC 14496-12, 8.7). O(n) in the samples.
 * @throws FilmRefused when a table is not whole, or a chunk is not in the file
 */
export function spansOfTrack(bytes: Buffer, trak: Box, size: number): Span[] {
  const table = findBox(bytes, trak, 'mdia', 'minf', 'stbl')
  if (!table) throw new FilmRefused('broken')
  const chunks = readChunks(bytes, table)
  const samples = readSizes(bytes, table)
  const runs = readRuns(bytes, table)
  const spans: Span[] = []
  let [run, sample] = [0, 0]
  for (const [at, from] of chunks.entries()) {
    while ((runs[run + 1]?.firstChunk ?? Number.POSITIVE_INFINITY) <= at + 1) run += 1
    const many = Math.min(runs[run]?.samples ?? 0, samples.count - sample)
    const length = samples.lengthOf(sample, many)
    sample += many
    if (from + length > size) throw new FilmRefused('broken')
    if (length > 0) spans.push({ from, to: from + length })
  }
  return spans
}

function readChunks(bytes: Buffer, table: Box): number[] {
  const short = findBox(bytes, table, 'stco')
  const long = short ? undefined : findBox(bytes, table, 'co64')
  const { at, count } = tableIn(bytes, short ?? long, short ? 4 : 8)
  if (count > MOST_CHUNKS) throw new FilmRefused('broken')
  return Array.from({ length: count }, (_, n) =>
    short ? bytes.readUInt32BE(at + 4 * n) : Number(bytes.readBigUInt64BE(at + 8 * n)),
  )
}

function readRuns(bytes: Buffer, table: Box): { firstChunk: number; samples: number }[] {
  const { at, count } = tableIn(bytes, findBox(bytes, table, 'stsc'), 12)
  return Array.from({ length: count }, (_, n) => ({
    firstChunk: bytes.readUInt32BE(at + 12 * n),
    samples: bytes.readUInt32BE(at + 12 * n + 4),
  }))
}

/** `lengthOf` tells how long so many samples are together, from one on. */
type Sizes = { count: number; lengthOf: (first: number, many: number) => number }

function readSizes(bytes: Buffer, table: Box): Sizes {
  const box = findBox(bytes, table, 'stsz')
  // Sizes of half a byte, or in another table, are made by nothing that makes films today.
  if (!box || box.end - box.start < 12) throw new FilmRefused('broken')
  const same = bytes.readUInt32BE(box.start + 4)
  const count = bytes.readUInt32BE(box.start + 8)
  if (same > 0) return { count, lengthOf: (_, many) => same * many }
  if (box.start + 12 + count * 4 > box.end) throw new FilmRefused('broken')
  const lengthOf = (first: number, many: number) => {
    let length = 0
    for (let n = first; n < first + many; n++) length += bytes.readUInt32BE(box.start + 12 + 4 * n)
    return length
  }
  return { count, lengthOf }
}

/** A table behind a version and a count. */
function tableIn(bytes: Buffer, box: Box | undefined, rowBytes: number): { at: number; count: number } {
  if (!box || box.end - box.start < 8) throw new FilmRefused('broken')
  const count = bytes.readUInt32BE(box.start + 4)
  if (box.start + 8 + count * rowBytes > box.end) throw new FilmRefused('broken')
  return { at: box.start + 8, count }
}
