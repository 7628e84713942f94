import { clusteredRows } from './groups.ts'
import type { Layout } from './opinion-map.ts'
import { STRIDE } from './positions.ts'
import { hash32 } from './seeded-random.ts'
import { invert, solve } from './small-matrix.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/** Votes on open statements, person after person. */
export interface Responses {
  /** rows of the matrix, in the order of their content */
  readonly rows: Int32Array
  /** person i gave the votes start[i] … start[i + 1] − 1 */
  readonly start: Int32Array
  readonly column: Int32Array
  /** 1 agree, 0 pass, −1 disagree */
  readonly sign: Int8Array
}

/**
 * A position of everybody on `axes` scales where a vote is a logistic response: P(agree | agree or disagree) =
 * σ(slope · x + lean). Unlike positions on the map, these do not bunch where a statement has no room for more
 * agreement. The two-parameter model of item response theory, with normal scores; MATH.md §14.
 */
export interface LatentModel {
  readonly axes: number
  readonly columns: number
  /** `axes` numbers per statement */
  readonly slope: Float64Array
  readonly lean: Float64Array
}

/** A model fitted to responses, with everybody's most probable position. */
export interface Latents {
  readonly model: LatentModel
  readonly responses: Responses
  /** `axes` numbers per person; mean 0 and, with what is uncertain, variance 1 per axis */
  readonly position: Float64Array
  /** covariance of what is left open, `axes`² numbers per person */
  readonly covariance: Float64Array
}

/** Rounds of the fit from the map's axes, and from a model that was fitted to nearly the same votes. */
const ROUNDS = 20
const WARM_ROUNDS = 4
/** Precision of slopes and leans before any vote is seen: keeps those of rare statements finite. */
const SLOPE_PRIOR = 0.25
const LEAN_PRIOR = 0.05

/** Rows that shape groups, in an order that depends on what they hold and not on the ids of people. O(votes + P log P). */
export function rowsByContent(matrix: VoteMatrix, open: Uint8Array): Int32Array {
  const keys = contentKeys(matrix)
  return clusteredRows(matrix, open).sort((a, b) => keys[a] - keys[b] || a - b)
}

/** Per row a number of 32 bits that depends on its votes alone. O(votes). */
export function contentKeys({ rowStart, codes, statementIds }: VoteMatrix): Uint32Array {
  const keys = new Uint32Array(rowStart.length - 1)
  for (let row = 0; row < keys.length; row += 1) {
    let key = 0
    for (let at = rowStart[row]; at < rowStart[row + 1]; at += 1)
      key = hash32(key + hash32(statementIds[codes[at] >>> 2] * 4 + (codes[at] & 3)))
    keys[row] = key
  }
  return keys
}

/** Gathers what the fit reads. O(votes). */
export function gatherResponses(matrix: VoteMatrix, open: Uint8Array, rows: Int32Array): Responses {
  const start = new Int32Array(rows.length + 1)
  const column: number[] = []
  const sign: number[] = []
  rows.forEach((row, person) => {
    for (let at = matrix.rowStart[row]; at < matrix.rowStart[row + 1]; at += 1) {
      const code = matrix.codes[at]
      const vote = (code & 3) - 1
      if (open[code >>> 2] !== 1) continue
      column.push(code >>> 2)
      sign.push(vote)
    }
    start[person + 1] = column.length
  })
  return { rows, start, column: Int32Array.from(column), sign: Int8Array.from(sign) }
}

/** Fits the model, starting from the axes of the map. O(rounds · votes · axes²). */
export function fitLatents(layout: Layout, rows: Int32Array, axes: number): Latents {
  const { matrix, model, points } = layout
  const responses = gatherResponses(matrix, layout.axes.open, rows)
  const position = new Float64Array(rows.length * axes)
  rows.forEach((row, person) => {
    for (let k = 0; k < axes; k += 1)
      position[person * axes + k] = points[row * STRIDE + k] / Math.sqrt(model.spread[k])
  })
  const columns = matrix.statementIds.length
  const start = { axes, columns, slope: new Float64Array(columns * axes), lean: new Float64Array(columns) }
  const agree = new Float64Array(columns)
  const all = new Float64Array(columns)
  responses.column.forEach((column, at) => {
    if (responses.sign[at] === 0) return
    all[column] += 1
    if (responses.sign[at] > 0) agree[column] += 1
  })
  for (let column = 0; column < columns; column += 1) {
    const share = (agree[column] + 0.5) / (all[column] + 1)
    start.lean[column] = Math.log(share / (1 - share))
    // What a unit of position moves in the vote, −1 … 1, as a change of log-odds.
    const steep = Math.max(4 * share * (1 - share), 0.3)
    for (let k = 0; k < axes; k += 1)
      start.slope[column * axes + k] =
        (3 * model.loadings[column * STRIDE + k] * Math.sqrt(model.spread[k])) / steep
  }
  return improve(responses, start, position, ROUNDS)
}

/** Fits the model to other votes on the same statements by the same people. */
export function refitLatents(near: Latents, responses: Responses): Latents {
  const { axes, columns, slope, lean } = near.model
  const start = { axes, columns, slope: slope.slice(), lean: lean.slice() }
  return improve(responses, start, near.position.slice(), WARM_ROUNDS)
}

function improve(responses: Responses, model: LatentModel, position: Float64Array, rounds: number): Latents {
  const people = responses.rows.length
  const covariance = new Float64Array(people * model.axes * model.axes)
  const latents = { model, responses, position, covariance }
  for (let round = 0; round < rounds; round += 1) {
    placeAll(latents, round === 0 ? 5 : 2)
    improveStatements(latents)
    standardise(latents)
  }
  placeAll(latents, 4)
  return latents
}

/** Newton's steps to everybody's most probable position, with a normal prior of variance 1. */
function placeAll({ model, responses, position, covariance }: Latents, steps: number): void {
  const { axes, slope, lean } = model
  const { start, column, sign } = responses
  const gradient = new Float64Array(axes)
  const precision = new Float64Array(axes * axes)
  for (let person = 0; person < responses.rows.length; person += 1) {
    const own = person * axes
    for (let step = 0; step < steps; step += 1) {
      precision.fill(0)
      for (let k = 0; k < axes; k += 1) {
        gradient[k] = -position[own + k]
        precision[k * axes + k] = 1
      }
      for (let at = start[person]; at < start[person + 1]; at += 1) {
        if (sign[at] === 0) continue
        const base = column[at] * axes
        let score = lean[column[at]]
        for (let k = 0; k < axes; k += 1) score += slope[base + k] * position[own + k]
        const chance = 1 / (1 + Math.exp(-score))
        const error = (sign[at] > 0 ? 1 : 0) - chance
        const weight = chance * (1 - chance)
        for (let k = 0; k < axes; k += 1) {
          gradient[k] += error * slope[base + k]
          for (let l = 0; l < axes; l += 1)
            precision[k * axes + l] += weight * slope[base + k] * slope[base + l]
        }
      }
      const inverse = covariance.subarray(own * axes, own * axes + axes * axes)
      invert(precision, axes, inverse)
      let longest = 0
      for (let k = 0; k < axes; k += 1) longest = Math.max(longest, Math.abs(product(inverse, k, gradient)))
      const shorten = longest > 1 ? 1 / longest : 1
      for (let k = 0; k < axes; k += 1) position[own + k] += shorten * product(inverse, k, gradient)
      if (longest < 0.003) break
    }
  }
}

function product(matrix: Float64Array, row: number, vector: Float64Array): number {
  let sum = 0
  for (let l = 0; l < vector.length; l += 1) sum += matrix[row * vector.length + l] * vector[l]
  return sum
}

/** One step of Newton for every statement, given where people are and how uncertain that is. */
function improveStatements({ model, responses, position, covariance }: Latents): void {
  const { axes, columns, slope, lean } = model
  const { start, column, sign } = responses
  const width = axes + 1
  const gradient = new Float64Array(columns * width)
  const hessian = new Float64Array(columns * width * width)
  const spread = new Float64Array(axes)
  for (let person = 0; person < responses.rows.length; person += 1) {
    const own = person * axes
    for (let at = start[person]; at < start[person + 1]; at += 1) {
      if (sign[at] === 0) continue
      const j = column[at]
      let score = lean[j]
      let variance = 0
      for (let k = 0; k < axes; k += 1) {
        score += slope[j * axes + k] * position[own + k]
        let sum = 0
        for (let l = 0; l < axes; l += 1) sum += covariance[own * axes + k * axes + l] * slope[j * axes + l]
        spread[k] = sum
        variance += sum * slope[j * axes + k]
      }
      // A logistic curve averaged over a normal position is nearly a flatter one (MacKay 1992).
      const flatter = 1 / Math.sqrt(1 + (Math.PI / 8) * variance)
      const chance = 1 / (1 + Math.exp(-flatter * score))
      const error = (sign[at] > 0 ? 1 : 0) - chance
      const weight = flatter * chance * (1 - chance)
      const g = j * width
      const h = g * width
      for (let k = 0; k < axes; k += 1) {
        gradient[g + k] += error * position[own + k] - weight * spread[k]
        for (let l = 0; l < axes; l += 1)
          hessian[h + k * width + l] +=
            weight * (position[own + k] * position[own + l] + covariance[own * axes + k * axes + l])
        hessian[h + k * width + axes] += weight * position[own + k]
        hessian[h + axes * width + k] += weight * position[own + k]
      }
      gradient[g + axes] += error
      hessian[h + axes * width + axes] += weight
    }
  }
  for (let j = 0; j < columns; j += 1) {
    const g = gradient.subarray(j * width, j * width + width)
    const h = hessian.subarray(j * width * width, (j + 1) * width * width)
    for (let k = 0; k < axes; k += 1) {
      g[k] -= SLOPE_PRIOR * slope[j * axes + k]
      h[k * width + k] += SLOPE_PRIOR
    }
    g[axes] -= LEAN_PRIOR * lean[j]
    h[axes * width + axes] += LEAN_PRIOR
    solve(h, g, width)
    const longest = g.reduce((most, step) => Math.max(most, Math.abs(step)), 0)
    const shorten = longest > 1 ? 1 / longest : 1
    for (let k = 0; k < axes; k += 1) slope[j * axes + k] += shorten * g[k]
    lean[j] += shorten * g[axes]
  }
}

/** Shifts and scales the axes until positions have mean 0 and, with what is uncertain, variance 1. */
function standardise({ model, responses, position, covariance }: Latents): void {
  const { axes, columns, slope, lean } = model
  const people = responses.rows.length
  for (let k = 0; k < axes; k += 1) {
    let mean = 0
    for (let person = 0; person < people; person += 1) mean += position[person * axes + k] / people
    let variance = 0
    for (let person = 0; person < people; person += 1)
      variance +=
        ((position[person * axes + k] - mean) ** 2 + covariance[(person * axes + k) * axes + k]) / people
    const scale = Math.sqrt(variance)
    for (let j = 0; j < columns; j += 1) {
      lean[j] += slope[j * axes + k] * mean
      slope[j * axes + k] *= scale
    }
    for (let person = 0; person < people; person += 1)
      position[person * axes + k] = (position[person * axes + k] - mean) / scale
  }
}

/** How readily people pass: logit P(pass) = readiness − keenness · ln(2 cosh(score / 2)); MATH.md §14. */
export interface PassModel {
  /** per statement */
  readonly readiness: Float64Array
  /** 0 where passing says nothing of where somebody stands, 1 where it is the middle answer */
  readonly keenness: number
}

const PASS_ROUNDS = 8
const READINESS_PRECISION = 0.05
const MOST_KEEN = 1.5

/** Fits how readily people pass at their most probable positions. O(rounds · votes). */
export function fitPasses({ model, responses, position }: Latents): PassModel {
  const { axes, columns, slope, lean } = model
  const { start, column, sign } = responses
  const extremity = new Float64Array(column.length)
  for (let person = 0; person < responses.rows.length; person += 1)
    for (let at = start[person]; at < start[person + 1]; at += 1) {
      let score = lean[column[at]]
      for (let k = 0; k < axes; k += 1) score += slope[column[at] * axes + k] * position[person * axes + k]
      extremity[at] = Math.abs(score) / 2 + Math.log1p(Math.exp(-Math.abs(score)))
    }
  const readiness = new Float64Array(columns).fill(-1)
  let keenness = 0.5
  for (let round = 0; round < PASS_ROUNDS; round += 1) {
    const first = new Float64Array(columns)
    const second = new Float64Array(columns).fill(READINESS_PRECISION)
    const mixed = new Float64Array(columns)
    let [slopeOf, curve] = [0, 1e-6]
    for (let at = 0; at < column.length; at += 1) {
      const j = column[at]
      const chance = 1 / (1 + Math.exp(keenness * extremity[at] - readiness[j]))
      const error = (sign[at] === 0 ? 1 : 0) - chance
      const weight = chance * (1 - chance)
      first[j] += error
      second[j] += weight
      mixed[j] += weight * extremity[at]
      slopeOf -= error * extremity[at]
      curve += weight * extremity[at] * extremity[at]
    }
    // The statements' own parameters are solved for, and what is left decides how keen everybody is.
    for (let j = 0; j < columns; j += 1) {
      first[j] -= READINESS_PRECISION * readiness[j]
      slopeOf += (mixed[j] * first[j]) / second[j]
      curve -= (mixed[j] * mixed[j]) / second[j]
    }
    const step = Math.max(-0.5, Math.min(0.5, slopeOf / Math.max(curve, 1e-6)))
    const next = Math.max(0, Math.min(MOST_KEEN, keenness + step))
    for (let j = 0; j < columns; j += 1)
      readiness[j] += Math.max(-1, Math.min(1, (first[j] + mixed[j] * (next - keenness)) / second[j]))
    keenness = next
  }
  return { readiness, keenness }
}
