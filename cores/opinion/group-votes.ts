import { CODES_PER_COLUMN } from './vote-code.ts'
import { type StatementCounts, splitCounts, type VoteMatrix } from './vote-matrix.ts'

/** The label of a row that is in no group. */
export const NO_GROUP = -1

/** Votes per group and statement: one StatementCounts per group. */
export type GroupVotes = readonly StatementCounts[]

/**
 * Counts votes per group.
 * @param labels per row its group from 0, or NO_GROUP. O(votes)
 */
export function countGroupVotes(matrix: VoteMatrix, labels: Int32Array, groups: number): GroupVotes {
  const width = matrix.statementIds.length * CODES_PER_COLUMN
  const counts = new Int32Array(groups * width)
  const { rowStart, codes } = matrix
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row]
    if (label === NO_GROUP) continue
    const base = label * width
    const to = rowStart[row + 1]
    for (let at = rowStart[row]; at < to; at += 1) {
      const cell = base + codes[at]
      counts[cell] += 1
    }
  }
  return Array.from({ length: groups }, (_, group) =>
    splitCounts(counts.subarray(group * width, (group + 1) * width)),
  )
}

/** Adds up the votes of all groups. */
export function sumGroupVotes(groups: GroupVotes, statements: number): StatementCounts {
  const add = (pick: (group: StatementCounts) => Int32Array) =>
    groups.reduce(
      (sum, group) => sum.map((value, column) => value + pick(group)[column]),
      new Int32Array(statements),
    )
  return { agrees: add((g) => g.agrees), disagrees: add((g) => g.disagrees), votes: add((g) => g.votes) }
}

/** Per group the votes of all others. O(groups · statements) */
export function votesOfOthers(groups: GroupVotes, statements: number): GroupVotes {
  const all = sumGroupVotes(groups, statements)
  const without = (total: Int32Array, own: Int32Array) => total.map((sum, column) => sum - own[column])
  return groups.map((group) => ({
    agrees: without(all.agrees, group.agrees),
    disagrees: without(all.disagrees, group.disagrees),
    votes: without(all.votes, group.votes),
  }))
}
