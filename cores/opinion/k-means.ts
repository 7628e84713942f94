import { STRIDE } from './positions.ts'
import { SeededRandom } from './seeded-random.ts'

/** Clusters of points, each of STRIDE numbers. */
export interface KMeans {
  /** STRIDE numbers per cluster */
  readonly centers: Float64Array
  /** per point */
  readonly labels: Int32Array
  /** sum of squared distances of points to their own centre */
  readonly inertia: number
}

/** What to search for, and how thoroughly: `k` clusters, a number of starts, and the most rounds for each. */
export interface KMeansOptions {
  readonly k: number
  readonly seed: number
  readonly starts: number
  readonly rounds: number
}

/** Lloyd's k-means, the best of several k-means++ starts (Arthur and Vassilvitskii 2007). O(points · k · rounds · starts). */
export function kMeans(points: Float64Array, options: KMeansOptions): KMeans {
  let best: KMeans | undefined
  for (let start = 0; start < options.starts; start += 1) {
    const random = new SeededRandom(options.seed + start * 1009)
    const found = settle(points, plusPlus(points, options.k, random), options.rounds)
    if (!best || found.inertia < best.inertia * (1 - 1e-9)) best = found
  }
  return best ?? { centers: new Float64Array(0), labels: new Int32Array(0), inertia: 0 }
}

/** Moves centres to the means of their nearest points until no point changes cluster. */
export function settle(points: Float64Array, start: Float64Array, rounds: number): KMeans {
  const k = start.length / STRIDE
  const centers = start.slice()
  const labels = new Int32Array(points.length / STRIDE).fill(-1)
  const sums = new Float64Array(k * (STRIDE + 1))
  let inertia = 0
  for (let round = 0; round < rounds; round += 1) {
    const step = assign(points, centers, labels, sums)
    inertia = step.inertia
    if (step.changed === 0) break
    recenter(centers, sums)
  }
  return { centers, labels, inertia }
}

/**
 * Gives every point its nearest centre; among equally near ones, its current centre or else the first. `sums` (x, y, z
 * and count per centre) is updated for the points that change. A point's own centre is compared first: the other
 * comparisons then nearly always say "farther", which the processor's branch prediction learns.
 */
function assign(points: Float64Array, centers: Float64Array, labels: Int32Array, sums: Float64Array) {
  const width = centers.length
  let changed = 0
  let inertia = 0
  for (let at = 0, point = 0; at < labels.length; at += 1, point += STRIDE) {
    const x = points[point]
    const y = points[point + 1]
    const z = points[point + 2]
    const own = labels[at]
    let label = Math.max(own, 0)
    let best = distanceTo(centers, label * STRIDE, x, y, z)
    for (let c = 0, other = 0; c < width; c += STRIDE, other += 1) {
      const distance = distanceTo(centers, c, x, y, z)
      if (distance < best) {
        best = distance
        label = other
      }
    }
    inertia += best
    if (label === own) continue
    labels[at] = label
    changed += 1
    addPoint(sums, label, x, y, z, 1)
    if (own >= 0) addPoint(sums, own, x, y, z, -1)
  }
  return { changed, inertia }
}

function addPoint(sums: Float64Array, label: number, x: number, y: number, z: number, sign: 1 | -1): void {
  const into = label * (STRIDE + 1)
  sums[into] += sign * x
  sums[into + 1] += sign * y
  sums[into + 2] += sign * z
  sums[into + 3] += sign
}

function distanceTo(centers: Float64Array, c: number, x: number, y: number, z: number): number {
  const dx = x - centers[c]
  const dy = y - centers[c + 1]
  const dz = z - centers[c + 2]
  return dx * dx + dy * dy + dz * dz
}

function recenter(centers: Float64Array, sums: Float64Array): void {
  for (let c = 0; c < centers.length / STRIDE; c += 1) {
    const count = sums[c * (STRIDE + 1) + STRIDE]
    if (count === 0) continue
    for (let axis = 0; axis < STRIDE; axis += 1)
      centers[c * STRIDE + axis] = sums[c * (STRIDE + 1) + axis] / count
  }
}

/** Labels of the nearest centres, without moving them. */
export function nearestCenters(points: Float64Array, centers: Float64Array): Int32Array {
  const labels = new Int32Array(points.length / STRIDE).fill(-1)
  assign(points, centers, labels, new Float64Array((centers.length / STRIDE) * (STRIDE + 1)))
  return labels
}

/**
 * Starts far apart: each further centre is a point drawn with probability proportional to its squared distance to the
 * nearest centre so far.
 */
function plusPlus(points: Float64Array, k: number, random: SeededRandom): Float64Array {
  const count = points.length / STRIDE
  const centers = new Float64Array(k * STRIDE)
  const distance = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  let chosen = random.below(count)
  for (let c = 0; c < k; c += 1) {
    centers.set(points.subarray(chosen * STRIDE, chosen * STRIDE + STRIDE), c * STRIDE)
    let total = 0
    for (let at = 0; at < count; at += 1) {
      const d = Math.min(distance[at], squaredDistance(points, at * STRIDE, centers, c * STRIDE))
      distance[at] = d
      total += d
    }
    chosen = drawByWeight(distance, total, random)
  }
  return centers
}

function drawByWeight(weights: Float64Array, total: number, random: SeededRandom): number {
  let left = random.uniform() * total
  for (let at = 0; at < weights.length; at += 1) {
    left -= weights[at]
    if (left < 0) return at
  }
  return weights.length - 1
}

/** Squared distance between the point at a[i], a[i + 1], a[i + 2] and the one at b[j], … */
export function squaredDistance(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const dx = a[i] - b[j]
  const dy = a[i + 1] - b[j + 1]
  const dz = a[i + 2] - b[j + 2]
  return dx * dx + dy * dy + dz * dz
}
