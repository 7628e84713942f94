import { dot, scale, subtract } from './block-vectors.ts'

/** v_ij ≈ μ + b_i + c_j + f_i · g_j. */
export interface BridgingFit {
  /** c and g, per statement */
  readonly statementIntercept: Float64Array
  readonly factor: Float64Array
  /** b and f, per row */
  readonly personIntercept: Float64Array
  readonly side: Float64Array
}

/** The penalty on the square of each fitted number. */
export interface BridgingPenalties {
  /** on b and c */
  readonly intercept: number
  /** on f and g */
  readonly factor: number
}

/** Which rows and statements are fitted: 1 for a row with a counted vote, and for an open statement. */
export interface BridgingParts {
  readonly rows: Uint8Array
  readonly statements: Uint8Array
}

/**
 * Moves along the four directions that leave every fitted vote unchanged and alter only the penalties: (b + τ, c − τ),
 * (f + δ, c − δ·g), (g + ε, b − ε·f) and (s·f, g/s). In each, the lowest point has a closed form. Least squares alone
 * creeps along them: on real conversations scores were off by up to 0.39 after 60 rounds, and by 0.15 even after 1,500.
 */
export function lowerPenalties(fit: BridgingFit, parts: BridgingParts, penalties: BridgingPenalties): void {
  const { statementIntercept, factor, personIntercept, side } = fit
  const { rows, statements } = parts
  const [people, columns] = [sumOf(rows), sumOf(statements)]
  if (people === 0 || columns === 0) return
  const tau = (sumOf(statementIntercept) - sumOf(personIntercept)) / (people + columns)
  shift(personIntercept, rows, tau)
  shift(statementIntercept, statements, -tau)
  const delta = lowestShift(statementIntercept, factor, side, people, penalties)
  shift(side, rows, delta)
  subtract(statementIntercept, factor, delta)
  const epsilon = lowestShift(personIntercept, side, factor, columns, penalties)
  shift(factor, statements, epsilon)
  subtract(personIntercept, side, epsilon)
  const ratio = dot(factor, factor) / dot(side, side)
  if (!(ratio > 0 && Number.isFinite(ratio))) return
  scale(side, ratio ** 0.25)
  scale(factor, ratio ** -0.25)
}

/** The δ that minimises the penalty on (intercepts − δ · factors) and (others + δ). */
function lowestShift(
  intercepts: Float64Array,
  factors: Float64Array,
  others: Float64Array,
  count: number,
  penalties: BridgingPenalties,
): number {
  return (
    (penalties.intercept * dot(intercepts, factors) - penalties.factor * sumOf(others)) /
    (penalties.intercept * dot(factors, factors) + penalties.factor * count)
  )
}

function sumOf(values: Float64Array | Uint8Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

function shift(values: Float64Array, isPart: Uint8Array, step: number): void {
  for (let at = 0; at < values.length; at += 1) values[at] += step * isPart[at]
}
