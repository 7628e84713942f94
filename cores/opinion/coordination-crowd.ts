import { clusteredRows } from './groups.ts'
import { countVotes, openColumns, type VoteMatrix } from './vote-matrix.ts'

/**
 * Everybody who may be suspected, in order of arrival: the median time of a row's votes. It is the same people who may
 * shape groups, so that nothing that shapes them is too small to be suspected. Order does not depend on ids.
 */
export interface Crowd {
  readonly matrix: VoteMatrix
  /** per person the row of the matrix */
  readonly rows: Int32Array
  /** when they came: the median time of their votes, ascending */
  readonly times: Float64Array
  /** first and last vote */
  readonly starts: Float64Array
  readonly ends: Float64Array
  /** per statement whether it counts: open, and voted on */
  readonly open: Uint8Array
  /** per person a number that their votes decide, by which samples are drawn */
  readonly hashes: Uint32Array
  /** per person, once asked for, the statements that they answered, by column, in the order of their votes */
  readonly orders: Map<number, readonly number[]>
}

/** Reads the crowd from votes with times. O(votes · log row) */
export function readCrowd(matrix: VoteMatrix, times: Float64Array): Crowd {
  const open = openColumns(matrix, countVotes(matrix))
  const found = Array.from(clusteredRows(matrix, open), (row) => {
    const own = times.slice(matrix.rowStart[row], matrix.rowStart[row + 1]).sort()
    const [start = 0, middle = 0, end = 0] = [own[0], own[own.length >> 1], own[own.length - 1]]
    return { row, start, middle, end, hash: hashOf(matrix, row) }
  })
  found.sort((a, b) => a.middle - b.middle || a.hash - b.hash || a.row - b.row)
  return {
    matrix,
    open,
    orders: new Map(),
    rows: Int32Array.from(found, ({ row }) => row),
    times: Float64Array.from(found, ({ middle }) => middle),
    starts: Float64Array.from(found, ({ start }) => start),
    ends: Float64Array.from(found, ({ end }) => end),
    hashes: Uint32Array.from(found, ({ hash }) => hash),
  }
}

/** FNV-1a over a row's codes. */
function hashOf({ codes, rowStart }: VoteMatrix, row: number): number {
  let hash = 0x811c9dc5
  for (let at = rowStart[row]; at < rowStart[row + 1]; at += 1) hash = Math.imul(hash ^ codes[at], 0x01000193)
  // The lowest bits of neighbours differ little: the highest are mixed in.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}

/** Up to so many people of the crowd, chosen by what they answered; by place in the crowd, ascending. */
export function samplePeople(crowd: Crowd, most: number): Int32Array {
  const all = Int32Array.from(crowd.rows.keys())
  if (all.length <= most) return all
  return all
    .sort((a, b) => crowd.hashes[a] - crowd.hashes[b] || a - b)
    .slice(0, most)
    .sort()
}

/** The place of the first person who came at or after a time. */
export function placeOf({ times }: Crowd, time: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (times[middle] < time) low = middle + 1
    else high = middle
  }
  return low
}

/** The open statements that somebody answered, by column, in the order of their votes. */
export function answeredInOrder({ matrix, rows, open, orders }: Crowd, at: number): readonly number[] {
  const known = orders.get(at)
  if (known) return known
  const { codes, rowStart, times } = matrix
  const cells: number[] = []
  for (let k = rowStart[rows[at]]; k < rowStart[rows[at] + 1]; k += 1)
    if (open[codes[k] >>> 2] === 1) cells.push(k)
  if (times) cells.sort((a, b) => times[a] - times[b] || a - b)
  const order = cells.map((k) => codes[k] >>> 2)
  orders.set(at, order)
  return order
}
