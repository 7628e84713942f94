import { type Candidate, type Grown, growCandidate } from './coordination-candidate.ts'
import { type Crowd, readCrowd } from './coordination-crowd.ts'
import { SeedSearch, WINDOWS } from './coordination-seeds.ts'
import { ShownTo } from './coordination-shown.ts'
import { LEAST_VOTES } from './groups.ts'
import type { Showings } from './showings.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/** At most so many seeds are looked into, the most telling first. */
const MOST_LOOKED_INTO = 40
/** Growing looks so far around the members, as a share of the time that they take: one way alone may stop short, or run away. */
const REACHES = [0.5, 1] as const
/** Somebody who was part of so many attempts that came to nothing begins no other. */
const MOST_TRIES = 2
/** Fewer people are no cluster. */
const LEAST_CLUSTER = 5
/** Of all who are told at most this share should be there by chance. */
const FALSE_SHARE = 0.03

/** How to look for coordinated votes. */
export interface CoordinationOptions {
  /** which statements were shown to whom, where that was logged */
  readonly showings?: Showings | undefined
}

/**
 * People who answered nearly alike soon after one another. *Arranged*: their choice of statements, or how their visits
 * follow one another, is what honest use hardly gives. *Alike*: anything else, such as an advice that people follow.
 */
export interface SuspectCluster {
  readonly kind: 'arranged' | 'alike'
  /** rows of the matrix, ascending */
  readonly rows: Int32Array
  /** first and last arrival, milliseconds */
  readonly from: number
  readonly to: number
  /** how many of those who came then would answer so if likeness and time were unrelated */
  readonly expected: number
  /** what speaks for it, in nats a person: answers, choice of statements, visits that never overlap */
  readonly evidence: { readonly answers: number; readonly sets: number; readonly runs: number }
}

/** What the search found; unknown where votes carry no times. */
export type CoordinationOutcome =
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'examined'; readonly clusters: readonly SuspectCluster[] }

/** The thresholds, for pages that explain them. */
export const COORDINATION = {
  leastVotes: LEAST_VOTES,
  leastPeople: LEAST_CLUSTER,
  longestHours: WINDOWS[WINDOWS.length - 1] / 3_600_000,
  falsePercent: 100 * FALSE_SHARE,
} as const

/**
 * Looks for people who answered in concert, among all who may shape groups: likelihood ratios of their answers, of their
 * choice of statements and of their times, calibrated on the dialogue's own people (MATH.md §22). O(people · 900 · votes
 * per row).
 */
export function findCoordination(matrix: VoteMatrix, options: CoordinationOptions = {}): CoordinationOutcome {
  if (!matrix.times) return { kind: 'unknown', reason: 'the votes carry no times' }
  const crowd = readCrowd(matrix, matrix.times)
  const shown = options.showings && new ShownTo(matrix, options.showings)
  const search = new SeedSearch(crowd)
  const taken = new Set<number>()
  const clusters: SuspectCluster[] = []
  const tried = new Map<number, number>()
  let looked = 0
  for (const seed of search.find(WINDOWS)) {
    if (taken.has(seed.at) || (tried.get(seed.at) ?? 0) >= MOST_TRIES) continue
    looked += 1
    if (looked > MOST_LOOKED_INTO) break
    const first = search.likeTo(seed)
    const grown = REACHES.map((reach) =>
      growCandidate(crowd, first, seed, {
        leastPeople: LEAST_CLUSTER,
        falseShare: FALSE_SHARE,
        reach,
        taken,
        shown,
      }),
    )
    const { people, candidate } = largest(grown)
    for (const at of people) tried.set(at, (tried.get(at) ?? 0) + 1)
    if (!candidate) continue
    for (const at of candidate.members) taken.add(at)
    clusters.push(toCluster(crowd, candidate))
  }
  return { kind: 'examined', clusters: clusters.sort((a, b) => a.from - b.from || a.rows[0] - b.rows[0]) }
}

/** The attempt that found most people. */
function largest(grown: readonly Grown[]): Grown {
  const sizeOf = ({ candidate }: Grown) => candidate?.members.length ?? 0
  return grown.reduce((best, one) => (sizeOf(one) > sizeOf(best) ? one : best))
}

function toCluster(crowd: Crowd, { members, kind, expected, evidence }: Candidate): SuspectCluster {
  const times = members.map((at) => crowd.times[at])
  return {
    kind,
    rows: Int32Array.from(members, (at) => crowd.rows[at]).sort(),
    from: Math.min(...times),
    to: Math.max(...times),
    expected,
    evidence,
  }
}
