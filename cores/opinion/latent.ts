import type { Layout } from './opinion-map.ts'
import { STRIDE } from './positions.ts'
import { gatherResponses, type Responses } from './responses.ts'
import { invert, solve } from './small-matrix.ts'

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
export const SLOPE_PRECISION = 0.25
export const LEAN_PRECISION = 0.05

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
function placeAll(latents: Latents, steps: number): void {
  const { axes } = latents.model
  const slopes = { gradient: new Float64Array(axes), precision: new Float64Array(axes * axes) }
  for (let person = 0; person < latents.responses.rows.length; person += 1)
    for (let step = 0; step < steps; step += 1) if (stepPerson(latents, person, slopes) < STILL) break
}

/** A person who moves less than this has arrived. */
const STILL = 0.003

/** Derivatives of a person's log-likelihood. */
interface PersonSlopes {
  readonly gradient: Float64Array
  readonly precision: Float64Array
}

/** @returns how far the person moved on the axis where that was furthest */
function stepPerson(
  { model, responses, position, covariance }: Latents,
  person: number,
  slopes: PersonSlopes,
): number {
  const { axes } = model
  const { gradient, precision } = slopes
  const own = person * axes
  precision.fill(0)
  for (let k = 0; k < axes; k += 1) {
    gradient[k] = -position[own + k]
    precision[k * axes + k] = 1
  }
  for (let at = responses.start[person]; at < responses.start[person + 1]; at += 1)
    if (responses.sign[at] !== 0)
      addVote(model, responses.column[at], responses.sign[at], position, own, slopes)
  const inverse = covariance.subarray(own * axes, own * axes + axes * axes)
  invert(precision, axes, inverse)
  let furthest = 0
  for (let k = 0; k < axes; k += 1) furthest = Math.max(furthest, Math.abs(product(inverse, k, gradient)))
  const shorten = furthest > 1 ? 1 / furthest : 1
  for (let k = 0; k < axes; k += 1) position[own + k] += shorten * product(inverse, k, gradient)
  return furthest
}

function addVote(
  { axes, slope, lean }: LatentModel,
  column: number,
  sign: number,
  position: Float64Array,
  own: number,
  { gradient, precision }: PersonSlopes,
): void {
  const base = column * axes
  let score = lean[column]
  for (let k = 0; k < axes; k += 1) score += slope[base + k] * position[own + k]
  const chance = 1 / (1 + Math.exp(-score))
  const error = (sign > 0 ? 1 : 0) - chance
  const weight = chance * (1 - chance)
  for (let k = 0; k < axes; k += 1) {
    gradient[k] += error * slope[base + k]
    for (let l = 0; l < axes; l += 1) precision[k * axes + l] += weight * slope[base + k] * slope[base + l]
  }
}

function product(matrix: Float64Array, row: number, vector: Float64Array): number {
  let sum = 0
  for (let l = 0; l < vector.length; l += 1) sum += matrix[row * vector.length + l] * vector[l]
  return sum
}

/** One step of Newton for every statement, given where people are and how uncertain that is. */
function improveStatements(latents: Latents): void {
  const { model, responses } = latents
  const width = model.axes + 1
  const slopes = {
    gradient: new Float64Array(model.columns * width),
    hessian: new Float64Array(model.columns * width * width),
    spread: new Float64Array(model.axes),
  }
  for (let person = 0; person < responses.rows.length; person += 1)
    for (let at = responses.start[person]; at < responses.start[person + 1]; at += 1)
      if (responses.sign[at] !== 0) addResponse(latents, person, at, slopes)
  for (let column = 0; column < model.columns; column += 1) stepStatement(model, column, slopes)
}

/** Derivatives for all statements: by slope after slope, then by lean. */
interface StatementSlopes {
  readonly gradient: Float64Array
  readonly hessian: Float64Array
  /** room for one person: covariance · slope */
  readonly spread: Float64Array
}

function addResponse(
  { model, responses, position, covariance }: Latents,
  person: number,
  at: number,
  slopes: StatementSlopes,
): void {
  const { axes, slope } = model
  const { gradient, hessian, spread } = slopes
  const column = responses.column[at]
  const own = person * axes
  let score = model.lean[column]
  let variance = 0
  for (let k = 0; k < axes; k += 1) {
    score += slope[column * axes + k] * position[own + k]
    let sum = 0
    for (let l = 0; l < axes; l += 1) sum += covariance[(own + k) * axes + l] * slope[column * axes + l]
    spread[k] = sum
    variance += sum * slope[column * axes + k]
  }
  // A logistic curve averaged over a normal position is nearly a flatter one (MacKay 1992).
  const flatter = 1 / Math.sqrt(1 + (Math.PI / 8) * variance)
  const chance = 1 / (1 + Math.exp(-flatter * score))
  const error = (responses.sign[at] > 0 ? 1 : 0) - chance
  const weight = flatter * chance * (1 - chance)
  const width = axes + 1
  const g = column * width
  const h = g * width
  for (let k = 0; k < axes; k += 1) {
    gradient[g + k] += error * position[own + k] - weight * spread[k]
    for (let l = 0; l < axes; l += 1)
      hessian[h + k * width + l] +=
        weight * (position[own + k] * position[own + l] + covariance[(own + k) * axes + l])
    hessian[h + k * width + axes] += weight * position[own + k]
    hessian[h + axes * width + k] += weight * position[own + k]
  }
  gradient[g + axes] += error
  hessian[h + axes * width + axes] += weight
}

function stepStatement(
  { axes, slope, lean }: LatentModel,
  column: number,
  { gradient, hessian }: StatementSlopes,
): void {
  const width = axes + 1
  const step = gradient.subarray(column * width, column * width + width)
  const curve = hessian.subarray(column * width * width, (column + 1) * width * width)
  for (let k = 0; k < axes; k += 1) {
    step[k] -= SLOPE_PRECISION * slope[column * axes + k]
    curve[k * width + k] += SLOPE_PRECISION
  }
  step[axes] -= LEAN_PRECISION * lean[column]
  curve[axes * width + axes] += LEAN_PRECISION
  solve(curve, step, width)
  const longest = step.reduce((most, part) => Math.max(most, Math.abs(part)), 0)
  const shorten = longest > 1 ? 1 / longest : 1
  for (let k = 0; k < axes; k += 1) slope[column * axes + k] += shorten * step[k]
  lean[column] += shorten * step[axes]
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
