import type { VoteMatrix } from './vote-matrix.ts'

/** Weighted points to cluster; each stands for one participant or more. */
export interface WeightedPoints {
  /** x and y, interleaved */
  readonly points: Float64Array
  readonly weights: Float64Array
}

/** A clustering of points. */
export interface Clusters {
  /** x and y per cluster, interleaved */
  readonly centers: Float64Array
  /** per point its cluster */
  readonly labels: Int32Array
}

const LEAST_VOTES = 7
const LEAST_PARTICIPANTS = 15
const BASE_CLUSTERS = 100
const BASE_ROUNDS = 100
const GROUP_ROUNDS = 20
const GROUP_STARTS = 10
const SETTLED = 0.01
const MOST_GROUPS = 5

/**
 * Who is clustered (MATH.md §5): rows with at least min(7, C) votes, filled up to 15 with the most
 * active others. Rows come in order of first vote, by id where votes carry no time.
 */
export function participantsIn(matrix: VoteMatrix, columns: number): Int32Array {
  const order = rowsByFirstVote(matrix)
  const votes = (row: number) => matrix.rowStart[row + 1] - matrix.rowStart[row]
  const least = Math.min(LEAST_VOTES, columns)
  const chosen = new Set(order.filter((row) => votes(row) >= least))
  if (chosen.size < LEAST_PARTICIPANTS) {
    const others = order.filter((row) => !chosen.has(row)).sort((a, b) => votes(b) - votes(a))
    for (const row of others.slice(0, LEAST_PARTICIPANTS - chosen.size)) chosen.add(row)
  }
  return Int32Array.from(order.filter((row) => chosen.has(row)))
}

function rowsByFirstVote(matrix: VoteMatrix): number[] {
  const rows = Array.from(matrix.participantIds.keys())
  const { times, rowStart } = matrix
  if (!times) return rows
  const first = rows.map((row) =>
    times.subarray(rowStart[row], rowStart[row + 1]).reduce((a, b) => Math.min(a, b)),
  )
  return rows.sort((a, b) => first[a] - first[b] || a - b)
}

/** Base clusters of people; MATH.md §5. */
export function baseClusters(people: Float64Array): Clusters {
  return polisKMeans(unweighted(people), BASE_CLUSTERS, BASE_ROUNDS)
}

/** Groups of people in the compatible mode. */
export interface PolisGroups {
  /** per person a group from 0 */
  readonly labels: Int32Array
  /** x and y per group, interleaved */
  readonly centers: Float64Array
  /** of the base clusters, unweighted */
  readonly silhouette: number
}

/**
 * Groups of people, by way of base clusters, for a given k or the k of the highest mean silhouette; MATH.md §6. A final
 * k-means over the people themselves, from the centres found, removes the blur of base clusters.
 * @param people x and y per clustered person, interleaved, in order of first vote
 */
export function polisGroups(people: Float64Array, k?: number): PolisGroups {
  const base = baseClusters(people)
  const weights = new Float64Array(base.centers.length / 2)
  for (const label of base.labels) weights[label] += 1
  const blurred = { points: base.centers, weights }
  const groups = groupsOfBase(blurred, k)
  const everybody = unweighted(people)
  const settled = groupStarts(blurred, groups.centers.length / 2).map((start) =>
    polisKMeans(everybody, start.centers.length / 2, BASE_ROUNDS, start.centers),
  )
  return { ...tightest(everybody, settled), silhouette: groups.silhouette }
}

function unweighted(points: Float64Array): WeightedPoints {
  return { points, weights: new Float64Array(points.length / 2).fill(1) }
}

function groupsOfBase(base: WeightedPoints, k: number | undefined): Clusters & { silhouette: number } {
  if (k !== undefined) return withSilhouette(base, tightestGroups(base, k))
  const highest = Math.min(MOST_GROUPS, 2 + Math.floor(base.weights.length / 12))
  let best = withSilhouette(base, tightestGroups(base, 2))
  for (let tried = 3; tried <= highest; tried += 1) {
    const groups = withSilhouette(base, tightestGroups(base, tried))
    if (groups.silhouette >= best.silhouette) best = groups
  }
  return best
}

/**
 * Groups from several starts. A single start from the first k points can end in a poor local optimum: on one real
 * conversation its adjusted Rand index to the published groups is −0.03, while the tightest of these starts gives 0.96.
 */
function groupStarts(base: WeightedPoints, k: number): Clusters[] {
  const count = base.weights.length
  const starts = [polisKMeans(base, k, GROUP_ROUNDS)]
  for (let start = 0; start < Math.min(GROUP_STARTS, count); start += 1) {
    const first = Math.floor((start * count) / GROUP_STARTS)
    starts.push(polisKMeans(base, k, GROUP_ROUNDS, farthestFirst(base.points, k, first)))
    starts.push(polisKMeans(base, k, GROUP_ROUNDS, evenlySpaced(base.points, k, first)))
  }
  return starts
}

function tightest(base: WeightedPoints, clusterings: readonly Clusters[]): Clusters {
  const [first, ...others] = clusterings
  return others.reduce(
    (best, next) => (inertia(base, next) < inertia(base, best) * (1 - 1e-9) ? next : best),
    first,
  )
}

function tightestGroups(base: WeightedPoints, k: number): Clusters {
  return tightest(base, groupStarts(base, k))
}

/** Centres at equal intervals through the points, in their order. */
function evenlySpaced(points: Float64Array, k: number, first: number): Float64Array {
  const count = points.length / 2
  const chosen = Array.from(
    { length: Math.min(k, count) },
    (_, at) => (first + Math.floor((at * count) / k)) % count,
  )
  return Float64Array.from(chosen.flatMap((at) => [points[2 * at], points[2 * at + 1]]))
}

function inertia(base: WeightedPoints, clusters: Clusters): number {
  return clusters.labels.reduce((sum, label, at) => {
    const dx = base.points[2 * at] - clusters.centers[2 * label]
    const dy = base.points[2 * at + 1] - clusters.centers[2 * label + 1]
    return sum + base.weights[at] * (dx * dx + dy * dy)
  }, 0)
}

/** Centres as far apart as possible, beginning with a given point. */
function farthestFirst(points: Float64Array, k: number, first: number): Float64Array {
  const chosen = [first]
  const distance = new Float64Array(points.length / 2).fill(Number.POSITIVE_INFINITY)
  while (chosen.length < Math.min(k, distance.length)) {
    const last = chosen.at(-1) ?? 0
    distance.forEach((known, at) => {
      const dx = points[2 * at] - points[2 * last]
      const dy = points[2 * at + 1] - points[2 * last + 1]
      distance[at] = Math.min(known, dx * dx + dy * dy)
    })
    chosen.push(distance.indexOf(distance.reduce((a, b) => Math.max(a, b))))
  }
  return Float64Array.from(chosen.flatMap((at) => [points[2 * at], points[2 * at + 1]]))
}

/** Lloyd's k-means as Polis does it: starts from the first k distinct points, and ties go to the later cluster. */
export function polisKMeans(
  input: WeightedPoints,
  k: number,
  rounds: number,
  start?: Float64Array,
): Clusters {
  const { points, weights } = input
  let centers = start ?? firstDistinct(points, k)
  let labels = new Int32Array(weights.length)
  for (let round = 0; round < rounds; round += 1) {
    labels = nearestLater(points, centers)
    const next = meansOf(points, weights, labels, centers.length / 2)
    const moved = largestMove(centers, next)
    centers = next.filter((_, at) => !Number.isNaN(next[at]))
    if (moved < SETTLED && centers.length === next.length) break
  }
  return dropEmpty(centers, nearestLater(points, centers))
}

function firstDistinct(points: Float64Array, k: number): Float64Array {
  const chosen: number[] = []
  const seen = new Set<string>()
  for (let at = 0; at < points.length && chosen.length < 2 * k; at += 2) {
    const [x, y] = [points[at], points[at + 1]]
    if (seen.has(`${x},${y}`)) continue
    seen.add(`${x},${y}`)
    chosen.push(x, y)
  }
  return Float64Array.from(chosen)
}

function nearestLater(points: Float64Array, centers: Float64Array): Int32Array<ArrayBuffer> {
  const labels = new Int32Array(points.length / 2)
  for (let at = 0; at < labels.length; at += 1) {
    let best = Number.POSITIVE_INFINITY
    for (let center = 0; center < centers.length / 2; center += 1) {
      const dx = points[2 * at] - centers[2 * center]
      const dy = points[2 * at + 1] - centers[2 * center + 1]
      const distance = dx * dx + dy * dy
      if (distance > best) continue
      best = distance
      labels[at] = center
    }
  }
  return labels
}

/** Weighted means; NaN for an empty cluster, which the caller drops. */
function meansOf(
  points: Float64Array,
  weights: Float64Array,
  labels: Int32Array,
  count: number,
): Float64Array {
  const sums = new Float64Array(2 * count)
  const totals = new Float64Array(count)
  labels.forEach((label, at) => {
    const weight = weights[at]
    totals[label] += weight
    sums[2 * label] += weight * points[2 * at]
    sums[2 * label + 1] += weight * points[2 * at + 1]
  })
  return sums.map((sum, at) => sum / totals[at >> 1])
}

function largestMove(before: Float64Array, after: Float64Array): number {
  let largest = 0
  for (let at = 0; at < before.length; at += 2) {
    const dx = after[at] - before[at]
    const dy = after[at + 1] - before[at + 1]
    if (!Number.isNaN(dx)) largest = Math.max(largest, Math.hypot(dx, dy))
  }
  return largest
}

function dropEmpty(centers: Float64Array, labels: Int32Array<ArrayBuffer>): Clusters {
  const used = new Set(labels)
  const kept = Array.from({ length: centers.length / 2 }, (_, at) => at).filter((at) => used.has(at))
  const renumbered = new Map(kept.map((old, at) => [old, at]))
  return {
    centers: Float64Array.from(kept.flatMap((at) => [centers[2 * at], centers[2 * at + 1]])),
    labels: labels.map((label) => renumbered.get(label) ?? 0),
  }
}

function withSilhouette(base: WeightedPoints, clusters: Clusters): Clusters & { silhouette: number } {
  return { ...clusters, silhouette: plainSilhouette(base.points, clusters.labels) }
}

/** Mean silhouette over points, unweighted; a cluster of one scores 0. O(points²). */
export function plainSilhouette(points: Float64Array, labels: Int32Array): number {
  const sizes = new Int32Array(Math.max(-1, ...labels) + 1)
  for (const label of labels) sizes[label] += 1
  if (sizes.length < 2) return 0
  let total = 0
  for (let i = 0; i < labels.length; i += 1) total += silhouetteOf(points, labels, sizes, i)
  return total / labels.length
}

function silhouetteOf(points: Float64Array, labels: Int32Array, sizes: Int32Array, i: number): number {
  const own = labels[i]
  if (sizes[own] < 2) return 0
  const sums = new Float64Array(sizes.length)
  for (let j = 0; j < labels.length; j += 1) {
    const dx = points[2 * i] - points[2 * j]
    const dy = points[2 * i + 1] - points[2 * j + 1]
    sums[labels[j]] += Math.hypot(dx, dy)
  }
  const inside = sums[own] / (sizes[own] - 1)
  let outside = Number.POSITIVE_INFINITY
  sums.forEach((sum, label) => {
    if (label !== own) outside = Math.min(outside, sum / sizes[label])
  })
  const larger = Math.max(inside, outside)
  return larger === 0 ? 0 : (outside - inside) / larger
}
