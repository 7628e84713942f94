/**
 * The k-th smallest value, from 0, in O(n) on average (Hoare 1961, Algorithm 65, with the middle one of three as the
 * pivot). Moves values about: those before k are no larger afterwards, those behind it no smaller.
 * @param values without NaN @param from where to begin, when the smaller ones already lie before it
 */
export function selectSmallest(values: Float64Array, k: number, from = 0): number {
  let low = from
  let high = values.length - 1
  while (low < high) {
    const pivot = middleOf(values[low] as number, values[(low + high) >> 1] as number, values[high] as number)
    let left = low
    let right = high
    while (left <= right) {
      while ((values[left] as number) < pivot) left += 1
      while ((values[right] as number) > pivot) right -= 1
      if (left > right) break
      const moved = values[left] as number
      values[left] = values[right] as number
      values[right] = moved
      left += 1
      right -= 1
    }
    // Between the two lies nothing but the pivot's own value.
    if (k <= right) high = right
    else if (k >= left) low = left
    else break
  }
  return values[k] as number
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}
