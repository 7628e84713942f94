import { type Axes, type AxesOptions, findAxes } from './axes.ts'
import { type AxisEnds, countAxisEnds } from './axis-ends.ts'
import { bridgingScores } from './bridging.ts'
import { AgreementCache, type CommonGround, commonGround } from './common-ground.ts'
import { type Connecting, connectingStatements, sidesOf } from './connecting.ts'
import { axisDifferences, type Difference, groupDifferences } from './differences.ts'
import { countGroupVotes, type GroupVotes, NO_GROUP } from './group-votes.ts'
import { clusteredRows, FULL_SEARCH, findGroups, type GroupAssignment } from './groups.ts'
import { fitMembership, type MembershipModel } from './membership.ts'
import {
  groupAwareConsensus,
  type MajorityStatement,
  majorityStatements,
  type Representative,
  representativeStatements,
} from './polis-representative.ts'
import { fitPositions, interleave, type PositionModel, placeAll, STRIDE, sumSpread } from './positions.ts'
import { newcomerInformation } from './routing.ts'
import { constituencies, selectStatements } from './selection.ts'
import { MOST_CLUSTERS } from './silhouette.ts'
import { countVotes, type StatementCounts, type VoteMatrix } from './vote-matrix.ts'

/** Where everybody stands. */
export interface Layout {
  readonly matrix: VoteMatrix
  readonly counts: StatementCounts
  readonly axes: Axes
  readonly model: PositionModel
  /** STRIDE numbers per row */
  readonly points: Float64Array
}

/** Finds axes and places everybody. O(votes) per pass. */
export function layOut(matrix: VoteMatrix, options: AxesOptions = {}): Layout {
  const counts = countVotes(matrix)
  const axes = findAxes(matrix, counts, options)
  const model = fitPositions(axes, counts, sumSpread(matrix, interleave(axes)))
  return { matrix, counts, axes, model, points: placeAll(model, matrix) }
}

/** The best division that was found, or why there is none. */
export type GroupsOutcome =
  | { readonly kind: 'found'; readonly groups: GroupAssignment }
  /** fewer than three people with enough votes, or everybody votes alike */
  | { readonly kind: 'none'; readonly reason: string }

const LEAST_PEOPLE = 3

/**
 * Seeks the best 2 to 5 groups, whether or not they deserve the name; see weighEvidence.
 * @param options.k seek exactly this many, 2 to 8
 */
export function groupPeople(
  layout: Layout,
  options: { readonly seed?: number; readonly k?: number | undefined } = {},
): GroupsOutcome {
  const { matrix, axes, points } = layout
  if (
    options.k !== undefined &&
    !(Number.isInteger(options.k) && options.k >= 2 && options.k <= MOST_CLUSTERS)
  )
    throw new RangeError(`${options.k} groups cannot be sought; 2 to ${MOST_CLUSTERS} can`)
  const rows = clusteredRows(matrix, axes.open)
  if (rows.length < LEAST_PEOPLE)
    return { kind: 'none', reason: `too few people with enough votes: ${rows.length} of ${LEAST_PEOPLE}` }
  if (!((axes.values[0] ?? 0) > 0)) return { kind: 'none', reason: 'everybody votes alike' }
  return {
    kind: 'found',
    groups: findGroups(points, rows, matrix.participantIds, {
      ...FULL_SEARCH,
      seed: options.seed ?? 0,
      k: options.k,
    }),
  }
}

/** Everybody in one group, however few votes they gave: the honest answer when there are no clear groups. */
export function oneGroup(layout: Layout): GroupAssignment {
  return givenGroups(layout, new Int32Array(layout.matrix.participantIds.length))
}

/** Groups from elsewhere, with the numbers they have there. @param labels per row its group from 0, −1 for none */
export function givenGroups(layout: Layout, labels: Int32Array): GroupAssignment {
  const k = Math.max(1, labels.reduce((most, label) => Math.max(most, label), -1) + 1)
  const sizes = new Int32Array(k)
  const centers = new Float64Array(k * STRIDE)
  labels.forEach((label, row) => {
    if (label === NO_GROUP) return
    sizes[label] += 1
    for (let axis = 0; axis < STRIDE; axis += 1)
      centers[label * STRIDE + axis] += layout.points[row * STRIDE + axis]
  })
  for (let at = 0; at < centers.length; at += 1) centers[at] /= Math.max(sizes[Math.floor(at / STRIDE)], 1)
  return { k, centers, silhouette: 0, labels, sizes }
}

/** What votes say about statements, given groups. Arrays run over the matrix' statements. */
export interface StatementStatistics {
  readonly groupVotes: GroupVotes
  readonly commonGround: readonly CommonGround[]
  /** group-aware consensus, comparable with that of other engines */
  readonly consensus: Float64Array
  /** what sets groups apart; empty when there is one group */
  readonly groupDifferences: readonly Difference[]
  readonly representative: readonly (readonly Representative[])[]
  readonly majority: {
    readonly agree: readonly MajorityStatement[]
    readonly disagree: readonly MajorityStatement[]
  }
  /** expected information of a newcomer's vote, in nats; 0 for closed statements */
  readonly priorities: Float64Array
  readonly extremity: Float64Array
}

/** Statistics, and what also needs everybody's position. */
export interface StatementFindings extends StatementStatistics {
  readonly membership: MembershipModel
  /** by group where there are groups, by axis otherwise */
  readonly differences: { readonly by: 'group' | 'axis'; readonly list: readonly Difference[] }
  /** by axis, of those that were asked */
  readonly ends: readonly AxisEnds[]
}

/**
 * Statistics of statements from counts alone. A few microseconds per statement and group, less for what the cache
 * knows.
 */
export function describeVotes(
  map: Pick<Layout, 'axes' | 'model' | 'counts'> & Pick<VoteMatrix, 'status'>,
  groupVotes: GroupVotes,
  cache = new AgreementCache(),
): StatementStatistics {
  const { axes, model, counts } = map
  const leftOut = axes.open.map((open) => 1 - open)
  const isDivided = groupVotes.length > 1
  return {
    groupVotes,
    commonGround: commonGround(groupVotes, axes.open, cache),
    consensus: groupAwareConsensus(groupVotes, axes.open.length),
    groupDifferences: isDivided ? groupDifferences(groupVotes, axes.open) : [],
    representative: isDivided ? representativeStatements(groupVotes, leftOut) : groupVotes.map(() => []),
    majority: majorityStatements(counts, leftOut),
    priorities: openPriorities(model, counts, map.status),
    extremity: extremityOf(axes),
  }
}

/**
 * Statistics of statements given groups of people. O(votes), plus the cost of describeVotes.
 * @param asked.axes of how many axes the ends are counted, the strongest first; all of them unless said. It is what costs
 * most, and worth nothing for an axis that says no more than chance
 */
export function describeStatements(
  layout: Layout,
  groups: GroupAssignment,
  asked: { readonly axes?: number; readonly cache?: AgreementCache } = {},
): StatementFindings {
  const { matrix, axes, points } = layout
  const votes = votesByGroup(layout, groups)
  const statistics = describeVotes({ ...layout, status: matrix.status }, votes, asked.cache)
  const ends = countAxisEnds(layout, Math.min(asked.axes ?? STRIDE, axes.components.length))
  const differences =
    groups.k > 1
      ? ({ by: 'group', list: statistics.groupDifferences } as const)
      : ({ by: 'axis', list: axisDifferences(ends, axes.open) } as const)
  return { ...statistics, membership: fitMembership(points, groups), differences, ends }
}

function votesByGroup({ matrix, counts }: Layout, { labels, k, sizes }: GroupAssignment): GroupVotes {
  const isEverybody = k === 1 && sizes[0] === labels.length
  return isEverybody ? [counts] : countGroupVotes(matrix, labels, k)
}

/** A statement without votes has full priority; one that is moderated out or meta has none. */
function openPriorities(model: PositionModel, counts: StatementCounts, status: Uint8Array): Float64Array {
  return newcomerInformation(model, counts).map((value, column) => (status[column] === 0 ? value : 0))
}

/**
 * How far from the middle somebody would be whose only vote is agree: √C · |1 − mean| · length of the loadings (MATH.md
 * §4).
 */
function extremityOf(axes: Axes): Float64Array {
  const columns = axes.open.reduce((sum, open) => sum + open, 0)
  return axes.center.map((mean, column) => {
    const length = axes.components.reduce((sum, component) => sum + component[column] ** 2, 0)
    return Math.sqrt(columns * length) * (1 - mean)
  })
}

/**
 * Statements that connect: most people agree with them wherever they stand, with a bound that is corrected for their
 * number; MATH.md §17.
 * @param asked.described how many axes say more than chance, the strongest first
 * @param asked.open per statement 1 where it is looked at; chosen without regard to how people voted
 */
export function connect(
  { counts, axes }: Layout,
  { ends, groupVotes }: Pick<StatementFindings, 'ends' | 'groupVotes'>,
  asked: { readonly described: number; readonly open?: Uint8Array },
): Connecting[] {
  const sides = sidesOf(counts, ends.slice(0, asked.described), groupVotes)
  return connectingStatements(sides, asked.open ?? axes.open)
}

/** Bridging scores of a layout; a separate function because this is the slowest of the statistics. */
export function bridge(layout: Layout): Float64Array {
  return bridgingScores(layout.matrix, layout.points, layout.axes.open)
}

/** k statements that together represent everybody: by groups where there are any, otherwise by regions of the map. */
export function selectRepresentative(
  layout: Layout,
  findings: StatementFindings,
  groups: GroupAssignment,
  k: number,
): number[] {
  const { matrix, points, axes } = layout
  if (groups.k > 1) return selectStatements(constituencies(findings.groupVotes, groups.sizes), axes.open, k)
  const rows = clusteredRows(matrix, axes.open)
  const regions =
    rows.length < REGIONS * LEAST_IN_REGION ? groups : regionsOf(points, rows, matrix.participantIds)
  const votes = countGroupVotes(matrix, regions.labels, regions.k)
  return selectStatements(constituencies(votes, regions.sizes), axes.open, k)
}

const REGIONS = 8
const LEAST_IN_REGION = 8

/** Divides the map into eight parts at the median of each axis. */
function regionsOf(
  points: Float64Array,
  rows: Int32Array,
  participantIds: Int32Array,
): Pick<GroupAssignment, 'labels' | 'sizes' | 'k'> {
  const medians = Array.from({ length: STRIDE }, (_, axis) => {
    const values = Float64Array.from(rows, (row) => points[row * STRIDE + axis]).sort()
    return values[values.length >> 1]
  })
  const labels = new Int32Array(participantIds.length).fill(NO_GROUP)
  const sizes = new Int32Array(REGIONS)
  for (const row of rows) {
    const region = medians.reduce(
      (bits, median, axis) => bits * 2 + (points[row * STRIDE + axis] > median ? 1 : 0),
      0,
    )
    labels[row] = region
    sizes[region] += 1
  }
  return { labels, sizes, k: REGIONS }
}
