import type { AxisEnds } from './axis-ends.ts'
import { studentTwoSided } from './distributions.ts'
import { type GroupVotes, votesOfOthers } from './group-votes.ts'
import type { StatementCounts } from './vote-matrix.ts'

/** A statement that sets a group, or an end of an axis, apart; MATH.md §19. */
export interface Difference {
  readonly column: number
  /** the group, or the axis from 0 */
  readonly of: number
  /** mean vote here minus mean vote of the rest (of an axis: its positive third minus its negative third), −2 … 2 */
  readonly effect: number
  /** the lowest false-discovery rate at which it counts as a difference (Benjamini and Hochberg 1995) */
  readonly q: number
}

/** Differences with q up to this are kept. */
export const FALSE_DISCOVERY_RATE = 0.05

/** Below this, the p-value of Student's t exceeds the rate for any degrees of freedom, and need not be computed. */
const NEVER_SIGNIFICANT = 1.95

interface Test {
  readonly column: number
  readonly of: number
  readonly effect: number
  readonly p: number
}

/** What sets each group apart from the rest, over all statements × groups; strongest effect first. */
export function groupDifferences(votes: GroupVotes, open: Uint8Array): Difference[] {
  const tests: Test[] = []
  votesOfOthers(votes, open.length).forEach((rest, of) => {
    tests.push(...compareAll(votes[of], rest, open, of))
  })
  return controlled(tests)
}

/** What sets the ends of each axis apart. */
export function axisDifferences(ends: readonly AxisEnds[], open: Uint8Array): Difference[] {
  return controlled(
    ends.flatMap(({ negative, positive }, axis) => compareAll(positive, negative, open, axis)),
  )
}

function compareAll(group: StatementCounts, rest: StatementCounts, open: Uint8Array, of: number): Test[] {
  const tests: Test[] = []
  for (let column = 0; column < open.length; column += 1) {
    if (open[column] !== 1) continue
    const test = compareMeans(group, rest, column, of)
    if (test) tests.push(test)
  }
  return tests
}

/**
 * Student's t with pooled variance on votes −1, 0, 1: close to the exact permutation test of group membership, and
 * never more certain than that test can be.
 * @returns undefined where either side has fewer than two votes
 */
function compareMeans(
  group: StatementCounts,
  rest: StatementCounts,
  column: number,
  of: number,
): Test | undefined {
  const n1 = group.votes[column]
  const n2 = rest.votes[column]
  if (n1 < 2 || n2 < 2) return undefined
  const a1 = group.agrees[column]
  const d1 = group.disagrees[column]
  const a2 = rest.agrees[column]
  const d2 = rest.disagrees[column]
  const mean1 = (a1 - d1) / n1
  const mean2 = (a2 - d2) / n2
  const squares = a1 + d1 - n1 * mean1 ** 2 + (a2 + d2 - n2 * mean2 ** 2)
  const effect = mean1 - mean2
  const freedom = n1 + n2 - 2
  const variance = (Math.max(squares, 0) / freedom) * (1 / n1 + 1 / n2)
  if (effect ** 2 <= NEVER_SIGNIFICANT ** 2 * variance) return { column, of, effect, p: 1 }
  // Where everybody of a side votes alike, the quotient is infinite, and p 0.
  const p = studentTwoSided(effect / Math.sqrt(variance), freedom)
  return { column, of, effect, p: Math.max(p, leastPermutationP(n1, n2)) }
}

const CERTAIN = 1e-15

/**
 * The smallest p-value that randomly reassigning n1 + n2 people to both sides can give: one of all assignments, or two
 * of them when the sides are equally large.
 */
function leastPermutationP(n1: number, n2: number): number {
  let p = n1 === n2 ? 2 : 1
  for (let i = Math.min(n1, n2); i > 0 && p > CERTAIN; i -= 1) p *= i / (Math.max(n1, n2) + i)
  return p
}

/** Benjamini–Hochberg over all tests; keeps what survives. A test with p above the rate never does. */
function controlled(tests: readonly Test[]): Difference[] {
  const ordered = tests.filter((test) => test.p <= FALSE_DISCOVERY_RATE).sort((a, b) => a.p - b.p)
  const kept: Difference[] = []
  let q = 1
  for (let rank = ordered.length; rank > 0; rank -= 1) {
    const test = ordered[rank - 1]
    q = Math.min(q, (test.p * tests.length) / rank)
    if (q <= FALSE_DISCOVERY_RATE) kept.push({ column: test.column, of: test.of, effect: test.effect, q })
  }
  return kept.sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect) || a.of - b.of || a.column - b.column)
}
