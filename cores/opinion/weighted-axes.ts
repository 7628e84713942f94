import { type Axes, axesFrame, solveAxes } from './axes.ts'
import { BLOCK } from './block-vectors.ts'
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
export function weightedAxes(matrix: VoteMatrix, weights: Float64Array): Axes {
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
  return solveAxes(operatorOf(matrix, values), { ...plain, center, diagonal, total }, {}).axes
}

/** XᵀX, where each vote has a value of its own. */
function operatorOf({ rowStart, codes }: VoteMatrix, values: Float64Array): BlockOperator {
  return (block, out) => {
    out.fill(0)
    const product = new Float64Array(BLOCK)
    for (let row = 0; row + 1 < rowStart.length; row += 1) {
      const [from, to] = [rowStart[row], rowStart[row + 1]]
      product.fill(0)
      for (let at = from; at < to; at += 1)
        for (let k = 0, j = columnOf(codes[at]) * BLOCK; k < BLOCK; k += 1)
          product[k] += values[at] * block[j + k]
      for (let at = from; at < to; at += 1)
        for (let k = 0, j = columnOf(codes[at]) * BLOCK; k < BLOCK; k += 1)
          out[j + k] += values[at] * product[k]
    }
  }
}
