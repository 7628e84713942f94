/**
 * The k-th smallest value, from 0, in O(n) on average (Hoare 1961, Algorithm 65, with the middle one of three as the
 * pivot). Reorders the values: those before k are then no larger, those after it no smaller.
 * @param values without NaN @param from where to begin, if all smaller values are already before it
 */
export function selectSmallest(values: Float64Array, k: number, from = 0): number {
  let low = from
  let high = values.length - 1
  while (low < high) {
    const pivot = middleOf(values[low], values[(low + high) >> 1], values[high])
    let left = low
    let right = high
    while (left <= right) {
      while (values[left] < pivot) left += 1
      while (values[right] > pivot) right -= 1
      if (left > right) break
      const moved = values[left]
      values[left] = values[right]
      values[right] = moved
      left += 1
      right -= 1
    }
    // Between the two there is nothing but the value of the pivot.
    if (k <= right) high = right
    else if (k >= left) low = left
    else break
  }
  return values[k]
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
