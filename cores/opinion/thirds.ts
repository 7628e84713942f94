import { NO_GROUP } from './group-votes.ts'
import { selectSmallest } from './order-statistic.ts'
import { STRIDE } from './positions.ts'

/**
 * Who lies at the ends of an axis: 0 for the third of people furthest one way, 1 for the third furthest the other way,
 * NO_GROUP for all others and for those exactly on a border. O(people).
 * @param points STRIDE numbers per person
 */
export function outerThirds(points: Float64Array, axis: number): Int32Array {
  const people = points.length / STRIDE
  const values = new Float64Array(people)
  for (let row = 0; row < people; row += 1) values[row] = points[row * STRIDE + axis]
  const [first, second] = [Math.floor(people / 3), Math.floor((2 * people) / 3)]
  const moved = values.slice()
  const low = selectSmallest(moved, first)
  const high = selectSmallest(moved, second, first)
  const labels = new Int32Array(people).fill(NO_GROUP)
  for (let row = 0; row < people; row += 1) {
    const value = values[row]
    if (value < low) labels[row] = 0
    else if (value > high) labels[row] = 1
  }
  return labels
}
