import { clusteredRows } from './groups.ts'
import { hash32 } from './seeded-random.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/** Votes on open statements, person after person. */
export interface Responses {
  /** rows of the matrix, in the order of their content */
  readonly rows: Int32Array
  /** person i gave the votes start[i] … start[i + 1] − 1 */
  readonly start: Int32Array
  readonly column: Int32Array
  /** 1 agree, 0 pass, −1 disagree */
  readonly sign: Int8Array
}

/** Rows that shape groups, in an order that depends on what they hold and not on the ids of people. O(votes + P log P). */
export function rowsByContent(matrix: VoteMatrix, open: Uint8Array): Int32Array {
  const keys = contentKeys(matrix)
  return clusteredRows(matrix, open).sort((a, b) => keys[a] - keys[b] || a - b)
}

/** Per row a number of 32 bits that depends on its votes alone. O(votes). */
export function contentKeys({ rowStart, codes, statementIds }: VoteMatrix): Uint32Array {
  const keys = new Uint32Array(rowStart.length - 1)
  for (let row = 0; row < keys.length; row += 1) {
    let key = 0
    for (let at = rowStart[row]; at < rowStart[row + 1]; at += 1)
      key = hash32(key + hash32(statementIds[codes[at] >>> 2] * 4 + (codes[at] & 3)))
    keys[row] = key
  }
  return keys
}

/** Gathers what the fit reads. O(votes). */
export function gatherResponses(matrix: VoteMatrix, open: Uint8Array, rows: Int32Array): Responses {
  const start = new Int32Array(rows.length + 1)
  const column: number[] = []
  const sign: number[] = []
  rows.forEach((row, person) => {
    for (let at = matrix.rowStart[row]; at < matrix.rowStart[row + 1]; at += 1) {
      const code = matrix.codes[at]
      const vote = (code & 3) - 1
      if (open[code >>> 2] !== 1) continue
      column.push(code >>> 2)
      sign.push(vote)
    }
    start[person + 1] = column.length
  })
  return { rows, start, column: Int32Array.from(column), sign: Int8Array.from(sign) }
}
