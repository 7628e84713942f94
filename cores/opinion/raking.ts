import type { VoteMatrix } from './vote-matrix.ts'
import { shareOfAgrees, sumWeights, weightsOfRows } from './weighted-votes.ts'

/** A characteristic that some participants told, and how the population is divided over its categories. */
export interface Margin {
  readonly name: string
  /** per participant the category from 0, or −1 where it was not given */
  readonly categories: Int32Array
  /** population shares per category, adding up to 1 */
  readonly shares: readonly number[]
}

/** Weights, or why there are none. */
export type RakingOutcome =
  | {
      readonly kind: 'raked'
      /** per participant, mean 1 */
      readonly weights: Float64Array
      /** Kish's effective sample size (Σw)²/Σw² */
      readonly effectiveSize: number
      readonly rounds: number
      /** largest difference between a weighted share and its margin */
      readonly largestGap: number
    }
  | {
      readonly kind: 'empty-category'
      readonly margin: string
      readonly category: number
      readonly share: number
    }
  | { readonly kind: 'not-converged'; readonly largestGap: number; readonly rounds: number }

const MOST_ROUNDS = 500
const CLOSE_ENOUGH = 1e-10
/** Below this total weight, other margins have left nobody of this one any weight, and all its shares are 0. */
const LEAST_WEIGHT = 1e-300

/**
 * Weights that make those who took part resemble the population: iterative proportional fitting (Deming and Stephan
 * 1940; MATH.md §21). People who did not tell a characteristic keep their weight in its step, and so count as average.
 * @throws RangeError on shares that are not a distribution, or a category outside them. O(participants · margins) a
 * round
 */
export function rake(participants: number, given: readonly Margin[]): RakingOutcome {
  for (const margin of given) checkMargin(participants, margin)
  const margins = given.map(withoutRounding)
  const empty = margins.map(findEmpty).find((found) => found !== undefined)
  if (empty) return empty
  const weights = new Float64Array(participants).fill(1)
  let largestGap = 0
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
    largestGap = Math.max(0, ...margins.map((margin) => gapOf(weights, margin)))
    if (largestGap <= CLOSE_ENOUGH)
      return { kind: 'raked', weights, effectiveSize: effectiveSize(weights), rounds, largestGap }
    for (const margin of margins) fitMargin(weights, margin)
  }
  return { kind: 'not-converged', largestGap, rounds: MOST_ROUNDS }
}

function checkMargin(participants: number, margin: Margin): void {
  if (margin.categories.length !== participants)
    throw new RangeError(
      `margin ${margin.name} has ${margin.categories.length} categories for ${participants} participants`,
    )
  const impossible = margin.shares.find((share) => !(share >= 0))
  if (impossible !== undefined)
    throw new RangeError(`margin ${margin.name} has the share ${impossible}, which is none`)
  const total = margin.shares.reduce((sum, share) => sum + share, 0)
  if (Math.abs(total - 1) > 1e-6)
    throw new RangeError(`shares of margin ${margin.name} add up to ${total}, not 1`)
  const wrong = margin.categories.find((category) => category < -1 || category >= margin.shares.length)
  if (wrong !== undefined)
    throw new RangeError(
      `margin ${margin.name} has ${margin.shares.length} categories; ${wrong} is not one of them`,
    )
}

/** Shares as published are rounded: they add up to nearly 1, which weights could not be fitted to. */
function withoutRounding(margin: Margin): Margin {
  const total = margin.shares.reduce((sum, share) => sum + share, 0)
  return { ...margin, shares: margin.shares.map((share) => share / total) }
}

function findEmpty(margin: Margin) {
  const present = new Set(margin.categories)
  const category = margin.shares.findIndex((share, at) => share > 0 && !present.has(at))
  const share = margin.shares[category]
  return share === undefined
    ? undefined
    : ({ kind: 'empty-category', margin: margin.name, category, share } as const)
}

function totalsOf(weights: Float64Array, margin: Margin): { totals: Float64Array; all: number } {
  const totals = new Float64Array(margin.shares.length)
  let all = 0
  margin.categories.forEach((category, at) => {
    if (category < 0) return
    totals[category] += weights[at]
    all += weights[at]
  })
  return { totals, all }
}

function gapOf(weights: Float64Array, margin: Margin): number {
  const { totals, all } = totalsOf(weights, margin)
  return margin.shares.reduce(
    (gap, share, at) => Math.max(gap, Math.abs(totals[at] / Math.max(all, LEAST_WEIGHT) - share)),
    0,
  )
}

function fitMargin(weights: Float64Array, margin: Margin): void {
  const { totals, all } = totalsOf(weights, margin)
  margin.categories.forEach((category, at) => {
    if (category < 0 || totals[category] === 0) return
    weights[at] = (weights[at] * margin.shares[category] * all) / totals[category]
  })
}

/** Kish's effective sample size: how many people with equal weights the weighted ones are worth. */
export function effectiveSize(weights: Float64Array): number {
  let [sum, squares] = [0, 0]
  for (const weight of weights) {
    sum += weight
    squares += weight * weight
  }
  return squares === 0 ? 0 : (sum * sum) / squares
}

/** Agreement per statement, without and with weights. */
export interface WeightedAgreement {
  readonly unweighted: Float64Array
  readonly weighted: Float64Array
  /** per statement, the effective size of those who voted on it */
  readonly effectiveVotes: Float64Array
}

/** Agreement without and with weights, always side by side. @param weights per row of the matrix. O(votes) */
export function weightedAgreement(matrix: VoteMatrix, weights: Float64Array): WeightedAgreement {
  const plain = sumWeights(matrix, new Float64Array(matrix.codes.length).fill(1))
  const weighed = sumWeights(matrix, weightsOfRows(matrix, weights))
  return {
    unweighted: shareOfAgrees(plain),
    weighted: shareOfAgrees(weighed),
    effectiveVotes: weighed.effective,
  }
}
