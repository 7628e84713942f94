import { residualByCode } from './axes.ts'
import { type BridgingFit, lowerPenalties } from './bridging-moves.ts'
import { STRIDE } from './positions.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/** Penalty on the factors. */
const FACTOR_PENALTY = 0.1
/**
 * Penalty on the intercepts, five times the factors': sides explain agreement first, and a statement's own intercept
 * gets only what both sides share (as in Community Notes).
 */
const INTERCEPT_PENALTY = 5 * FACTOR_PENALTY
/** Real conversations converge in 11 to 105 rounds. */
const MOST_ROUNDS = 200
/** When a round moves no score by more than this, scores are accurate to about 1e-4. */
const SETTLED = 1e-5

/** Statements with this score or higher bridge: people who disagree on most other things agree on them. */
export const BRIDGES_FROM = 0.4

/**
 * Bridging scores: c_j of v_ij ≈ μ + b_i + c_j + f_i · g_j on the observed votes, by alternating least squares that
 * starts from the first axis; MATH.md §18. O(votes) per round, at most 200 rounds.
 * @param points STRIDE numbers per row; the first is the starting value of the side
 * @returns per statement, about −1 … 1; 0 for closed statements
 */
export function bridgingScores(matrix: VoteMatrix, points: Float64Array, open: Uint8Array): Float64Array {
  const statements = open.length
  const mu = meanOf(matrix, open)
  const value = residualByCode(new Float64Array(statements).fill(mu), open)
  const state = startState(points, statements)
  const parts = { rows: rowsWithVotes(matrix, open), statements: open }
  const penalties = { intercept: INTERCEPT_PENALTY, factor: FACTOR_PENALTY }
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const sums = new Float64Array(statements * SUMS)
    const before = state.statementIntercept.slice()
    sweepParticipants(matrix, value, open, state, sums, round === 0)
    updateStatements(sums, state)
    lowerPenalties(state, parts, penalties)
    if (before.every((own, column) => Math.abs(state.statementIntercept[column] - own) < SETTLED)) break
  }
  return state.statementIntercept
}

function rowsWithVotes({ rowStart, codes }: VoteMatrix, open: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: rowStart.length - 1 }, (_, row) =>
    codes.subarray(rowStart[row], rowStart[row + 1]).some((code) => open[code >>> 2] === 1) ? 1 : 0,
  )
}

function startState(points: Float64Array, statements: number): BridgingFit {
  const side = new Float64Array(points.length / STRIDE).map((_, row) => points[row * STRIDE])
  const size = Math.sqrt(side.reduce((sum, x) => sum + x * x, 0) / Math.max(side.length, 1))
  return {
    statementIntercept: new Float64Array(statements),
    factor: new Float64Array(statements),
    personIntercept: new Float64Array(side.length),
    side: size > 0 ? side.map((x) => x / size) : side,
  }
}

function meanOf(matrix: VoteMatrix, open: Uint8Array): number {
  let [sum, count] = [0, 0]
  for (let at = 0; at < matrix.codes.length; at += 1) {
    const code = matrix.codes[at]
    if (open[code >>> 2] !== 1) continue
    sum += (code & 3) - 1
    count += 1
  }
  return count === 0 ? 0 : sum / count
}

/** Per statement: votes, Σf, Σf², Σr, Σr·f with r the vote minus μ and the participant's intercept. */
const SUMS = 5

/** Solves each row's intercept and side, and adds its votes to the statements' sums in the same sweep. */
function sweepParticipants(
  matrix: VoteMatrix,
  value: Float64Array,
  open: Uint8Array,
  state: BridgingFit,
  sums: Float64Array,
  isFirst: boolean,
): void {
  const { rowStart, codes } = matrix
  const { statementIntercept, factor, personIntercept, side } = state
  for (let row = 0; row < side.length; row += 1) {
    const from = rowStart[row]
    const to = rowStart[row + 1]
    let [n, g, gg, r, rg] = [0, 0, 0, 0, 0]
    for (let at = from; at < to; at += 1) {
      const code = codes[at]
      const column = code >>> 2
      if (open[column] !== 1) continue
      const x = factor[column]
      const left = value[code] - statementIntercept[column]
      n += 1
      g += x
      gg += x * x
      r += left
      rg += left * x
    }
    const own = solveTwo(n + INTERCEPT_PENALTY, g, gg + FACTOR_PENALTY, r, rg)
    // The first round keeps the sides it was given.
    if (!isFirst) {
      personIntercept[row] = own.first
      side[row] = own.second
    }
    const [b, f] = [personIntercept[row], side[row]]
    for (let at = from; at < to; at += 1) {
      const code = codes[at]
      const column = code >>> 2
      if (open[column] !== 1) continue
      const into = column * SUMS
      const left = value[code] - b
      sums[into] += 1
      sums[into + 1] += f
      sums[into + 2] += f * f
      sums[into + 3] += left
      sums[into + 4] += left * f
    }
  }
}

function updateStatements(sums: Float64Array, state: BridgingFit): void {
  for (let column = 0; column < state.statementIntercept.length; column += 1) {
    const at = column * SUMS
    const [n, f, ff] = [sums[at], sums[at + 1], sums[at + 2]]
    const [r, rf] = [sums[at + 3], sums[at + 4]]
    if (n === 0) continue
    const own = solveTwo(n + INTERCEPT_PENALTY, f, ff + FACTOR_PENALTY, r, rf)
    state.statementIntercept[column] = own.first
    state.factor[column] = own.second
  }
}

/** Solves [[a, b], [b, d]] · (first, second) = (x, y). */
function solveTwo(a: number, b: number, d: number, x: number, y: number) {
  const determinant = a * d - b * b
  return { first: (d * x - b * y) / determinant, second: (a * y - b * x) / determinant }
}
