import { type Axes, type AxesOptions, axesFrame, solveAxes } from './axes.ts'
import type { BlockOperator } from './subspace.ts'
import { columnOf, voteOf } from './vote-code.ts'
import { countVotes, type VoteMatrix } from './vote-matrix.ts'
import { sumWeights } from './weighted-votes.ts'

/**
 * Axes of weighted votes: leading eigenvectors of XᵀX, where X holds √weight · (vote − weighted mean), so that the sum of
 * squares of a statement is weighted, and a pair of votes counts by the geometric mean of their weights; MATH.md §20b.
 * With weights that are all 1 these are the axes of `findAxes`. O(votes) per pass.
 * @param weights per vote, beside `codes`, 1 on average for each statement
 */
export function weightedAxes(
  matrix: VoteMatrix,
  weights: Float64Array,
  options: Pick<AxesOptions, 'warm' | 'passes'> = {},
): Axes {
  const plain = axesFrame(matrix, countVotes(matrix))
  const { agrees, disagrees, votes } = sumWeights(matrix, weights)
  const center = plain.center.map((_, column) =>
    plain.open[column] === 1 && votes[column] > 0 ? (agrees[column] - disagrees[column]) / votes[column] : 0,
  )
  const diagonal = new Float64Array(center.length)
  const values = Float64Array.from(matrix.codes, (code, at) => {
    const column = columnOf(code)
    if (plain.open[column] !== 1) return 0
    const value = Math.sqrt(weights[at]) * (voteOf(code) - center[column])
    diagonal[column] += value * value
    return value
  })
  const total = diagonal.reduce((sum, square) => sum + square, 0)
  return solveAxes(operatorOf(matrix, values), { ...plain, center, diagonal, total }, options).axes
}

/** XᵀX, where each vote has a value of its own. */
function operatorOf({ rowStart, codes }: VoteMatrix, values: Float64Array): BlockOperator {
  return (block, out) => {
    out.fill(0)
    for (let row = 0; row + 1 < rowStart.length; row += 1)
      addRow(codes, values, rowStart[row], rowStart[row + 1], block, out)
  }
}

/** Written out, as the operator without weights is. */
function addRow(
  codes: Uint32Array,
  values: Float64Array,
  from: number,
  to: number,
  block: Float64Array,
  out: Float64Array,
): void {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let at = from; at < to; at += 1) {
    const j = codes[at] & ~3
    const value = values[at]
    a += value * block[j]
    b += value * block[j + 1]
    c += value * block[j + 2]
    d += value * block[j + 3]
  }
  for (let at = from; at < to; at += 1) {
    const j = codes[at] & ~3
    const value = values[at]
    out[j] += value * a
    out[j + 1] += value * b
    out[j + 2] += value * c
    out[j + 3] += value * d
  }
}
