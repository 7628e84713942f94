import { type Latents, LEAN_PRECISION, SLOPE_PRECISION } from './latent.ts'
import { logCosh, type PassModel } from './passes.ts'

/** A line through the middle between two centres, in the space of the latent positions. */
export interface Line {
  /** one number per axis */
  readonly middle: Float64Array
  /** one number per axis, of length 1 */
  readonly direction: Float64Array
  /** half the distance between the centres, which lie at −half and half */
  readonly half: number
}

/** Votes of some people as responses to one number, their place along a line: σ(lean + slope · place + aside). */
export interface LineVotes {
  /** person i gave the votes start[i] … start[i + 1] − 1 */
  readonly start: Int32Array
  readonly column: Int32Array
  readonly sign: Int8Array
  /** per vote, what the person's distance from the line adds; it stays as it was estimated */
  readonly aside: Float64Array
  /** per statement */
  readonly lean: Float64Array
  readonly slope: Float64Array
  /** evenly spaced places that reach beyond everybody */
  readonly grid: Float64Array
  readonly passes: PassTables
}

const PLACES = 25
/** How far the grid reaches beyond the outermost person, in standard deviations of everybody. */
const MARGIN = 0.8
/** Factors are multiplied, and turned into a sum of logarithms before they can overflow. */
const FACTORS_AT_ONCE = 8
const STEEPEST = 40
/** The line through two centres. @param axes how many numbers of a centre count */
export function lineThrough(from: ArrayLike<number>, to: ArrayLike<number>, axes: number): Line {
  const middle = Float64Array.from({ length: axes }, (_, k) => (from[k] + to[k]) / 2)
  const between = Float64Array.from({ length: axes }, (_, k) => to[k] - from[k])
  const length = Math.max(Math.hypot(...between), 1e-9)
  return { middle, direction: between.map((part) => part / length), half: length / 2 }
}

/** Where a position is along a line: 0 in the middle. */
export function placeOn(line: Line, position: ArrayLike<number>, at: number): number {
  let sum = 0
  for (let k = 0; k < line.direction.length; k += 1)
    sum += (position[at + k] - line.middle[k]) * line.direction[k]
  return sum
}

/** The votes of some people, by their place along a line. O(votes · axes). @param people indices in the responses */
export function votesAlong(
  { model, responses, position }: Latents,
  people: Int32Array,
  line: Line,
  passes: PassModel,
): LineVotes {
  const { axes, columns } = model
  const slope = new Float64Array(columns)
  for (let at = 0; at < slope.length * axes; at += 1)
    slope[Math.floor(at / axes)] += model.slope[at] * line.direction[at % axes]
  const start = new Int32Array(people.length + 1)
  people.forEach((person, index) => {
    start[index + 1] = start[index] + responses.start[person + 1] - responses.start[person]
  })
  const column = new Int32Array(start[people.length])
  const sign = new Int8Array(column.length)
  const aside = new Float64Array(column.length)
  let [low, high] = [-line.half, line.half]
  people.forEach((person, index) => {
    const place = placeOn(line, position, person * axes)
    low = Math.min(low, place)
    high = Math.max(high, place)
    for (let to = start[index], at = responses.start[person]; to < start[index + 1]; to += 1, at += 1) {
      const j = responses.column[at]
      column[to] = j
      sign[to] = responses.sign[at]
      let score = -slope[j] * place
      for (let k = 0; k < axes; k += 1) score += model.slope[j * axes + k] * position[person * axes + k]
      aside[to] = score
    }
  })
  const step = (high - low + 2 * MARGIN) / (PLACES - 1)
  const grid = Float64Array.from({ length: PLACES }, (_, g) => low - MARGIN + g * step)
  return { start, column, sign, aside, lean: model.lean.slice(), slope, grid, passes: passTables(passes) }
}

/**
 * Writes how likely everybody's votes are at each place, the largest of a person 1. O(votes · places).
 * @param into grid.length numbers per person @returns the logarithm of what was divided out
 */
export function tabulate(votes: LineVotes, into: Float64Array): number {
  const { start, grid, passes } = votes
  const places = grid.length
  const factors = new Float64Array(places)
  let total = 0
  for (let person = 0; person < start.length - 1; person += 1) {
    const row = into.subarray(person * places, person * places + places).fill(0)
    factors.fill(1)
    for (let at = start[person]; at < start[person + 1]; at += 1) {
      multiply(votes, at, passes, factors)
      const isLast = at === start[person + 1] - 1
      if (isLast || (at - start[person]) % FACTORS_AT_ONCE === FACTORS_AT_ONCE - 1) drain(factors, row)
    }
    let best = Number.NEGATIVE_INFINITY
    for (let g = 0; g < places; g += 1) best = Math.max(best, row[g])
    for (let g = 0; g < places; g += 1) row[g] = Math.exp(row[g] - best)
    total += best
  }
  return total
}

/** How readily people pass, in numbers that a vote needs. */
interface PassTables {
  /** see calmTable */
  readonly calm: Float64Array
  /** per statement, the odds of a pass at a score of 0, before `calm` */
  readonly eager: Float64Array
}

function passTables({ keenness, readiness }: PassModel): PassTables {
  return { calm: calmTable(keenness), eager: readiness.map((own) => Math.exp(own)) }
}

/** Multiplies by how unlikely one vote is at each place: 1 / its probability. */
function multiply(
  { column, sign, aside, lean, slope, grid }: LineVotes,
  at: number,
  { calm, eager }: PassTables,
  factors: Float64Array,
): void {
  const j = column[at]
  const step = grid[1] - grid[0]
  const score = Math.max(-STEEPEST, Math.min(STEEPEST, lean[j] + aside[at] + slope[j] * grid[0]))
  const perCell = CALM_CELLS * slope[j] * step
  // The middle of the table is a score of 0; half a cell more rounds instead of cutting off.
  let cell = CALM_CELLS * score + MIDDLE_CELL + 0.5
  const odds = eager[j]
  if (sign[at] === 0) {
    for (let g = 0; g < factors.length; g += 1) {
      factors[g] *= 1 + 1 / (odds * calm[cell | 0])
      cell += perCell
    }
    return
  }
  // 1/σ(±score) = 1 + e, and from place to place e changes by the same factor.
  let e = Math.exp(-sign[at] * score)
  const ratio = Math.exp(-sign[at] * slope[j] * step)
  for (let g = 0; g < factors.length; g += 1) {
    factors[g] *= (1 + e) * (1 + odds * calm[cell | 0])
    e *= ratio
    cell += perCell
  }
}

/** Turns products into sums of logarithms. */
function drain(factors: Float64Array, row: Float64Array): void {
  for (let g = 0; g < factors.length; g += 1) {
    row[g] -= Math.log(factors[g])
    factors[g] = 1
  }
}

/** Cells of the table in a unit of score, and how far it reaches: as far as a clamped score and a steep slope go. */
const CALM_CELLS = 16
const CALM_REACH = 200
const MIDDLE_CELL = CALM_REACH * CALM_CELLS

/** (2 cosh(score / 2)) to the power −keenness, for scores from −CALM_REACH to CALM_REACH. */
function calmTable(keenness: number): Float64Array {
  return Float64Array.from({ length: 2 * MIDDLE_CELL + 2 }, (_, cell) =>
    Math.exp(-keenness * logCosh((cell - MIDDLE_CELL) / CALM_CELLS)),
  )
}

/**
 * One step of Newton for every statement's lean and slope, given how many people are at each place. Changes `votes`.
 * O(votes · places). @param likelihood as tabulate writes it @param density a share per place
 */
export function improveAlong(votes: LineVotes, likelihood: Float64Array, density: Float64Array): void {
  const { start, sign, lean, slope, grid } = votes
  const places = grid.length
  /** per statement: both first derivatives, and the three second ones */
  const sums = new Float64Array(5 * lean.length)
  const share = new Float64Array(places)
  for (let person = 0; person < start.length - 1; person += 1) {
    let all = 0
    for (let g = 0; g < places; g += 1) {
      share[g] = density[g] * likelihood[person * places + g]
      all += share[g]
    }
    for (let g = 0; g < places; g += 1) share[g] /= all
    for (let at = start[person]; at < start[person + 1]; at += 1)
      if (sign[at] !== 0) addAlong(votes, at, share, sums)
  }
  for (let j = 0; j < lean.length; j += 1) stepStatement(lean, slope, j, sums.subarray(j * 5, j * 5 + 5))
}

function addAlong(
  { column, sign, aside, lean, slope, grid }: LineVotes,
  at: number,
  share: Float64Array,
  sums: Float64Array,
): void {
  const j = column[at]
  const given = sign[at] > 0 ? 1 : 0
  const score = Math.max(-STEEPEST, Math.min(STEEPEST, lean[j] + aside[at] + slope[j] * grid[0]))
  let e = Math.exp(-score)
  const ratio = Math.exp(-slope[j] * (grid[1] - grid[0]))
  let [error, errorByPlace, weight, weightByPlace, weightBySquare] = [0, 0, 0, 0, 0]
  for (let g = 0; g < share.length; g += 1) {
    const chance = 1 / (1 + e)
    e *= ratio
    const off = share[g] * (given - chance)
    const own = share[g] * chance * (1 - chance)
    error += off
    errorByPlace += off * grid[g]
    weight += own
    weightByPlace += own * grid[g]
    weightBySquare += own * grid[g] * grid[g]
  }
  sums[j * 5] += error
  sums[j * 5 + 1] += errorByPlace
  sums[j * 5 + 2] += weight
  sums[j * 5 + 3] += weightByPlace
  sums[j * 5 + 4] += weightBySquare
}

function stepStatement(lean: Float64Array, slope: Float64Array, j: number, sums: Float64Array): void {
  const [first, second] = [sums[0] - LEAN_PRECISION * lean[j], sums[1] - SLOPE_PRECISION * slope[j]]
  const [a, b, c] = [sums[2] + LEAN_PRECISION, sums[3], sums[4] + SLOPE_PRECISION]
  const determinant = a * c - b * b
  const [x, y] = [(c * first - b * second) / determinant, (a * second - b * first) / determinant]
  const longest = Math.max(Math.abs(x), Math.abs(y))
  const shorten = longest > 1 ? 1 / longest : 1
  lean[j] += shorten * x
  slope[j] += shorten * y
}

/** The logarithm of the prior of leans and slopes, but for a constant. */
export function priorAlong({ lean, slope }: LineVotes): number {
  let sum = 0
  for (let j = 0; j < lean.length; j += 1)
    sum -= (LEAN_PRECISION * lean[j] * lean[j] + SLOPE_PRECISION * slope[j] * slope[j]) / 2
  return sum
}
