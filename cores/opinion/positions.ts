import { type Axes, MAX_AXES, residualByCode, squaresAbout } from './axes.ts'
import type { StatementCounts, VoteMatrix } from './vote-matrix.ts'

/** A point takes three numbers, whatever the number of axes; those of unused axes are 0. */
export const STRIDE = MAX_AXES

/**
 * How far apart people are on each axis and how noisy a single vote is: what is needed to place somebody from few
 * votes. A participant's residuals are modelled as p · loadings + noise, with p normal with variance `spread`:
 * probabilistic principal components (Tipping and Bishop 1999) on the observed votes only; MATH.md §11.
 */
export interface PositionModel {
  readonly axes: Axes
  /** vote minus mean, by code */
  readonly residual: Float64Array
  /** loadings, interleaved by STRIDE */
  readonly loadings: Float64Array
  /** variance of positions per axis, length STRIDE */
  readonly spread: Float64Array
  /** variance of a vote around what the axes explain */
  readonly noise: number
}

/** Sums over the votes that the model is fitted to; per axis. */
export interface SpreadSums {
  /** Σ over participants of (Σ over their votes of loading²)² */
  readonly squared: Float64Array
}

/** Sums needed by fitPositions, from the votes. O(votes). @param weights how often each row counts; once when absent */
export function sumSpread(matrix: VoteMatrix, loadings: Float64Array, weights?: Int32Array): SpreadSums {
  const squared = new Float64Array(STRIDE)
  const square = loadings.map((loading) => loading * loading)
  const { rowStart, codes } = matrix
  for (let row = 0; row < rowStart.length - 1; row += 1) {
    const weight = weights ? weights[row] : 1
    if (weight === 0) continue
    const to = rowStart[row + 1]
    let [a, b, c] = [0, 0, 0]
    for (let at = rowStart[row]; at < to; at += 1) {
      const j = (codes[at] >>> 2) * STRIDE
      a += square[j]
      b += square[j + 1]
      c += square[j + 2]
    }
    squared[0] += weight * a * a
    squared[1] += weight * b * b
    squared[2] += weight * c * c
  }
  return { squared }
}

const LEAST_SHARE = 1e-9

/**
 * Fits the model by moments: E[eigenvalue k] = spread_k · Σᵢ sᵢₖ² + noise · Σᵢ sᵢₖ with sᵢₖ the squared
 * loadings of what i voted on, and the total sum of squares = Σₖ spread_k · Σᵢ sᵢₖ + noise · votes.
 */
export function fitPositions(axes: Axes, counts: StatementCounts, sums: SpreadSums): PositionModel {
  const loadings = interleave(axes)
  const { total } = squaresAbout(counts, axes.center, axes.open)
  const linear = new Float64Array(STRIDE)
  let votes = 0
  for (let column = 0; column < axes.open.length; column += 1) {
    if (axes.open[column] !== 1) continue
    const seen = counts.votes[column]
    votes += seen
    for (let k = 0; k < STRIDE; k += 1) linear[k] += seen * loadings[column * STRIDE + k] ** 2
  }
  let [explained, used] = [0, 0]
  for (let k = 0; k < axes.values.length; k += 1) {
    const squared = sums.squared[k]
    if (squared === 0) continue
    explained += (axes.values[k] * linear[k]) / squared
    used += linear[k] ** 2 / squared
  }
  const perVote = total / Math.max(votes, 1)
  const free = votes - used
  const noise = Math.max(free > 0 ? (total - explained) / free : 0, perVote * 1e-3, Number.MIN_VALUE ** 0.25)
  const spread = new Float64Array(STRIDE).map((_, k) => {
    const squared = sums.squared[k]
    const moment = squared > 0 ? ((axes.values[k] ?? 0) - noise * linear[k]) / squared : 0
    return Math.max(moment, noise * LEAST_SHARE)
  })
  return { axes, residual: residualByCode(axes.center, axes.open), loadings, spread, noise }
}

/** Loadings of all axes, STRIDE numbers per statement. */
export function interleave(axes: Axes): Float64Array {
  const loadings = new Float64Array(axes.open.length * STRIDE)
  axes.components.forEach((component, k) => {
    component.forEach((loading, column) => {
      loadings[column * STRIDE + k] = loading
    })
  })
  return loadings
}

/**
 * Places one participant: the most probable position given their votes, which pulls people with few votes towards the
 * middle instead of pushing them outwards.
 * @param codes a row of the matrix: column · 4 + vote + 1, ascending
 * @param out receives STRIDE numbers at `offset`; the unit is that of a full row's projection
 */
export function placeRow(
  model: PositionModel,
  codes: Uint32Array,
  from: number,
  to: number,
  out: Float64Array,
  offset: number,
): void {
  const { residual, loadings, spread, noise } = model
  let a00 = noise / spread[0]
  let a11 = noise / spread[1]
  let a22 = noise / spread[2]
  let [a01, a02, a12, b0, b1, b2] = [0, 0, 0, 0, 0, 0]
  for (let at = from; at < to; at += 1) {
    const code = codes[at]
    const j = (code >>> 2) * STRIDE
    const r = residual[code]
    const x = loadings[j]
    const y = loadings[j + 1]
    const z = loadings[j + 2]
    a00 += x * x
    a01 += x * y
    a02 += x * z
    a11 += y * y
    a12 += y * z
    a22 += z * z
    b0 += r * x
    b1 += r * y
    b2 += r * z
  }
  // Cholesky of the 3 × 3 system; its diagonal is positive because noise is.
  const l10 = a01 / a00
  const l20 = a02 / a00
  const d1 = a11 - l10 * a01
  const e12 = a12 - l20 * a01
  const l21 = e12 / d1
  const d2 = a22 - l20 * a02 - l21 * e12
  const y1 = b1 - l10 * b0
  const z = (b2 - l20 * b0 - l21 * y1) / d2
  const y = y1 / d1 - l21 * z
  out[offset] = b0 / a00 - l10 * y - l20 * z
  out[offset + 1] = y
  out[offset + 2] = z
}

/** The upper triangle of a symmetric 3 × 3 matrix. */
export type Covariance = readonly [xx: number, xy: number, xz: number, yy: number, yz: number, zz: number]

/**
 * The uncertainty that the votes leave about a position, as a covariance: noise · (Σ a·aᵀ + noise · spread⁻¹)⁻¹ over
 * the loadings a of what was voted on, inverted by cofactors; MATH.md §11.
 * @param codes a row of the matrix, as placeRow takes it; entries from `to` on are ignored
 */
export function rowCovariance(model: PositionModel, codes: Uint32Array, to = codes.length): Covariance {
  const { loadings, spread, noise } = model
  let xx = noise / spread[0]
  let yy = noise / spread[1]
  let zz = noise / spread[2]
  let xy = 0
  let xz = 0
  let yz = 0
  for (let at = 0; at < to; at += 1) {
    const j = (codes[at] >>> 2) * STRIDE
    const x = loadings[j]
    const y = loadings[j + 1]
    const z = loadings[j + 2]
    xx += x * x
    xy += x * y
    xz += x * z
    yy += y * y
    yz += y * z
    zz += z * z
  }
  const [a, b, c] = [yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy]
  const determinant = xx * a + xy * b + xz * c
  const [d, e, f] = [xx * zz - xz * xz, xy * xz - xx * yz, xx * yy - xy * xy]
  return [
    (a / determinant) * noise,
    (b / determinant) * noise,
    (c / determinant) * noise,
    (d / determinant) * noise,
    (e / determinant) * noise,
    (f / determinant) * noise,
  ]
}

/** The uncertainty of a position: the standard deviation along each axis that the votes leave. */
export function rowDeviations(model: PositionModel, codes: Uint32Array, to = codes.length): Float64Array {
  const covariance = rowCovariance(model, codes, to)
  const deviations = new Float64Array(STRIDE)
  deviations[0] = Math.sqrt(Math.max(covariance[0], 0))
  deviations[1] = Math.sqrt(Math.max(covariance[3], 0))
  deviations[2] = Math.sqrt(Math.max(covariance[5], 0))
  return deviations
}

/** Places everybody. @returns STRIDE numbers per row. O(votes) */
export function placeAll(model: PositionModel, matrix: VoteMatrix): Float64Array {
  return placeRows(model, matrix, Int32Array.from(matrix.participantIds.keys()))
}

/** Places some rows. @returns STRIDE numbers each, in the order given */
export function placeRows(model: PositionModel, matrix: VoteMatrix, rows: Int32Array): Float64Array {
  const { rowStart, codes } = matrix
  const points = new Float64Array(rows.length * STRIDE)
  for (let at = 0; at < rows.length; at += 1) {
    const row = rows[at]
    placeRow(model, codes, rowStart[row], rowStart[row + 1], points, at * STRIDE)
  }
  return points
}
