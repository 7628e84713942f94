import { type AnswerChances, answerChances } from './answer-chances.ts'
import { agreementOf, type CommonGround } from './common-ground.ts'
import type { Showings } from './showings.ts'
import { columnOf } from './vote-code.ts'
import type { VoteMatrix } from './vote-matrix.ts'
import { sumWeights } from './weighted-votes.ts'

/**
 * No vote counts for more than this many average ones of its statement: a single answer to what was hardly ever shown
 * would otherwise outweigh all others. Where propensities are extreme, the error of agreement falls by half (11 to 5
 * points of a hundred), and a twentieth of the bias that was taken away comes back; elsewhere it changes nothing.
 */
export const MOST_WEIGHT = 5

/** How much each vote counts, once it is taken into account how likely it was to be asked for. */
export interface ShowingWeights extends Omit<AnswerChances, 'chances'> {
  /** per vote, beside `codes`; 1 on average for each statement */
  readonly weights: Float64Array
  /** votes that would count for more than MOST_WEIGHT */
  readonly clipped: number
}

/**
 * Inverse-propensity weights: a vote counts for as many as it stands for, which is one divided by the chance that its
 * statement had been shown to this person by then (Horvitz and Thompson 1952; MATH.md §20b), clipped, and normalised per
 * statement. Where no showing to somebody is known, their votes count as the average one: all the weights are 1 where
 * nothing is known of anybody.
 */
export function weighByShowings(matrix: VoteMatrix, showings: Showings): ShowingWeights {
  const { chances, ...counted } = answerChances(matrix, showings)
  const { codes } = matrix
  const weights = chances.map((chance) => (chance > 0 ? 1 / chance : 0))
  const mean = meanByStatement(matrix, weights)
  let clipped = 0
  weights.forEach((weight, at) => {
    const most = MOST_WEIGHT * mean[columnOf(codes[at])]
    if (weight <= most) return
    clipped += 1
    weights[at] = most
  })
  const kept = meanByStatement(matrix, weights)
  weights.forEach((weight, at) => {
    weights[at] = weight > 0 ? weight / kept[columnOf(codes[at])] : 1
  })
  return { weights, clipped, ...counted }
}

/** The mean weight of votes that have one. */
function meanByStatement({ codes, statementIds }: VoteMatrix, weights: Float64Array): Float64Array {
  const [sums, votes] = [new Float64Array(statementIds.length), new Int32Array(statementIds.length)]
  weights.forEach((weight, at) => {
    if (weight === 0) return
    sums[columnOf(codes[at])] += weight
    votes[columnOf(codes[at])] += 1
  })
  return sums.map((sum, column) => sum / Math.max(votes[column], 1))
}

/** Common ground of weighted votes, with how many equal ones those of the group with the fewest are worth. */
export interface WeightedGround extends CommonGround {
  readonly leastEffective: number
}

/**
 * Common ground as `commonGround` has it, of weighted votes: the interval of each share is as wide as that of so many
 * equal votes as the weighted ones are worth.
 * @param groups per row its group from 0, or NO_GROUP
 */
export function weightedCommonGround(
  matrix: VoteMatrix,
  weights: Float64Array,
  { labels, k }: { labels: Int32Array; k: number },
  open: Uint8Array,
): WeightedGround[] {
  const groups = Array.from({ length: k }, (_, group) =>
    sumWeights(matrix, weights, (row) => labels[row] === group),
  )
  return Array.from(open.keys())
    .filter((column) => open[column] === 1)
    .map((column) => {
      const agreements = groups.map(({ agrees, votes, effective }) => {
        const share = votes[column] === 0 ? 0 : agrees[column] / votes[column]
        return agreementOf(share * effective[column], effective[column])
      })
      return {
        column,
        lower: Math.min(1, ...agreements.map(({ low }) => low)),
        groups: agreements,
        leastEffective: Math.min(...groups.map(({ effective }) => effective[column])),
      }
    })
    .sort((a, b) => b.lower - a.lower || a.column - b.column)
}
