import { type Axes, type AxesOptions, interleavedSquares, solveAxes } from './axes.ts'
import type { PairSums } from './pair-sums.ts'
import { STRIDE } from './positions.ts'
import { BLOCK, type BlockOperator } from './subspace.ts'

export interface PairFrame {
  /** canonical column → column of the sums */
  readonly from: Int32Array
  readonly statementIds: Int32Array
  /** per canonical column */
  readonly center: Float64Array
  readonly open: Uint8Array
  readonly total: number
}

/** Axes from pair sums: as findAxes gives, to 1e-9. O(statements² · passes). */
export function axesFromPairs(sums: PairSums, frame: PairFrame, options: AxesOptions = {}): Axes {
  const covariance = covarianceOf(sums, frame)
  return solveAxes(denseOperator(covariance, frame.from.length), frame, options)
}

/** Q_jk − m_j·P_kj − m_k·P_jk + m_j·m_k·N_jk with m the means; 0 for closed statements. */
function covarianceOf(sums: PairSums, frame: PairFrame): Float64Array {
  const { from, center, open } = frame
  const { width, both, votes, products } = sums
  const n = from.length
  const covariance = new Float64Array(n * n)
  for (let j = 0; j < n; j += 1) {
    if (open[j] !== 1) continue
    const row = (from[j] as number) * width
    const mj = center[j] as number
    for (let k = 0; k <= j; k += 1) {
      if (open[k] !== 1) continue
      const mk = center[k] as number
      const at = row + (from[k] as number)
      const mirrored = (from[k] as number) * width + (from[j] as number)
      const value =
        (products[at] as number) -
        mj * (votes[mirrored] as number) -
        mk * (votes[at] as number) +
        mj * mk * (both[at] as number)
      covariance[j * n + k] = value
      covariance[k * n + j] = value
    }
  }
  return covariance
}

function denseOperator(matrix: Float64Array, n: number): BlockOperator {
  return (block, out) => {
    for (let j = 0; j < n; j += 1) {
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      const row = j * n
      for (let k = 0, at = 0; k < n; k += 1, at += BLOCK) {
        const x = matrix[row + k] as number
        a += x * (block[at] as number)
        b += x * (block[at + 1] as number)
        c += x * (block[at + 2] as number)
        d += x * (block[at + 3] as number)
      }
      out[j * BLOCK] = a
      out[j * BLOCK + 1] = b
      out[j * BLOCK + 2] = c
      out[j * BLOCK + 3] = d
    }
  }
}

/** Σ over participants of (Σ of squared loadings)², per axis, from N: what sumSpread finds in the votes. */
export function spreadFromPairs(
  sums: PairSums,
  frame: PairFrame,
  axes: Axes,
): { readonly squared: Float64Array } {
  const squares = interleavedSquares(axes, STRIDE)
  const { from } = frame
  const squared = new Float64Array(STRIDE)
  for (let j = 0; j < from.length; j += 1) {
    const row = (from[j] as number) * sums.width
    let a = 0
    let b = 0
    let c = 0
    for (let k = 0, at = 0; k < from.length; k += 1, at += STRIDE) {
      const both = sums.both[row + (from[k] as number)] as number
      a += both * (squares[at] as number)
      b += both * (squares[at + 1] as number)
      c += both * (squares[at + 2] as number)
    }
    squared[0] = (squared[0] as number) + a * (squares[j * STRIDE] as number)
    squared[1] = (squared[1] as number) + b * (squares[j * STRIDE + 1] as number)
    squared[2] = (squared[2] as number) + c * (squares[j * STRIDE + 2] as number)
  }
  return { squared }
}
