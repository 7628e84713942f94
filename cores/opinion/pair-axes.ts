import { type Axes, type AxesOptions, interleavedSquares, solveAxes } from './axes.ts'
import { denseOperator } from './gram-operator.ts'
import type { PairSums } from './pair-sums.ts'
import { STRIDE } from './positions.ts'

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
  const n = frame.from.length
  const covariance = sums.work.covariance.length === n * n ? sums.work.covariance : new Float64Array(n * n)
  sums.work.covariance = covariance
  if (frame.open.includes(0)) covariance.fill(0)
  for (let top = 0; top < n; top += TILE)
    for (let left = 0; left <= top; left += TILE) fillTile(covariance, sums, frame, top, left)
  return covariance
}

/** Mirrored cells lie far apart; tile by tile both stay in cache. */
const TILE = 32

function fillTile(
  covariance: Float64Array,
  sums: PairSums,
  frame: PairFrame,
  top: number,
  left: number,
): void {
  const { from, center, open } = frame
  const { width, both, votes, products } = sums
  const n = from.length
  for (let j = top; j < Math.min(n, top + TILE); j += 1) {
    if (open[j] !== 1) continue
    const own = from[j] as number
    const mj = center[j] as number
    for (let k = left; k < Math.min(j + 1, left + TILE); k += 1) {
      if (open[k] !== 1) continue
      const mk = center[k] as number
      const at = own * width + (from[k] as number)
      const mirrored = (from[k] as number) * width + own
      const value =
        (products[at] as number) -
        mj * (votes[mirrored] as number) -
        mk * (votes[at] as number) +
        mj * mk * (both[at] as number)
      covariance[j * n + k] = value
      covariance[k * n + j] = value
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
    for (let k = 0, at = 0; k < j; k += 1, at += STRIDE) {
      const both = sums.both[row + (from[k] as number)] as number
      a += both * (squares[at] as number)
      b += both * (squares[at + 1] as number)
      c += both * (squares[at + 2] as number)
    }
    const own = sums.both[row + (from[j] as number)] as number
    const [x, y, z] = [squares[j * STRIDE], squares[j * STRIDE + 1], squares[j * STRIDE + 2]] as [
      number,
      number,
      number,
    ]
    squared[0] = (squared[0] as number) + x * (2 * a + own * x)
    squared[1] = (squared[1] as number) + y * (2 * b + own * y)
    squared[2] = (squared[2] as number) + z * (2 * c + own * z)
  }
  return { squared }
}
