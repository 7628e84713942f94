import { type Axes, type AxesFrame, type AxesOptions, type SolvedAxes, solveAxes } from './axes.ts'
import { denseOperator } from './gram-operator.ts'
import { firstOfRow, PAIR, type PairSums } from './pair-sums.ts'
import { interleave, type SpreadSums, STRIDE } from './positions.ts'

/** The frame in which axes are computed, by canonical column, and where the sums hold each statement. */
export interface PairFrame extends AxesFrame {
  /** canonical column → column of the table, and so of the sums */
  readonly tableColumns: Int32Array
}

/** Axes from pair sums, equal to those of findAxes to 1e-9. O(statements² · passes). */
export function axesFromPairs(sums: PairSums, frame: PairFrame, options: AxesOptions = {}): SolvedAxes {
  const covariance = covarianceOf(sums, frame)
  return solveAxes(denseOperator(covariance, frame.tableColumns.length), frame, options)
}

/** The lower triangle of Q_jk − m_j·P_kj − m_k·P_jk + m_j·m_k·N_jk with m the means; 0 for closed statements. */
function covarianceOf(sums: PairSums, frame: PairFrame): Float64Array {
  const n = frame.tableColumns.length
  const size = firstOfRow(n)
  const covariance = sums.work.covariance.length === size ? sums.work.covariance : new Float64Array(size)
  sums.work.covariance = covariance
  for (let j = 0; j < n; j += 1) fillRow(covariance, sums.cells, frame, j)
  return covariance
}

function fillRow(covariance: Float64Array, cells: Int32Array, frame: PairFrame, j: number): void {
  const { tableColumns, center, open } = frame
  const own = tableColumns[j]
  const mj = center[j]
  const first = firstOfRow(own)
  const to = firstOfRow(j)
  const isOpen = open[j] === 1
  for (let k = 0; k <= j; k += 1) {
    const other = tableColumns[k]
    const mk = center[k]
    const isLater = other > own
    const cell = PAIR * (isLater ? firstOfRow(other) + own : first + other)
    const both = cells[cell]
    const votesOnJ = cells[isLater ? cell + 2 : cell + 1]
    const votesOnK = cells[isLater ? cell + 1 : cell + 2]
    const products = cells[cell + 3]
    covariance[to + k] =
      isOpen && open[k] === 1 ? products - mj * votesOnK - mk * votesOnJ + mj * mk * both : 0
  }
}

/** Σ over participants of (Σ of squared loadings)², per axis, from N: the same as sumSpread computes from the votes. */
export function spreadFromPairs(sums: PairSums, { tableColumns }: PairFrame, axes: Axes): SpreadSums {
  const inOrder = interleave(axes).map((loading) => loading * loading)
  const squares = new Float64Array(inOrder.length)
  tableColumns.forEach((own, j) => {
    squares.set(inOrder.subarray(j * STRIDE, (j + 1) * STRIDE), own * STRIDE)
  })
  const squared = new Float64Array(STRIDE)
  for (let j = 0, cell = 0; j < tableColumns.length; j += 1) {
    let a = 0
    let b = 0
    let c = 0
    for (let k = 0, at = 0; k < j; k += 1, at += STRIDE, cell += PAIR) {
      const both = sums.cells[cell]
      a += both * squares[at]
      b += both * squares[at + 1]
      c += both * squares[at + 2]
    }
    const own = sums.cells[cell]
    cell += PAIR
    const [x, y, z] = [squares[j * STRIDE], squares[j * STRIDE + 1], squares[j * STRIDE + 2]]
    squared[0] += x * (2 * a + own * x)
    squared[1] += y * (2 * b + own * y)
    squared[2] += z * (2 * c + own * z)
  }
  return { squared }
}
