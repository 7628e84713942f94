import { type PositionModel, STRIDE } from './positions.ts'
import type { StatementCounts } from './vote-matrix.ts'
import { MODERATED_OUT } from './vote-table.ts'

export interface RoutingRequest {
  readonly model: PositionModel
  /** votes so far, per statement */
  readonly counts: StatementCounts
  /** per statement MODERATED_OUT | META */
  readonly status: Uint8Array
  /** how often each statement has been shown */
  readonly showings: Int32Array
  /** the participant's row: codes, ascending */
  readonly row: Uint32Array
  /** a number in [0, 1), from the caller's source of chance */
  readonly chance: number
  /** every open statement is to reach this many showings; default 20 */
  readonly leastShowings?: number
  /** share of draws kept for statements below that number, while there are any; default 0.5 */
  readonly guaranteed?: number
}

export type NextStatement =
  | {
      readonly kind: 'statement'
      readonly column: number
      /** probability with which it was drawn; log it with the showing */
      readonly propensity: number
      /** whether the guarantee had draws to give */
      readonly isGuaranteed: boolean
    }
  | { readonly kind: 'all-seen' }

const LEAST_SHOWINGS = 20
const GUARANTEED_SHARE = 0.5
/** Even the least informative statement keeps this share of an even draw, so that no propensity vanishes. */
const EVEN_SHARE = 0.1

/**
 * Draws the statement to show next: mostly the one expected to teach most (about where this person stands, and
 * about the statement itself), with a part of all draws kept for statements that few have seen. O(statements + row).
 */
export function chooseNextStatement(request: RoutingRequest): NextStatement {
  const propensities = routingPropensities(request)
  if (!propensities) return { kind: 'all-seen' }
  let left = request.chance
  let column = -1
  for (let j = 0; j < propensities.length && left >= 0; j += 1) {
    const propensity = propensities[j] as number
    if (propensity === 0) continue
    column = j
    left -= propensity
  }
  const least = request.leastShowings ?? LEAST_SHOWINGS
  return {
    kind: 'statement',
    column,
    propensity: propensities[column] as number,
    isGuaranteed: (request.showings[column] as number) < least,
  }
}

/** Probability per statement of being shown next; adds up to 1. Undefined when the person has seen all. */
export function routingPropensities(request: RoutingRequest): Float64Array | undefined {
  const candidate = candidates(request)
  const count = candidate.reduce((sum, is) => sum + is, 0)
  if (count === 0) return undefined
  const gain = expectedInformation(request.model, request.counts, request.row)
  const informed = normalised(gain.map((value, j) => (candidate[j] === 1 ? value : 0)))
  const least = request.leastShowings ?? LEAST_SHOWINGS
  const lacking = Float64Array.from(request.showings, (shown, j) =>
    candidate[j] === 1 ? Math.max(0, least - shown) : 0,
  )
  const share = lacking.some((value) => value > 0) ? (request.guaranteed ?? GUARANTEED_SHARE) : 0
  const owed = share > 0 ? normalised(lacking) : lacking
  return informed.map((value, j) => {
    if (candidate[j] !== 1) return 0
    const learned = (1 - EVEN_SHARE) * value + EVEN_SHARE / count
    return share * (owed[j] as number) + (1 - share) * learned
  })
}

function candidates(request: RoutingRequest): Uint8Array {
  const candidate = request.status.map((status) => ((status & MODERATED_OUT) === 0 ? 1 : 0))
  for (const code of request.row) candidate[code >>> 2] = 0
  return candidate
}

function normalised(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0)
  return total > 0 ? values.map((value) => value / total) : values
}

/**
 * Expected information of a vote on each statement, in nats. About the person: ½·ln(1 + E[aᵀVa]/σ²) with V what is
 * still uncertain about their position and a the statement's loadings, times the chance that they do not pass.
 * About the statement: ½·ln((n + 3)/(n + 2)), what one more vote takes off the uncertainty of its share, and
 * ½·ln(1 + r/(1 + n·r)) an axis, what it takes off that of its loadings, r = spread/(σ² · statements). Loadings that n
 * votes have not settled yet are expected to be as large as those of other statements.
 */
export function expectedInformation(
  model: PositionModel,
  counts: StatementCounts,
  row: Uint32Array,
): Float64Array {
  const uncertainty = positionUncertainty(model, row)
  const open = model.axes.open.reduce((sum, is) => sum + is, 0)
  const typical = open > 0 ? 1 / open : 0
  return Float64Array.from(counts.votes, (votes, column) => {
    const j = column * STRIDE
    let explained = 0
    let learned = 0.5 * Math.log((votes + 3) / (votes + 2))
    for (let a = 0; a < STRIDE; a += 1) {
      const ratio = (typical * (model.spread[a] as number)) / model.noise
      learned += 0.5 * Math.log1p(ratio / (1 + votes * ratio))
      explained += ((uncertainty[a * STRIDE + a] as number) * typical) / (1 + votes * ratio)
      for (let b = 0; b < STRIDE; b += 1)
        explained +=
          (model.loadings[j + a] as number) *
          (uncertainty[a * STRIDE + b] as number) *
          (model.loadings[j + b] as number)
    }
    const passes = votes - (counts.agrees[column] as number) - (counts.disagrees[column] as number)
    const answers = 1 - (passes + 1) / (votes + 3)
    return answers * 0.5 * Math.log1p(Math.max(explained, 0) / model.noise) + learned
  })
}

/** Posterior covariance of a position, row-major STRIDE × STRIDE: noise · (Σ a·aᵀ + noise · spread⁻¹)⁻¹. */
export function positionUncertainty(model: PositionModel, row: Uint32Array): Float64Array {
  const m = new Float64Array(STRIDE * STRIDE)
  for (let a = 0; a < STRIDE; a += 1) m[a * STRIDE + a] = model.noise / (model.spread[a] as number)
  for (const code of row) {
    const j = (code >>> 2) * STRIDE
    for (let a = 0; a < STRIDE; a += 1)
      for (let b = 0; b < STRIDE; b += 1)
        m[a * STRIDE + b] =
          (m[a * STRIDE + b] as number) +
          (model.loadings[j + a] as number) * (model.loadings[j + b] as number)
  }
  return inverse3(m).map((value) => value * model.noise)
}

/** Inverse of a symmetric positive definite 3 × 3 matrix by cofactors. */
function inverse3(m: Float64Array): Float64Array {
  const [a, b, c, d, e, f] = [m[0], m[1], m[2], m[4], m[5], m[8]] as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const [ca, cb, cc] = [d * f - e * e, c * e - b * f, b * e - c * d]
  const determinant = a * ca + b * cb + c * cc
  const [cd, ce, cf] = [a * f - c * c, b * c - a * e, a * d - b * b]
  return Float64Array.from([ca, cb, cc, cb, cd, ce, cc, ce, cf], (value) => value / determinant)
}
