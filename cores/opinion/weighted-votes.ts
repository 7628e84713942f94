import { columnOf, voteOf } from './vote-code.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/** Sums of weights per statement. */
export interface WeightedVotes {
  readonly agrees: Float64Array
  readonly disagrees: Float64Array
  /** agrees, disagrees and passes */
  readonly votes: Float64Array
  /** Kish's effective size of those who voted: (Σw)²/Σw² */
  readonly effective: Float64Array
}

/** Adds up weights of votes. O(votes) @param weights per vote, beside `codes` @param counts whether a row does */
export function sumWeights(
  matrix: VoteMatrix,
  weights: Float64Array,
  counts: (row: number) => boolean = () => true,
): WeightedVotes {
  const { rowStart, codes, statementIds, participantIds } = matrix
  const [agrees, disagrees, votes, squares] = Array.from(
    { length: 4 },
    () => new Float64Array(statementIds.length),
  )
  for (let row = 0; row < participantIds.length; row += 1) {
    if (!counts(row)) continue
    const to = rowStart[row + 1]
    for (let at = rowStart[row]; at < to; at += 1) {
      const column = columnOf(codes[at])
      const vote = voteOf(codes[at])
      const weight = weights[at]
      votes[column] += weight
      squares[column] += weight * weight
      if (vote > 0) agrees[column] += weight
      else if (vote < 0) disagrees[column] += weight
    }
  }
  const effective = votes.map((sum, column) => (squares[column] === 0 ? 0 : (sum * sum) / squares[column]))
  return { agrees, disagrees, votes, effective }
}

/** Gives every vote the weight of who cast it. */
export function weightsOfRows({ rowStart, codes }: VoteMatrix, weights: Float64Array): Float64Array {
  const ofVotes = new Float64Array(codes.length)
  weights.forEach((weight, row) => {
    ofVotes.fill(weight, rowStart[row], rowStart[row + 1])
  })
  return ofVotes
}

/** Agrees of all votes, per statement; 0 where nobody voted. */
export function shareOfAgrees({ agrees, votes }: WeightedVotes): Float64Array {
  return agrees.map((sum, column) => (votes[column] === 0 ? 0 : sum / votes[column]))
}
