import type { GroupAssignment } from './groups.ts'
import { type HeapEvidence, weighHeaps } from './heaps.ts'
import { settle } from './k-means.ts'
import { fitLatents, type Latents, refitLatents } from './latent.ts'
import { type Line, lineThrough, placeOn } from './line.ts'
import type { Layout } from './opinion-map.ts'
import { fitPasses, logCosh, type PassModel } from './passes.ts'
import { STRIDE } from './positions.ts'
import { contentKeys, rowsByContent } from './responses.ts'
import { SeededRandom } from './seeded-random.ts'
import { lowerRoot } from './small-matrix.ts'

/** People of a dialogue on the described axes, in an order that no id decides. */
export interface SeparationStudy {
  readonly latents: Latents
  /** per person a number that depends on their votes alone, for their own stream of chance */
  readonly keys: Uint32Array
  readonly passes: PassModel
}

/** Two neighbouring groups, and how much better the votes of their people fit two heaps than one. */
interface PairOfGroups extends HeapEvidence {
  readonly groups: readonly [number, number]
  readonly line: Line
  readonly people: Int32Array
}

/** What separates the groups of a division; MATH.md §14. */
export interface Separation {
  readonly k: number
  /** of the pair of neighbours that is least apart: 2 · log-likelihood ratio of two heaps to one */
  readonly weakest: number
  /** standard scores of all pairs together, against people who are one heap where the strongest pair is two */
  readonly standing: number
  /** standard error of `standing`, from the number of draws */
  readonly error: number
  /** how many were made; 0 where the weakest pair says enough */
  readonly draws: number
}

/** At most this many people are studied, those whose votes have the lowest keys. */
const STUDIED = 1000
const SETTLING = 30
/** What nobody could mistake is seen from so many draws. */
const AT_ONCE = 8
/** A group of fewer people is none. */
export const LEAST_MEMBERS = 10

/** Fits the latent positions. O(rounds · votes). @param axes how many leading axes are more than chance */
export function studyPeople(layout: Layout, axes: number): SeparationStudy {
  const rows = rowsByContent(layout.matrix, layout.axes.open).slice(0, STUDIED)
  const all = contentKeys(layout.matrix)
  const keys = new Uint32Array(rows.length)
  rows.forEach((row, person) => {
    // People who gave the same votes get streams of their own.
    const isSame = person > 0 && all[row] === all[rows[person - 1]]
    keys[person] = isSame ? keys[person - 1] + 1 : all[row]
  })
  const latents = fitLatents(layout, rows, axes)
  return { latents, keys, passes: fitPasses(latents) }
}

interface Division {
  /** STRIDE numbers per group */
  readonly centers: Float64Array
  /** per person */
  readonly labels: Int32Array
}

/** The groups as they are among the people studied; undefined where one of them would have too few. */
function divide({ latents }: SeparationStudy, groups: GroupAssignment): Division | undefined {
  const { rows } = latents.responses
  const division = settleFrom(
    latents,
    meanPositions(
      latents,
      rows.map((row) => groups.labels[row]),
      groups.k,
    ),
  )
  const sizes = new Int32Array(groups.k)
  for (const label of division.labels) sizes[label] += 1
  return sizes.every((size) => size >= LEAST_MEMBERS) ? division : undefined
}

function meanPositions({ model, position }: Latents, labels: Int32Array, k: number): Float64Array {
  const centers = new Float64Array(k * STRIDE)
  const sizes = new Int32Array(k)
  labels.forEach((label, person) => {
    if (label < 0) return
    sizes[label] += 1
    for (let axis = 0; axis < model.axes; axis += 1)
      centers[label * STRIDE + axis] += position[person * model.axes + axis]
  })
  for (let at = 0; at < centers.length; at += 1) centers[at] /= Math.max(sizes[Math.floor(at / STRIDE)], 1)
  return centers
}

function settleFrom({ model, position, responses }: Latents, centers: Float64Array): Division {
  const points = new Float64Array(responses.rows.length * STRIDE)
  for (let person = 0; person < responses.rows.length; person += 1)
    for (let axis = 0; axis < model.axes; axis += 1)
      points[person * STRIDE + axis] = position[person * model.axes + axis]
  return settle(points, centers, SETTLING)
}

/** Pairs between whose centres no other group lies nearer. */
function neighbours(centers: Float64Array): [number, number][] {
  const k = centers.length / STRIDE
  const pairs: [number, number][] = []
  for (let a = 0; a < k; a += 1)
    for (let b = a + 1; b < k; b += 1) {
      const far = (group: number) => {
        let sum = 0
        for (let axis = 0; axis < STRIDE; axis += 1) {
          const middle = (centers[a * STRIDE + axis] + centers[b * STRIDE + axis]) / 2
          sum += (centers[group * STRIDE + axis] - middle) ** 2
        }
        return sum
      }
      const own = far(a)
      if (
        Array.from({ length: k }, (_, group) => group).every(
          (one) => one === a || one === b || far(one) >= own,
        )
      )
        pairs.push([a, b])
    }
  return pairs
}

function weighPair(
  latents: Latents,
  passes: PassModel,
  { centers, labels }: Division,
  groups: readonly [number, number],
): PairOfGroups {
  const [a, b] = groups
  const center = (group: number) => centers.subarray(group * STRIDE, group * STRIDE + STRIDE)
  const line = lineThrough(center(a), center(b), latents.model.axes)
  const people: number[] = []
  labels.forEach((label, person) => {
    if (label === a || label === b) people.push(person)
  })
  const chosen = Int32Array.from(people)
  return { ...weighHeaps(latents, chosen, line, passes), groups, line, people: chosen }
}

/** What is required, and how many draws are made to know. */
export interface SeparationRule {
  readonly seed: number
  /** the ratio that every pair of neighbours must reach */
  readonly least: number
  /** draws stop once the standing lies this many standard errors from what is required, or twice as many before `fewest` */
  readonly sure: number
  readonly required: number
  readonly fewest: number
  readonly most: number
}

/**
 * Weighs a division: every pair of neighbours, and all of them against votes of people of whom the strongest pair forms
 * one heap along the line between its centres, with the same skew, tails, noise and gaps. No draws are made where the
 * votes of some pair hardly fit two heaps better than one. O(votes · places), and as much per draw.
 * @returns undefined where a group has too few people among those studied
 */
export function weighSeparation(
  study: SeparationStudy,
  groups: GroupAssignment,
  rule: SeparationRule,
): Separation | undefined {
  const division = divide(study, groups)
  if (!division) return undefined
  const pairs = neighbours(division.centers).map((pair) =>
    weighPair(study.latents, study.passes, division, pair),
  )
  const strongest = pairs.reduce((most, pair) => (pair.ratio > most.ratio ? pair : most))
  const ratios = pairs.map((pair) => pair.ratio)
  const nothing = { k: groups.k, weakest: Math.min(...ratios), standing: 0, error: 0, draws: 0 }
  if (nothing.weakest < rule.least) return nothing
  const drawn: number[] = []
  for (;;) {
    const merged = mergePair(study, strongest, rule.seed + drawn.length)
    drawn.push(weighPair(merged, study.passes, settleFrom(merged, division.centers), strongest.groups).ratio)
    if (drawn.length < Math.min(AT_ONCE, rule.fewest)) continue
    const found = { ...nothing, ...standingOf(ratios, drawn) }
    const sure = drawn.length < rule.fewest ? 2 * rule.sure : rule.sure
    const isClear = Math.abs(found.standing - rule.required) > sure * found.error
    if (isClear || drawn.length >= rule.most) return found
  }
}

/** How many standard deviations the sum of the ratios lies above that of as many that were drawn. */
function standingOf(ratios: readonly number[], drawn: readonly number[]): Omit<Separation, 'k' | 'weakest'> {
  const draws = drawn.length
  const mean = drawn.reduce((sum, one) => sum + one, 0) / draws
  const variance = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (draws - 1)
  const above = ratios.reduce((sum, ratio) => sum + ratio - mean, 0)
  const standing = above / Math.sqrt(Math.max(ratios.length * variance, Number.MIN_VALUE))
  return { standing, error: Math.sqrt((1 + standing ** 2 / 2) / draws), draws }
}

/** Votes of the same people on the same statements, had the people of a pair been one heap; fitted anew. */
function mergePair(study: SeparationStudy, pair: PairOfGroups, draw: number): Latents {
  const { latents, keys, passes } = study
  const { responses } = latents
  const sign = new Int8Array(responses.sign.length)
  const isMerged = new Uint8Array(responses.rows.length)
  for (const person of pair.people) isMerged[person] = 1
  const sums = cumulate(pair.density)
  for (let person = 0; person < responses.rows.length; person += 1) {
    // Everybody has a stream of chance of their own, so that one vote more changes that of one person.
    const random = new SeededRandom(keys[person] + Math.imul(draw, 0x9e3779b1))
    const drawn = drawPosition(latents, person, random)
    const place = placeIn(pair.single.grid, sums, random)
    const score = isMerged[person] === 1 ? mergedScore(latents, pair, drawn, place) : ownScore(latents, drawn)
    for (let at = responses.start[person]; at < responses.start[person + 1]; at += 1)
      sign[at] = drawVote(score(responses.column[at]), passes, responses.column[at], random)
  }
  return refitLatents(latents, { ...responses, sign })
}

/** Where somebody may be, given their votes. */
function drawPosition(
  { model, position, covariance }: Latents,
  person: number,
  random: SeededRandom,
): Float64Array {
  const { axes } = model
  const root = new Float64Array(axes * axes)
  lowerRoot(covariance.subarray(person * axes * axes, (person + 1) * axes * axes), axes, root)
  const noise = Float64Array.from({ length: axes }, () => random.normal())
  const drawn = position.slice(person * axes, person * axes + axes)
  for (let k = 0; k < axes; k += 1) for (let l = 0; l <= k; l += 1) drawn[k] += root[k * axes + l] * noise[l]
  return drawn
}

function ownScore({ model }: Latents, drawn: Float64Array): (column: number) => number {
  return (column) => {
    let score = model.lean[column]
    for (let k = 0; k < drawn.length; k += 1) score += model.slope[column * drawn.length + k] * drawn[k]
    return score
  }
}

/** At a place along the line, and as far from it as before. */
function mergedScore(
  { model }: Latents,
  { line, single }: PairOfGroups,
  drawn: Float64Array,
  place: number,
): (column: number) => number {
  const own = placeOn(line, drawn, 0)
  const aside = drawn.map((part, k) => part - own * line.direction[k])
  return (column) => {
    let score = single.lean[column] + single.slope[column] * place
    for (let k = 0; k < aside.length; k += 1) score += model.slope[column * aside.length + k] * aside[k]
    return score
  }
}

function drawVote(
  score: number,
  { keenness, readiness }: PassModel,
  column: number,
  random: SeededRandom,
): number {
  const isPass = random.uniform() < 1 / (1 + Math.exp(keenness * logCosh(score) - readiness[column]))
  const isAgree = random.uniform() < 1 / (1 + Math.exp(-score))
  return isPass ? 0 : isAgree ? 1 : -1
}

function cumulate(density: Float64Array): Float64Array {
  let sum = 0
  return density.map((share) => {
    sum += share
    return sum
  })
}

/** A place drawn from a density on a grid, anywhere within its cell. */
function placeIn(grid: Float64Array, sums: Float64Array, random: SeededRandom): number {
  const at = random.uniform() * sums[sums.length - 1]
  let cell = 0
  while (cell < sums.length - 1 && sums[cell] < at) cell += 1
  return grid[cell] + (random.uniform() - 0.5) * (grid[1] - grid[0])
}
