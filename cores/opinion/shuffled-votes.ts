import { residualByCode, startBlock } from './axes.ts'
import { gramOperatorFor } from './gram-operator.ts'
import type { SeededRandom } from './seeded-random.ts'
import { roughValues } from './subspace.ts'
import { meanVotes, openColumns, type StatementCounts, type VoteMatrix } from './vote-matrix.ts'

/**
 * With seven passes the largest value of shuffled votes (2,000 × 150) comes out 0.4 % low, half its spread; with nine,
 * 0.07 %.
 */
const PASSES = 9

/** Sums of squares along the leading axes, accurate to about one per cent. */
export function axisValues(matrix: VoteMatrix, counts: StatementCounts, wanted: number): Float64Array {
  const open = openColumns(matrix, counts)
  const center = meanVotes(counts)
  const residual = residualByCode(center, open)
  const start = startBlock({ statementIds: matrix.statementIds, open }, undefined)
  return roughValues(open.length, gramOperatorFor(PASSES, matrix, residual), start, wanted, PASSES)
}

/** Votes by statement, so that they can be permuted within each. */
export interface ColumnOrder {
  /** indices into the matrix' codes, statement after statement */
  readonly indices: Uint32Array
  /** the codes at those indices */
  readonly codes: Uint32Array
  readonly columnStart: Uint32Array
}

/** Lists the votes statement by statement. O(votes). */
export function orderByColumn(matrix: VoteMatrix): ColumnOrder {
  const columns = matrix.statementIds.length
  const columnStart = new Uint32Array(columns + 1)
  for (const code of matrix.codes) columnStart[(code >>> 2) + 1] += 1
  for (let column = 0; column < columns; column += 1) columnStart[column + 1] += columnStart[column]
  const next = columnStart.slice()
  const indices = new Uint32Array(matrix.codes.length)
  matrix.codes.forEach((code, at) => {
    const column = code >>> 2
    indices[next[column]] = at
    next[column] += 1
  })
  return { indices, codes: indices.map((at) => matrix.codes[at]), columnStart }
}

/** The same votes, permuted within each statement: who voted on what stays the same, how they voted is shuffled. */
export function shuffleVotes(matrix: VoteMatrix, order: ColumnOrder, random: SeededRandom): VoteMatrix {
  const { indices, columnStart } = order
  const pool = order.codes.slice()
  const codes = new Uint32Array(pool.length)
  for (let column = 0; column < columnStart.length - 1; column += 1) {
    const from = columnStart[column]
    for (let last = columnStart[column + 1] - 1; last >= from; last -= 1) {
      const drawn = from + (last > from ? random.below(last - from + 1) : 0)
      codes[indices[last]] = pool[drawn]
      pool[drawn] = pool[last]
    }
  }
  return { ...matrix, codes }
}
