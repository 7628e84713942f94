import { selectSmallest } from './order-statistic.ts'
import { type PositionModel, rowCovariance, STRIDE } from './positions.ts'
import { CODES_PER_COLUMN } from './vote-code.ts'
import { type StatementCounts, splitCounts, type VoteMatrix } from './vote-matrix.ts'

/** How the third of people furthest one way on an axis voted, and the third furthest the other way. */
export interface AxisEnds {
  readonly negative: StatementCounts
  readonly positive: StatementCounts
}

/** Where everybody stands, and by which model. */
export interface Placed {
  readonly matrix: VoteMatrix
  readonly model: PositionModel
  /** STRIDE numbers per row, as the model places them */
  readonly points: Float64Array
}

/**
 * The votes of both ends of each axis. A vote counts for the end at which its voter stands *by their other votes*: whoever
 * stood there by this vote as well would make the ends differ by themselves. Exactly on a border is at neither end.
 * MATH.md §17. O(votes).
 */
export function countAxisEnds(placed: Placed, axes: number): AxisEnds[] {
  if (axes === 0) return []
  const width = placed.matrix.statementIds.length * CODES_PER_COLUMN
  const counts = new Int32Array(2 * STRIDE * width)
  const borders = bordersOf(placed.points, axes)
  for (let row = 0; row < placed.matrix.rowStart.length - 1; row += 1)
    countRow(placed, row, borders, counts, width)
  const end = (at: number) => splitCounts(counts.subarray(at * width, (at + 1) * width))
  return Array.from({ length: axes }, (_, axis) => ({
    negative: end(2 * axis),
    positive: end(2 * axis + 1),
  }))
}

/** Low and high border per axis; nobody is beyond those of an axis that is not there. */
function bordersOf(points: Float64Array, axes: number): Float64Array {
  const borders = new Float64Array(2 * STRIDE)
  for (let axis = 0; axis < STRIDE; axis += 1) {
    const { low, high } =
      axis < axes
        ? thirdBorders(points, axis)
        : { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
    borders[2 * axis] = low
    borders[2 * axis + 1] = high
  }
  return borders
}

/** Between which values the middle third of people stands. O(people) */
export function thirdBorders(points: Float64Array, axis: number): { low: number; high: number } {
  const people = points.length / STRIDE
  const values = new Float64Array(people)
  for (let row = 0; row < people; row += 1) values[row] = points[row * STRIDE + axis]
  const [first, second] = [Math.floor(people / 3), Math.floor((2 * people) / 3)]
  const low = selectSmallest(values, first)
  return { low, high: selectSmallest(values, second, first) }
}

/**
 * Adds the votes of a row to the ends at which they count. Where somebody would be without one of their votes follows from
 * where they are: p − w·(r − u·p)/(1 − u·w) with w = M⁻¹u, as for the residual of a regression that leaves an observation
 * out (Sherman and Morrison 1950).
 * @param counts by code, for the negative and the positive end of each axis
 */
function countRow(
  { matrix, model, points }: Placed,
  row: number,
  borders: Float64Array,
  counts: Int32Array,
  width: number,
): void {
  const { residual, loadings, noise } = model
  const [low0, high0, low1, high1, low2, high2] = borders
  const [from, to] = [matrix.rowStart[row], matrix.rowStart[row + 1]]
  const codes = matrix.codes.subarray(from, to)
  const [xx, xy, xz, yy, yz, zz] = rowCovariance(model, codes)
  const p = points[row * STRIDE]
  const q = points[row * STRIDE + 1]
  const s = points[row * STRIDE + 2]
  for (let at = 0; at < codes.length; at += 1) {
    const code = codes[at]
    const j = (code >>> 2) * STRIDE
    const x = loadings[j]
    const y = loadings[j + 1]
    const z = loadings[j + 2]
    const a = xx * x + xy * y + xz * z
    const b = xy * x + yy * y + yz * z
    const c = xz * x + yz * y + zz * z
    const pull = (residual[code] - x * p - y * q - z * s) / (noise - x * a - y * b - z * c)
    const first = p - a * pull
    const second = q - b * pull
    const third = s - c * pull
    // Most votes of a person count at the same end, so the processor guesses well.
    if (first < low0) counts[code] += 1
    else if (first > high0) counts[width + code] += 1
    if (second < low1) counts[2 * width + code] += 1
    else if (second > high1) counts[3 * width + code] += 1
    if (third < low2) counts[4 * width + code] += 1
    else if (third > high2) counts[5 * width + code] += 1
  }
}
