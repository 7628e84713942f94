import { residualByCode, startBlock } from './axes.ts'
import { normalQuantile } from './distributions.ts'
import { gramOperatorFor } from './gram-operator.ts'
import type { Layout } from './opinion-map.ts'
import { STRIDE } from './positions.ts'
import type { SeededRandom } from './seeded-random.ts'
import { roughValues } from './subspace.ts'
import { countVotes, meanVotes, openColumns, type StatementCounts, type VoteMatrix } from './vote-matrix.ts'

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

/**
 * A smooth opinion landscape without groups, fitted to the votes: an ordinal probit model in which each
 * person has normal scores on the described axes, and each statement thresholds and loadings.
 */
export interface Continuum {
  readonly axes: number
  /** per code: the score above which this vote or a higher one is given; −∞ for the lowest */
  readonly thresholds: Float64Array
  /** loadings, interleaved by STRIDE, before `scale` */
  readonly loadings: Float64Array
  /** per axis, fitted so that simulated sums of squares match the observed ones */
  readonly scale: Float64Array
}

const MOST_EXPLAINED = 0.95
const CALIBRATION_ROUNDS = 4
const CALIBRATION_DRAWS = 3

/** Fits a continuum with the given number of axes to a layout. */
export function fitContinuum(layout: Layout, axes: number, random: SeededRandom): Continuum {
  const { counts, model } = layout
  const thresholds = new Float64Array(model.residual.length)
  const loadings = new Float64Array(model.loadings.length)
  for (let column = 0; column < counts.votes.length; column += 1) {
    const votes = counts.votes[column]
    if (votes === 0) continue
    const low = normalQuantile((counts.disagrees[column] + 0.5) / (votes + 1.5))
    const high = normalQuantile(1 - (counts.agrees[column] + 0.5) / (votes + 1.5))
    thresholds[column * 4] = low
    thresholds[column * 4 + 1] = Math.max(low, high)
    // How steeply the mean vote rises with the score: the sum of the densities at both thresholds.
    const slope = (Math.exp((-low * low) / 2) + Math.exp((-high * high) / 2)) / Math.sqrt(2 * Math.PI)
    for (let k = 0; k < axes; k += 1) {
      const at = column * STRIDE + k
      loadings[at] = (model.loadings[at] * Math.sqrt(model.spread[k])) / slope
    }
  }
  const continuum = { axes, thresholds, loadings, scale: new Float64Array(STRIDE).fill(1) }
  calibrate(continuum, layout, random)
  return continuum
}

/** Scales each axis until simulated votes spread along it as the observed ones do. */
function calibrate(continuum: Continuum, layout: Layout, random: SeededRandom): void {
  for (let round = 0; round < CALIBRATION_ROUNDS; round += 1) {
    const mean = new Float64Array(continuum.axes)
    for (let draw = 0; draw < CALIBRATION_DRAWS; draw += 1) {
      const simulated = simulateVotes(layout.matrix, continuum, random)
      axisValues(simulated, countVotes(simulated), continuum.axes).forEach((value, k) => {
        mean[k] += value / CALIBRATION_DRAWS
      })
    }
    mean.forEach((value, k) => {
      const ratio = value > 0 ? layout.axes.values[k] / value : 1
      continuum.scale[k] *= Math.min(1.5, Math.max(0.67, ratio ** 0.6))
    })
  }
}

const NORMAL_STEPS = 1 << 14
let normalTable: Float64Array | undefined

/** Standard normal numbers from a table of quantiles: coarse, but many times faster than drawing them. */
function normals(): Float64Array {
  normalTable ??= Float64Array.from({ length: NORMAL_STEPS }, (_, at) =>
    normalQuantile((at + 0.5) / NORMAL_STEPS),
  )
  return normalTable
}

/** Votes of people spread smoothly over the continuum, on the statements that the real people voted on. */
export function simulateVotes(matrix: VoteMatrix, continuum: Continuum, random: SeededRandom): VoteMatrix {
  const table = normals()
  const codes = new Uint32Array(matrix.codes.length)
  const curves = responseCurves(continuum)
  for (let row = 0; row < matrix.rowStart.length - 1; row += 1) {
    const x = random.normal()
    const y = random.normal()
    const z = random.normal()
    const to = matrix.rowStart[row + 1]
    for (let at = matrix.rowStart[row]; at < to; at += 1) {
      const lowest = matrix.codes[at] & ~3
      const curve = (lowest >>> 2) * CURVE
      const score =
        curves[curve] * x + curves[curve + 1] * y + curves[curve + 2] * z + table[random.next32() >>> 18]
      // Arithmetic instead of branches: a processor cannot predict which way a vote goes.
      const above = Number(score >= curves[curve + 3]) + Number(score >= curves[curve + 4])
      codes[at] = lowest + above
    }
  }
  return { ...matrix, codes }
}

/** Numbers per statement in responseCurves: the loadings and both thresholds. */
const CURVE = STRIDE + 2

/**
 * How each statement responds to a position, in units of its noise; scaled loadings are limited so that some noise is
 * left.
 */
function responseCurves({ loadings, scale, thresholds }: Continuum): Float64Array {
  const columns = loadings.length / STRIDE
  const curves = new Float64Array(columns * CURVE)
  for (let column = 0; column < columns; column += 1) {
    const scaled = scale.map((factor, k) => factor * loadings[column * STRIDE + k])
    const explained = scaled.reduce((sum, loading) => sum + loading * loading, 0)
    const shrink = explained > MOST_EXPLAINED ? Math.sqrt(MOST_EXPLAINED / explained) : 1
    const noise = Math.sqrt(1 - Math.min(explained, MOST_EXPLAINED))
    scaled.forEach((loading, k) => {
      curves[column * CURVE + k] = (loading * shrink) / noise
    })
    curves[column * CURVE + STRIDE] = thresholds[column * 4] / noise
    curves[column * CURVE + STRIDE + 1] = thresholds[column * 4 + 1] / noise
  }
  return curves
}
