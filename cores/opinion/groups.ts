import { NO_GROUP } from './group-votes.ts'
import { type KMeans, kMeans, nearestCenters, settle } from './k-means.ts'
import { STRIDE } from './positions.ts'
import { hash32 } from './seeded-random.ts'
import { silhouettes } from './silhouette.ts'
import type { VoteMatrix } from './vote-matrix.ts'

/** People with fewer votes do not shape groups and are in none. */
export const LEAST_VOTES = 7
/** Fewer is not a division. */
export const LEAST_GROUPS = 2
export const MOST_GROUPS = 5
/** Centres are sought among at most this many people, chosen by a hash of the id, then refined on everybody. */
const SEARCH_SAMPLE = 4000
const SILHOUETTE_SAMPLE = 2000

/** How thoroughly to look for groups; evidence looks less thoroughly, in the data and in the null models alike. */
export interface GroupSearch {
  readonly seed: number
  readonly starts: number
  readonly rounds: number
  readonly silhouetteSample: number
  /** seek exactly this many */
  readonly k?: number | undefined
}

/** The search for groups that are shown. */
export const FULL_SEARCH: Omit<GroupSearch, 'seed'> = {
  starts: 4,
  rounds: 60,
  silhouetteSample: SILHOUETTE_SAMPLE,
}

/** The best division of the points, whether or not its parts deserve to be called groups; MATH.md §12. */
export interface CandidateGroups {
  readonly k: number
  /** STRIDE numbers per group */
  readonly centers: Float64Array
  /** mean silhouette at k */
  readonly silhouette: number
}

/** Rows that may shape groups: at least 7 open votes, or all open statements where there are fewer. */
export function clusteredRows(matrix: VoteMatrix, open: Uint8Array): Int32Array {
  const least = Math.min(
    LEAST_VOTES,
    open.reduce((sum, isOpen) => sum + isOpen, 0),
  )
  const rows: number[] = []
  for (let row = 0; row < matrix.participantIds.length; row += 1) {
    let seen = 0
    const to = matrix.rowStart[row + 1]
    for (let at = matrix.rowStart[row]; at < to && seen < least; at += 1) seen += open[matrix.codes[at] >>> 2]
    if (seen >= least && least > 0) rows.push(row)
  }
  return Int32Array.from(rows)
}

/** Picks at most `size` rows by a hash of the participant's id: the same people in any order of rows. */
export function sampleRows(rows: Int32Array, participantIds: Int32Array, size: number): Int32Array {
  if (rows.length <= size) return rows
  const keys = rows.map((row) => hash32(participantIds[row]) >> 1)
  const limit = keys.slice().sort()[size]
  return rows.filter((_, at) => keys[at] < limit)
}

/** The points of some rows, STRIDE numbers each, in the order given. */
export function takePoints(points: Float64Array, rows: Int32Array): Float64Array {
  const taken = new Float64Array(rows.length * STRIDE)
  for (let at = 0; at < rows.length; at += 1)
    for (let axis = 0; axis < STRIDE; axis += 1) taken[at * STRIDE + axis] = points[rows[at] * STRIDE + axis]
  return taken
}

/** Centres for each number of groups tried; empty when there are too few people to divide. */
export function searchCenters(points: Float64Array, search: GroupSearch): KMeans[] {
  const most = points.length / STRIDE - 1
  if (most < LEAST_GROUPS) return []
  const lowest = Math.min(search.k ?? LEAST_GROUPS, most)
  const highest = Math.min(search.k ?? MOST_GROUPS, most)
  return Array.from({ length: highest - lowest + 1 }, (_, at) => {
    const k = lowest + at
    return kMeans(points, { k, seed: search.seed + k, starts: search.starts, rounds: search.rounds })
  })
}

/**
 * The clustering with the highest mean silhouette on the first points; ties go to fewer groups.
 * @param labelings labels of the same points, per clustering
 */
export function bestSilhouette(points: Float64Array, labelings: readonly Int32Array[], sample: number) {
  const shown = Math.min(points.length / STRIDE, sample)
  const scores = silhouettes(
    points.subarray(0, shown * STRIDE),
    labelings.map((labels) => labels.subarray(0, shown)),
  )
  let best = 0
  scores.forEach((score, at) => {
    if (score > scores[best]) best = at
  })
  return { best, silhouette: scores[best] ?? 0 }
}

/**
 * Seeks 2 to 5 groups by k-means and takes the number with the highest mean silhouette.
 * @param points STRIDE numbers per person; any number of them from the front is a random sample
 */
export function seekGroups(points: Float64Array, search: GroupSearch): CandidateGroups {
  const found = searchCenters(points, search)
  const { best, silhouette } = bestSilhouette(
    points,
    found.map((clusters) => clusters.labels),
    search.silhouetteSample,
  )
  const centers = found[best]?.centers ?? new Float64Array(STRIDE)
  return { k: centers.length / STRIDE, centers, silhouette }
}

/** The groups of a dialogue, and who is in which. */
export interface GroupAssignment extends CandidateGroups {
  /** per row its group from 0, NO_GROUP for rows with too few votes */
  readonly labels: Int32Array
  readonly sizes: Int32Array
}

/** Seeks groups in a sample of the rows, refines them on everybody, and numbers them from large to small. */
export function findGroups(
  points: Float64Array,
  rows: Int32Array,
  participantIds: Int32Array,
  search: GroupSearch,
): GroupAssignment {
  const sample = byHash(sampleRows(rows, participantIds, SEARCH_SAMPLE), participantIds)
  const candidate = seekGroups(takePoints(points, sample), search)
  const everybody = takePoints(points, rows)
  const settled = settle(everybody, candidate.centers, rows.length > SEARCH_SAMPLE ? 10 : search.rounds)
  return numberGroups(points.length / STRIDE, rows, settled.labels, settled.centers, candidate.silhouette)
}

/** Rows in the order of their hashed ids: any number of them from the front is a random sample. */
export function byHash(rows: Int32Array, participantIds: Int32Array): Int32Array {
  const key = (row: number) => hash32(participantIds[row])
  return rows.slice().sort((a, b) => key(a) - key(b) || a - b)
}

/** Assigns everybody to given centres. */
export function assignGroups(
  points: Float64Array,
  rows: Int32Array,
  groups: CandidateGroups,
): GroupAssignment {
  const labels = nearestCenters(takePoints(points, rows), groups.centers)
  return numberGroups(points.length / STRIDE, rows, labels, groups.centers, groups.silhouette)
}

/** Canonical numbers: from large to small; among equals the one with the first participant comes first. */
function numberGroups(
  count: number,
  rows: Int32Array,
  found: Int32Array,
  centers: Float64Array,
  silhouette: number,
): GroupAssignment {
  const all = centers.length / STRIDE
  const sizes = new Int32Array(all)
  const first = new Int32Array(all).fill(rows.length)
  found.forEach((label, at) => {
    sizes[label] += 1
    first[label] = Math.min(first[label], at)
  })
  const order = Array.from({ length: all }, (_, label) => label)
    .filter((label) => sizes[label] > 0)
    .sort((a, b) => sizes[b] - sizes[a] || first[a] - first[b])
  const rank = new Map(order.map((label, at) => [label, at]))
  const labels = new Int32Array(count).fill(NO_GROUP)
  rows.forEach((row, at) => {
    labels[row] = rank.get(found[at]) ?? NO_GROUP
  })
  return {
    k: order.length,
    centers: Float64Array.from(
      order.flatMap((label) => Array.from(centers.subarray(label * STRIDE, label * STRIDE + STRIDE))),
    ),
    silhouette,
    labels,
    sizes: Int32Array.from(order, (label) => sizes[label]),
  }
}
