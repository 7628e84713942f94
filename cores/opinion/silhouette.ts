import { STRIDE } from './positions.ts'

/**
 * Mean silhouettes (Rousseeuw 1987) of several clusterings of the same points at once, so that each distance is
 * computed once. A cluster of one scores 0; fewer than two clusters score 0. O(points²), hardly more with more
 * clusterings: points that every clustering puts together are kept side by side, and their distances are summed
 * together.
 * @param labelings per clustering the labels of all points, 0 … 7
 */
export function silhouettes(points: Float64Array, labelings: readonly Int32Array[]): Float64Array {
  const cells = gatherCells(points, labelings)
  const sums = sumDistances(cells)
  return Float64Array.from(labelings, (labels) => meanSilhouette(sums, cells, labels))
}

/** Labels are below this number: the labels of a point in all clusterings are the digits of one number in this base. */
export const MOST_CLUSTERS = 8

/** Points sorted so that those with the same labels in every clustering lie together, in cells. */
interface Cells {
  /** sorted index → point */
  readonly order: Int32Array
  /** cell i runs from start[i] up to, not including, start[i + 1] */
  readonly start: Int32Array
  readonly x: Float64Array
  readonly y: Float64Array
  readonly z: Float64Array
}

function gatherCells(points: Float64Array, labelings: readonly Int32Array[]): Cells {
  const count = points.length / STRIDE
  const key = new Float64Array(count)
  for (const labels of labelings)
    for (let at = 0; at < count; at += 1) key[at] = key[at] * MOST_CLUSTERS + labels[at]
  // The index of the point is added as the lowest digit: plain numbers sort many times faster than with a comparison
  // function.
  const sorted = key.map((cell, at) => cell * count + at).sort()
  const order = new Int32Array(count)
  const [x, y, z] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)]
  const start: number[] = []
  for (let at = 0; at < count; at += 1) {
    const point = sorted[at] % count
    if (at === 0 || key[point] !== key[order[at - 1]]) start.push(at)
    order[at] = point
    x[at] = points[point * STRIDE]
    y[at] = points[point * STRIDE + 1]
    z[at] = points[point * STRIDE + 2]
  }
  return { order, start: Int32Array.from([...start, count]), x, y, z }
}

/** Per cell and sorted index: the sum of distances to the points of that cell. */
function sumDistances(cells: Cells): Float64Array {
  const { start, order } = cells
  const count = order.length
  const sums = new Float64Array((start.length - 1) * count)
  for (let cell = 0; cell < start.length - 1; cell += 1)
    for (let own = 0; own <= cell; own += 1)
      for (let i = start[own]; i < start[own + 1]; i += 1) {
        const from = own === cell ? i + 1 : start[cell]
        const at = cell * count + i
        sums[at] += distancesFrom(cells, i, from, start[cell + 1], sums, own * count)
      }
  return sums
}

/**
 * Adds the distances from one point to a run of others to the sums of those others, from `into` on. @returns their
 * total
 */
function distancesFrom(
  { x, y, z }: Cells,
  i: number,
  from: number,
  to: number,
  sums: Float64Array,
  into: number,
): number {
  const px = x[i]
  const py = y[i]
  const pz = z[i]
  let sum = 0
  for (let j = from; j < to; j += 1) {
    const dx = x[j] - px
    const dy = y[j] - py
    const dz = z[j] - pz
    const distance = Math.sqrt(dx * dx + dy * dy + dz * dz)
    sums[into + j] += distance
    sum += distance
  }
  return sum
}

function meanSilhouette(sums: Float64Array, { order, start }: Cells, labels: Int32Array): number {
  const sizes = new Int32Array(MOST_CLUSTERS)
  for (const label of labels) sizes[label] += 1
  if (labels.length === 0 || sizes.filter((size) => size > 0).length < 2) return 0
  const clusterOf = start.subarray(0, -1).map((at) => labels[order[at]])
  const toCluster = new Float64Array(MOST_CLUSTERS)
  let total = 0
  for (let at = 0; at < order.length; at += 1) {
    toCluster.fill(0)
    for (let cell = 0; cell < clusterOf.length; cell += 1) {
      const cluster = clusterOf[cell]
      toCluster[cluster] += sums[cell * order.length + at]
    }
    total += silhouetteOf(toCluster, sizes, labels[order[at]])
  }
  return total / labels.length
}

function silhouetteOf(toCluster: Float64Array, sizes: Int32Array, own: number): number {
  const size = sizes[own]
  if (size < 2) return 0
  let nearest = Number.POSITIVE_INFINITY
  for (let cluster = 0; cluster < MOST_CLUSTERS; cluster += 1) {
    if (cluster === own || sizes[cluster] === 0) continue
    nearest = Math.min(nearest, toCluster[cluster] / sizes[cluster])
  }
  const inside = toCluster[own] / (size - 1)
  const larger = Math.max(inside, nearest)
  return larger > 0 ? (nearest - inside) / larger : 0
}
