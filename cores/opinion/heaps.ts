import type { Latents } from './latent.ts'
import { improveAlong, type Line, type LineVotes, priorAlong, tabulate, votesAlong } from './line.ts'
import type { PassModel } from './passes.ts'

/** How much better two heaps explain the votes of people along a line than a single heap does; MATH.md §14. */
export interface HeapEvidence {
  /** 2 · (log-likelihood of two normal heaps of one width − that of the best density with one mode) */
  readonly ratio: number
  /** the responses as they fit a single heap best */
  readonly single: LineVotes
  /** the best density with one mode, a share for each place of the grid of `single` */
  readonly density: Float64Array
}

/** Rounds in which statements are fitted anew to the heaps, and the heaps to the statements. */
const CYCLES = 3
const ROUNDS = 12
const LAST_ROUNDS = 40
/** A round that adds less to the log-likelihood is the last. */
const ENOUGH = 0.01

/** Fits both, each with statements of its own. O(votes · places + people · places · rounds). */
export function weighHeaps(
  latents: Latents,
  people: Int32Array,
  line: Line,
  passes: PassModel,
): HeapEvidence {
  const two = fitTwo(votesAlong(latents, people, line, passes), line.half)
  const single = votesAlong(latents, people, line, passes)
  const one = fitOne(single)
  return { ratio: 2 * (two - one.logLikelihood), single, density: one.density }
}

interface Heap {
  readonly logLikelihood: number
  readonly density: Float64Array
}

function fitOne(votes: LineVotes): Heap {
  const places = votes.grid.length
  const likelihood = new Float64Array((votes.start.length - 1) * places)
  const room = new Float64Array(likelihood.length)
  let constant = tabulate(votes, likelihood)
  const attempt = (mode: number, rounds: number) => ({
    mode,
    ...oneModeAt(likelihood, places, mode, rounds, room),
  })
  let best = attempt(3, ROUNDS)
  for (let mode = 6; mode < places; mode += 3) {
    const other = attempt(mode, ROUNDS)
    if (other.logLikelihood > best.logLikelihood) best = other
  }
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    improveAlong(votes, likelihood, best.density)
    constant = tabulate(votes, likelihood)
    best = attempt(best.mode, cycle === CYCLES - 1 ? LAST_ROUNDS : ROUNDS)
  }
  for (const far of [2, 1]) {
    const middle = best.mode
    for (const mode of [middle - far, middle + far]) {
      if (mode < 0 || mode >= places) continue
      const other = attempt(mode, LAST_ROUNDS)
      if (other.logLikelihood > best.logLikelihood) best = other
    }
  }
  return { logLikelihood: best.logLikelihood + constant + priorAlong(votes), density: best.density }
}

/**
 * The best density that rises up to one place and falls after it: a mixture of even ones that reach from there to
 * another place (Khinchine 1938), by expectation–maximisation.
 */
export function oneModeAt(
  likelihood: Float64Array,
  places: number,
  mode: number,
  rounds: number,
  room: Float64Array,
): Heap {
  for (let from = 0; from < likelihood.length; from += places) {
    let sum = 0
    for (let at = mode; at >= 0; at -= 1) {
      sum += likelihood[from + at]
      room[from + at] = sum / (mode - at + 1)
    }
    sum = likelihood[from + mode]
    for (let at = mode + 1; at < places; at += 1) {
      sum += likelihood[from + at]
      room[from + at] = sum / (at - mode + 1)
    }
  }
  const weights = new Float64Array(places).fill(1 / places)
  const logLikelihood = mix(room, weights, rounds)
  const density = new Float64Array(places)
  weights.forEach((weight, to) => {
    const [low, high] = to < mode ? [to, mode] : [mode, to]
    for (let at = low; at <= high; at += 1) density[at] += weight / (high - low + 1)
  })
  return { logLikelihood, density }
}

/** Fits the weights of a mixture of given parts, as many per person as there are weights. @returns the log-likelihood */
function mix(parts: Float64Array, weights: Float64Array, rounds: number): number {
  const count = weights.length
  const people = parts.length / count
  const next = new Float64Array(count)
  let last = Number.NEGATIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) {
    next.fill(0)
    let logLikelihood = 0
    for (let at = 0; at < parts.length; at += count) {
      let sum = 0
      for (let part = 0; part < count; part += 1) sum += weights[part] * parts[at + part]
      logLikelihood += Math.log(sum)
      const share = 1 / sum
      for (let part = 0; part < count; part += 1) next[part] += share * parts[at + part]
    }
    for (let part = 0; part < count; part += 1) weights[part] *= next[part] / people
    const gain = logLikelihood - last
    last = logLikelihood
    if (gain < ENOUGH && round > 4) break
  }
  return last
}

/** Two normal heaps of one width. */
interface TwoHeaps {
  readonly centers: [number, number]
  readonly shares: [number, number]
  width: number
}

function fitTwo(votes: LineVotes, half: number): number {
  const places = votes.grid.length
  const likelihood = new Float64Array((votes.start.length - 1) * places)
  const heaps: TwoHeaps = { centers: [-half, half], shares: [0.5, 0.5], width: 0.3 }
  let constant = tabulate(votes, likelihood)
  let found = twoNormals(votes.grid, likelihood, heaps, ROUNDS)
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    improveAlong(votes, likelihood, found.density)
    constant = tabulate(votes, likelihood)
    found = twoNormals(votes.grid, likelihood, heaps, cycle === CYCLES - 1 ? LAST_ROUNDS : ROUNDS)
  }
  return found.logLikelihood + constant + priorAlong(votes)
}

/** Fits two heaps from where they are, by expectation–maximisation. Changes `heaps`. */
function twoNormals(grid: Float64Array, likelihood: Float64Array, heaps: TwoHeaps, rounds: number): Heap {
  const places = grid.length
  const people = likelihood.length / places
  const parts = [new Float64Array(places), new Float64Array(places)] as const
  const density = new Float64Array(places)
  const expected = [new Float64Array(places), new Float64Array(places)] as const
  let last = Number.NEGATIVE_INFINITY
  for (let round = 0; round < rounds; round += 1) {
    drawHeaps(grid, heaps, parts, density)
    for (const heap of expected) heap.fill(0)
    let logLikelihood = 0
    for (let at = 0; at < likelihood.length; at += places) {
      let sum = 0
      for (let g = 0; g < places; g += 1) sum += density[g] * likelihood[at + g]
      logLikelihood += Math.log(sum)
      const share = 1 / sum
      for (let g = 0; g < places; g += 1) expected[0][g] += share * likelihood[at + g]
    }
    for (let g = 0; g < places; g += 1) {
      expected[1][g] = expected[0][g] * parts[1][g]
      expected[0][g] *= parts[0][g]
    }
    moveHeaps(grid, heaps, expected, people)
    const gain = logLikelihood - last
    last = logLikelihood
    if (gain < ENOUGH && round > 4) break
  }
  return { logLikelihood: last, density }
}

type Pair = readonly [Float64Array, Float64Array]

function drawHeaps(
  grid: Float64Array,
  { centers, shares, width }: TwoHeaps,
  parts: Pair,
  density: Float64Array,
): void {
  const narrowest = Math.max(width, (grid[1] - grid[0]) / 2)
  for (const heap of [0, 1] as const) {
    let sum = 0
    for (let g = 0; g < grid.length; g += 1) {
      parts[heap][g] = Math.exp(-(((grid[g] - centers[heap]) / narrowest) ** 2) / 2)
      sum += parts[heap][g]
    }
    for (let g = 0; g < grid.length; g += 1) parts[heap][g] *= shares[heap] / Math.max(sum, Number.MIN_VALUE)
  }
  for (let g = 0; g < grid.length; g += 1) density[g] = parts[0][g] + parts[1][g]
}

function moveHeaps(grid: Float64Array, heaps: TwoHeaps, expected: Pair, people: number): void {
  let variance = 0
  for (const heap of [0, 1] as const) {
    let [all, first] = [0, 0]
    for (let g = 0; g < grid.length; g += 1) {
      all += expected[heap][g]
      first += expected[heap][g] * grid[g]
    }
    heaps.centers[heap] = first / Math.max(all, Number.MIN_VALUE)
    heaps.shares[heap] = all / people
    for (let g = 0; g < grid.length; g += 1)
      variance += (expected[heap][g] * (grid[g] - heaps.centers[heap]) ** 2) / people
  }
  heaps.width = Math.sqrt(variance)
}
