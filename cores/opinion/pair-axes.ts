import { type Axes, type AxesFrame, type AxesOptions, solveAxes } from './axes.ts'
import { denseOperator } from './gram-operator.ts'
import { firstOfRow, PAIR, type PairSums } from './pair-sums.ts'
import { interleave, type SpreadSums, STRIDE } from './positions.ts'

/** What axes are sought in, by canonical column, and where each statement lies in the sums. */
export interface PairFrame extends AxesFrame {
  /** canonical column → column of the sums */
  readonly from: Int32Array
}

/** Axes from pair sums: as findAxes gives, to 1e-9. O(statements² · passes). */
export function axesFromPairs(sums: PairSums, frame: PairFrame, options: AxesOptions = {}): Axes {
  const covariance = covarianceOf(sums, frame)
  return solveAxes(denseOperator(covariance, frame.from.length), frame, options)
}

/** The lower triangle of Q_jk − m_j·P_kj − m_k·P_jk + m_j·m_k·N_jk with m the means; 0 for closed statements. */
function covarianceOf(sums: PairSums, frame: PairFrame): Float64Array {
  const n = frame.from.length
  const size = firstOfRow(n)
  const covariance = sums.work.covariance.length === size ? sums.work.covariance : new Float64Array(size)
  sums.work.covariance = covariance
  for (let j = 0; j < n; j += 1) fillRow(covariance, sums.cells, frame, j)
  return covariance
}

function fillRow(covariance: Float64Array, cells: Int32Array, frame: PairFrame, j: number): void {
  const { from, center, open } = frame
  const own = from[j] as number
  const mj = center[j] as number
  const first = firstOfRow(own)
  const to = firstOfRow(j)
  const isOpen = open[j] === 1
  for (let k = 0; k <= j; k += 1) {
    const other = from[k] as number
    const mk = center[k] as number
    const isLater = other > own
    const cell = PAIR * (isLater ? firstOfRow(other) + own : first + other)
    const both = cells[cell] as number
    const votesOnJ = cells[isLater ? cell + 2 : cell + 1] as number
    const votesOnK = cells[isLater ? cell + 1 : cell + 2] as number
    const products = cells[cell + 3] as number
    covariance[to + k] =
      isOpen && open[k] === 1 ? products - mj * votesOnK - mk * votesOnJ + mj * mk * both : 0
  }
}

/** Σ over participants of (Σ of squared loadings)², per axis, from N: what sumSpread finds in the votes. */
export function spreadFromPairs(sums: PairSums, { from }: PairFrame, axes: Axes): SpreadSums {
  const inOrder = interleave(axes).map((loading) => loading * loading)
  const squares = new Float64Array(inOrder.length)
  from.forEach((own, j) => {
    squares.set(inOrder.subarray(j * STRIDE, (j + 1) * STRIDE), own * STRIDE)
  })
  const squared = new Float64Array(STRIDE)
  for (let j = 0, cell = 0; j < from.length; j += 1) {
    let a = 0
    let b = 0
    let c = 0
    for (let k = 0, at = 0; k < j; k += 1, at += STRIDE, cell += PAIR) {
      const both = sums.cells[cell] as number
      a += both * (squares[at] as number)
      b += both * (squares[at + 1] as number)
      c += both * (squares[at + 2] as number)
    }
    const own = sums.cells[cell] as number
    cell += PAIR
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
