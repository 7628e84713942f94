import { squaredDistance } from './k-means.ts'
import { STRIDE } from './positions.ts'

/**
 * Mean silhouettes (Rousseeuw 1987) of several clusterings of the same points at once, so that each distance
 * is computed once. A cluster of one scores 0; fewer than two clusters score 0. O(points² · clusterings).
 * @param labelings per clustering the labels of all points, 0 … 7
 */
export function silhouettes(points: Float64Array, labelings: readonly Int32Array[]): Float64Array {
  const count = points.length / STRIDE
  const width = labelings.length * MOST_CLUSTERS
  const sums = new Float64Array(count * width)
  const slots = interleaveSlots(labelings, count)
  const each = labelings.length
  for (let i = 0; i < count; i += 1) {
    const own = i * each
    for (let j = i + 1; j < count; j += 1) {
      const distance = Math.sqrt(squaredDistance(points, i * STRIDE, points, j * STRIDE))
      for (let l = 0; l < each; l += 1) {
        const ofJ = i * width + (slots[j * each + l] as number)
        const ofI = j * width + (slots[own + l] as number)
        sums[ofJ] = (sums[ofJ] as number) + distance
        sums[ofI] = (sums[ofI] as number) + distance
      }
    }
  }
  return Float64Array.from(labelings, (labels, l) => meanSilhouette(sums, labels, l * MOST_CLUSTERS, width))
}

export const MOST_CLUSTERS = 8

/** Per point and clustering the place of its cluster's sum. */
function interleaveSlots(labelings: readonly Int32Array[], count: number): Int32Array {
  const slots = new Int32Array(count * labelings.length)
  labelings.forEach((labels, l) => {
    for (let at = 0; at < count; at += 1)
      slots[at * labelings.length + l] = l * MOST_CLUSTERS + (labels[at] as number)
  })
  return slots
}

function meanSilhouette(sums: Float64Array, labels: Int32Array, offset: number, width: number): number {
  const sizes = new Int32Array(MOST_CLUSTERS)
  for (const label of labels) sizes[label] = (sizes[label] as number) + 1
  if (labels.length === 0 || sizes.filter((size) => size > 0).length < 2) return 0
  let total = 0
  for (let at = 0; at < labels.length; at += 1) {
    const own = labels[at] as number
    const size = sizes[own] as number
    if (size < 2) continue
    let nearest = Number.POSITIVE_INFINITY
    for (let c = 0; c < MOST_CLUSTERS; c += 1) {
      if (c === own || sizes[c] === 0) continue
      nearest = Math.min(nearest, (sums[at * width + offset + c] as number) / (sizes[c] as number))
    }
    const inside = (sums[at * width + offset + own] as number) / (size - 1)
    const larger = Math.max(inside, nearest)
    if (larger > 0) total += (nearest - inside) / larger
  }
  return total / labels.length
}
