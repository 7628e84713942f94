import type { AxisEnds } from './axis-ends.ts'
import { FALSE_DISCOVERY_RATE } from './differences.ts'
import { betaQuantile, incompleteBeta } from './distributions.ts'
import type { GroupVotes } from './group-votes.ts'
import type { StatementCounts } from './vote-matrix.ts'

/** How sure it is that most people agree with a statement wherever they stand; MATH.md §17. */
export interface Connecting {
  readonly column: number
  /** whether more than half of every side agrees, corrected for the number of statements that were looked at */
  readonly isShared: boolean
  /** the lowest of the sides' lower bounds */
  readonly lower: number
  /** in the order of the sides */
  readonly sides: readonly SideAgreement[]
}

/** Of those on one side who voted, how many agree, and more than which share that surely is; 0 … 1. */
export interface SideAgreement {
  readonly agrees: number
  /** passes included */
  readonly votes: number
  readonly low: number
}

/** Everybody, both ends of each axis that says more than chance, and groups where they are real. */
export function sidesOf(
  everybody: StatementCounts,
  ends: readonly AxisEnds[],
  groups: GroupVotes,
): StatementCounts[] {
  const isDivided = groups.length > 1
  return [
    everybody,
    ...ends.flatMap(({ negative, positive }) => [negative, positive]),
    ...(isDivided ? groups : []),
  ]
}

/**
 * Statements by how sure it is that every side agrees, the surest first. Those with which all agree are chosen under
 * control of false discoveries (Benjamini and Hochberg 1995), and all bounds are of the level that keeps the rate of wrong
 * ones among those chosen as low (Benjamini and Yekutieli 2005). A few microseconds per statement and side.
 */
export function connectingStatements(sides: readonly StatementCounts[], open: Uint8Array): Connecting[] {
  const columns = Array.from(open.keys()).filter((column) => open[column] === 1)
  const chances = columns.map((column) =>
    sides.reduce((most, side) => Math.max(most, chanceOfHalf(side.agrees[column], side.votes[column])), 0),
  )
  const tail = tailFor(chances)
  const list = columns.map((column, at): Connecting => {
    const agreements = sides.map((side) => sideAgreement(side, column, tail))
    return {
      column,
      isShared: chances[at] <= tail,
      lower: agreements.reduce((least, { low }) => Math.min(least, low), 1),
      sides: agreements,
    }
  })
  // Equally sure ones stay in the order of their columns.
  return list.sort((a, b) => b.lower - a.lower)
}

/** How often as many or more would agree if just half of all people did. */
function chanceOfHalf(agrees: number, votes: number): number {
  return agrees === 0 ? 1 : incompleteBeta(0.5, agrees, votes - agrees + 1)
}

/** Of n tests the r most certain are kept, r the highest for which the r-th is below r/n of the rate. */
function tailFor(chances: readonly number[]): number {
  const ordered = [...chances].sort((a, b) => a - b)
  const share = (kept: number) => (FALSE_DISCOVERY_RATE * Math.max(kept, 1)) / Math.max(ordered.length, 1)
  let kept = ordered.length
  while (kept > 0 && ordered[kept - 1] > share(kept)) kept -= 1
  return share(kept)
}

/** The lower bound is exact for a share of independent votes (Clopper and Pearson 1934). */
function sideAgreement(side: StatementCounts, column: number, tail: number): SideAgreement {
  const [agrees, votes] = [side.agrees[column], side.votes[column]]
  return { agrees, votes, low: agrees === 0 ? 0 : betaQuantile(tail, agrees, votes - agrees + 1) }
}
