import { placeShowings, type RowShowings, type Shown } from './place-showings.ts'
import type { Showings } from './showings.ts'
import { columnOf } from './vote-code.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/** How likely it was that each vote would be asked for. */
export interface AnswerChances {
  /**
   * per vote, beside `codes`: the chance that its statement had been shown to this person by then, above 0, at most 1;
   * 0 where that is not known
   */
  readonly chances: Float64Array
  /** votes after a showing */
  readonly drawn: number
  /** votes on what was not shown, of people to whom something was: they went there by themselves, chance 1 */
  readonly chosen: number
  /** votes of people of whom no showing is known (imports, paper), and from before the log begins */
  readonly unknown: number
}

/**
 * The chance of each vote to exist: that its statement was drawn in one of the showings that led up to it; MATH.md §20b.
 * What came after a vote has no part in it, because a vote may be what made somebody stay or leave. O(votes · showings
 * of one person).
 */
export function answerChances(matrix: VoteMatrix, showings: Showings): AnswerChances {
  const { rowStart, participantIds } = matrix
  const placed = placeShowings(matrix, showings)
  const chances = new Float64Array(matrix.codes.length)
  let [drawn, chosen, unknown] = [0, 0, 0]
  for (let row = 0; row < participantIds.length; row += 1) {
    const from = rowStart[row]
    const to = rowStart[row + 1]
    const own = placed.ofRow(row)
    if (own.length === 0) {
      unknown += to - from
      continue
    }
    const steps = stepsOf(matrix, own, { from, to }, placed.anonymous)
    const earlier = matrix.times?.subarray(from, to).filter((time) => time < placed.firstTime).length ?? 0
    for (let vote = from; vote < to; vote += 1)
      chances[vote] = (matrix.times?.[vote] ?? placed.firstTime) < placed.firstTime ? 0 : 1
    followSteps(steps, placed.since, chances)
    drawn += steps.length
    unknown += earlier
    chosen += to - from - steps.length - earlier
  }
  return { chances, drawn, chosen, unknown }
}

/** A vote with the showing that it followed. */
interface Step extends Shown {
  /** index among the votes of the matrix */
  readonly vote: number
  readonly column: number
}

/** The votes of a row that followed a showing, in the order in which they were shown. */
function stepsOf(
  { codes, times }: VoteMatrix,
  own: RowShowings,
  { from, to }: { from: number; to: number },
  anonymous: (column: number, before: number) => Shown | undefined,
): Step[] {
  const steps: Step[] = []
  for (let vote = from; vote < to; vote += 1) {
    const column = columnOf(codes[vote])
    const time = times ? times[vote] : Number.POSITIVE_INFINITY
    const isBeforeAll = time <= own.firstTime
    const shown = own.lastBefore(column, time) ?? (isBeforeAll ? anonymous(column, time) : undefined)
    if (shown) steps.push({ ...shown, vote, column })
  }
  return steps.sort((a, b) => a.time - b.time || a.column - b.column)
}

/** What is left of a draw after others were drawn stays above this, so that shares of it are numbers. */
const LEAST_LEFT = 1e-12

/**
 * Statements are drawn without being put back: what a statement's share of the whole draw is follows from its propensity
 * and from what had been drawn before it, and so does its propensity in each earlier step. A showing with propensity 1
 * was no draw, and takes nothing from the others.
 */
function followSteps(steps: readonly Step[], since: Float64Array, chances: Float64Array): void {
  const left = new Float64Array(steps.length)
  let mass = 1
  steps.forEach(({ vote, column, propensity }, step) => {
    left[step] = mass
    const share = propensity * mass
    let missed = 1
    for (let earlier = 0; earlier <= step; earlier += 1)
      if (steps[earlier].time >= since[column]) missed *= 1 - share / left[earlier]
    chances[vote] = 1 - missed
    if (propensity < 1) mass = Math.max(mass * (1 - propensity), LEAST_LEFT)
  })
}
