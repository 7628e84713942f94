import { countGroupVotes, type GroupVotes, NO_GROUP, sumGroupVotes } from './group-votes.ts'
import type { Layout } from './opinion-map.ts'
import { participantsIn, polisGroups } from './polis-clusters.ts'
import { polisPriorities } from './polis-priorities.ts'
import {
  groupAwareConsensus,
  type MajorityStatement,
  majorityStatements,
  type Representative,
  representativeStatements,
} from './polis-representative.ts'
import { type PolisSpace, polisSpace } from './polis-space.ts'
import { fitPositions, interleave, STRIDE, sumSpread } from './positions.ts'
import { countVotes, type VoteMatrix } from './vote-matrix.ts'

/** Which groups the compatible mode uses; by default it finds them, and their number. */
export interface PolisOptions {
  /** per row its group from 0, or −1: use these groups instead of finding them */
  readonly labels?: Int32Array
  /** find this many groups instead of choosing the number by silhouette */
  readonly k?: number
}

/** A dialogue as Polis would show it. */
export interface PolisMap {
  readonly space: PolisSpace
  /** per row its group from 0, or −1 for those who are not clustered */
  readonly labels: Int32Array
  readonly groupCount: number
  /** of the base clusters; undefined when groups were given */
  readonly silhouette: number | undefined
  readonly groupVotes: GroupVotes
  readonly representative: readonly (readonly Representative[])[]
  readonly majority: {
    readonly agree: readonly MajorityStatement[]
    readonly disagree: readonly MajorityStatement[]
  }
  /** per statement */
  readonly consensus: Float64Array
  readonly priorities: Float64Array
}

/** Computes the compatible mode; MATH.md §2–§9. O(votes) per pass, and O(people · 100) for the base clusters. */
export function polisMap(matrix: VoteMatrix, options: PolisOptions = {}): PolisMap {
  const space = polisSpace(matrix)
  return describePolisGroups(
    matrix,
    space,
    options.labels ? given(options.labels) : found(matrix, space, options.k),
  )
}

interface Grouping {
  readonly labels: Int32Array
  readonly groupCount: number
  readonly silhouette: number | undefined
}

function given(labels: Int32Array): Grouping {
  return {
    labels,
    groupCount: labels.reduce((most, label) => Math.max(most, label), -1) + 1,
    silhouette: undefined,
  }
}

function found(matrix: VoteMatrix, space: PolisSpace, k: number | undefined): Grouping {
  const rows = participantsIn(matrix, space.columns)
  const labels = new Int32Array(matrix.participantIds.length).fill(NO_GROUP)
  if (rows.length === 0) return { labels, groupCount: 0, silhouette: undefined }
  const people = new Float64Array(2 * rows.length)
  rows.forEach((row, at) => {
    people[2 * at] = space.positions[2 * row]
    people[2 * at + 1] = space.positions[2 * row + 1]
  })
  const groups = polisGroups(people, k)
  rows.forEach((row, at) => {
    labels[row] = groups.labels[at]
  })
  return { labels, groupCount: groups.centers.length / 2, silhouette: groups.silhouette }
}

function describePolisGroups(matrix: VoteMatrix, space: PolisSpace, grouping: Grouping): PolisMap {
  const statements = matrix.statementIds.length
  const everybody = countVotes(matrix)
  const groupVotes = countGroupVotes(matrix, grouping.labels, grouping.groupCount)
  const leftOut = everybody.votes.map((votes, column) => (votes === 0 || matrix.status[column] !== 0 ? 1 : 0))
  return {
    space,
    ...grouping,
    groupVotes,
    representative: representativeStatements(groupVotes, Uint8Array.from(leftOut)),
    majority: majorityStatements(everybody, Uint8Array.from(leftOut)),
    consensus: groupAwareConsensus(groupVotes, statements),
    priorities: polisPriorities(sumGroupVotes(groupVotes, statements), space.extremity, matrix.status),
  }
}

/** The compatible plane as a layout, so that the same statistics can be computed from it. */
export function polisLayout(matrix: VoteMatrix, space: PolisSpace): Layout {
  const counts = countVotes(matrix)
  const model = fitPositions(space.axes, counts, sumSpread(matrix, interleave(space.axes)))
  const points = new Float64Array(matrix.participantIds.length * STRIDE)
  for (let row = 0; row < matrix.participantIds.length; row += 1) {
    points[row * STRIDE] = space.positions[2 * row]
    points[row * STRIDE + 1] = space.positions[2 * row + 1]
  }
  return { matrix, counts, axes: space.axes, model, points }
}
