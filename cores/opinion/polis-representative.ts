import { type GroupVotes, votesOfOthers } from './group-votes.ts'
import type { StatementCounts } from './vote-matrix.ts'

/** What sets a group apart on one statement; MATH.md §7. */
export interface Representative {
  readonly column: number
  readonly for: 'agree' | 'disagree'
  /** votes in that direction, of all votes in the group */
  readonly successes: number
  readonly n: number
  readonly p: number
  readonly pTest: number
  readonly repness: number
  readonly repnessTest: number
  readonly isBestAgree: boolean
}

/** A statement that most people agree with, or disagree with; MATH.md §7. */
export interface MajorityStatement {
  readonly column: number
  readonly successes: number
  readonly n: number
  readonly p: number
  readonly pTest: number
}

interface Comparison {
  readonly column: number
  readonly na: number
  readonly nd: number
  readonly ns: number
  readonly pa: number
  readonly pd: number
  readonly pat: number
  readonly pdt: number
  readonly ra: number
  readonly rd: number
  readonly rat: number
  readonly rdt: number
}

const SIGNIFICANT = 1.2816
const SHOWN = 5

/** (n + 1) / (s + 2): the share with one vote added on either side */
function smoothed(successes: number, trials: number): number {
  return (successes + 1) / (trials + 2)
}

function shareTest(successes: number, trials: number): number {
  return 2 * Math.sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)
}

function twoShareTest(
  successes: number,
  trials: number,
  otherSuccesses: number,
  otherTrials: number,
): number {
  const [s1, n1, s2, n2] = [successes + 1, trials + 1, otherSuccesses + 1, otherTrials + 1]
  const pooled = (s1 + s2) / (n1 + n2)
  if (pooled === 1) return 0
  return (s1 / n1 - s2 / n2) / Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2))
}

function compare(column: number, group: StatementCounts, rest: StatementCounts): Comparison {
  const na = group.agrees[column]
  const nd = group.disagrees[column]
  const ns = group.votes[column]
  const oa = rest.agrees[column]
  const od = rest.disagrees[column]
  const os = rest.votes[column]
  return {
    column,
    na,
    nd,
    ns,
    pa: smoothed(na, ns),
    pd: smoothed(nd, ns),
    pat: shareTest(na, ns),
    pdt: shareTest(nd, ns),
    ra: smoothed(na, ns) / smoothed(oa, os),
    rd: smoothed(nd, ns) / smoothed(od, os),
    rat: twoShareTest(na, ns, oa, os),
    rdt: twoShareTest(nd, ns, od, os),
  }
}

const isSignificant = (z: number) => z > SIGNIFICANT

function isSufficient(c: Comparison): boolean {
  return (isSignificant(c.rat) && isSignificant(c.pat)) || (isSignificant(c.rdt) && isSignificant(c.pdt))
}

function isBetterBestAgree(candidate: Comparison, best: Comparison | undefined): boolean {
  if (candidate.na === 0 && candidate.nd === 0) return false
  if (best && best.ra > 1)
    return (
      candidate.ra * candidate.rat * candidate.pa * candidate.pat > best.ra * best.rat * best.pa * best.pat
    )
  if (best) return candidate.pa * candidate.pat > best.pa * best.pat
  return isSignificant(candidate.pat) || (candidate.ra > 1 && candidate.pa > 0.5)
}

/** In the direction that is the more telling, which for a best agree may be disagree. */
function toRepresentative(c: Comparison, isBestAgree: boolean): Representative {
  const agree = c.rat > c.rdt
  return {
    column: c.column,
    for: agree ? 'agree' : 'disagree',
    successes: agree ? c.na : c.nd,
    n: c.ns,
    p: agree ? c.pa : c.pd,
    pTest: agree ? c.pat : c.pdt,
    repness: agree ? c.ra : c.rd,
    repnessTest: agree ? c.rat : c.rdt,
    isBestAgree,
  }
}

/** Servers keep this test, and rank by it, in 32 bits. */
const score = (r: Representative) => r.repness * Math.fround(r.repnessTest) * r.p * r.pTest

const strength = (c: Comparison) => Math.max(c.rat, c.rdt)

/**
 * Representative statements per group; MATH.md §7.
 * @param votes per group
 * @param leftOut per statement 1 where it cannot represent (moderated out, meta, or without votes)
 */
export function representativeStatements(votes: GroupVotes, leftOut: Uint8Array): Representative[][] {
  const others = votesOfOthers(votes, leftOut.length)
  return votes.map((group, at) => {
    const rest = others[at]
    const comparisons: Comparison[] = []
    for (let column = 0; column < leftOut.length; column += 1)
      if (leftOut[column] !== 1) comparisons.push(compare(column, group, rest))
    return representativesOf(comparisons)
  })
}

function representativesOf(comparisons: readonly Comparison[]): Representative[] {
  let bestAgree: Comparison | undefined
  let best: Comparison | undefined
  for (const candidate of comparisons) {
    if (isBetterBestAgree(candidate, bestAgree)) bestAgree = candidate
    if (!best || strength(candidate) > Math.fround(strength(best))) best = candidate
  }
  const sufficient = comparisons.filter(isSufficient)
  if (sufficient.length === 0) {
    const only = bestAgree ?? best
    return only ? [toRepresentative(only, only === bestAgree)] : []
  }
  const ranked = sufficient
    .filter((candidate) => candidate !== bestAgree)
    .map((candidate) => toRepresentative(candidate, false))
    .sort((a, b) => score(b) - score(a))
  const list = [...(bestAgree ? [toRepresentative(bestAgree, true)] : []), ...ranked].slice(0, SHOWN)
  return [...list.filter((r) => r.for === 'agree'), ...list.filter((r) => r.for === 'disagree')]
}

/** Statements that most people agree with, or disagree with; MATH.md §7. */
export function majorityStatements(
  votes: StatementCounts,
  leftOut: Uint8Array,
): { agree: MajorityStatement[]; disagree: MajorityStatement[] } {
  const top = (successes: Int32Array) =>
    Array.from(successes, (count, column) => ({
      column,
      successes: count,
      n: votes.votes[column],
      p: smoothed(count, votes.votes[column]),
      pTest: shareTest(count, votes.votes[column]),
    }))
      .filter((s) => leftOut[s.column] !== 1 && s.n > 0 && s.p > 0.5 && isSignificant(s.pTest))
      .sort((a, b) => b.p * b.pTest - a.p * a.pTest || a.column - b.column)
      .slice(0, SHOWN)
  return { agree: top(votes.agrees), disagree: top(votes.disagrees) }
}

/** Group-aware consensus per statement: Π over groups of (A + 1)/(S + 2); MATH.md §8. */
export function groupAwareConsensus(votes: GroupVotes, statements: number): Float64Array {
  return Float64Array.from({ length: statements }, (_, column) =>
    votes.reduce((product, group) => product * smoothed(group.agrees[column], group.votes[column]), 1),
  )
}
