/**
 * How far two partitions of the same points agree, corrected for chance: 1 if identical, about 0 if unrelated (Hubert
 * and Arabie 1985). Points that either partition leaves out (label below 0) do not count. If both put everybody
 * together, the answer is 1. O(points).
 */
export function adjustedRandIndex(a: Int32Array, b: Int32Array): number {
  const width = Math.max(-1, ...new Set(b)) + 1
  const height = Math.max(-1, ...new Set(a)) + 1
  const cells = new Float64Array(width * height)
  let points = 0
  for (let at = 0; at < a.length; at += 1) {
    const [row, column] = [a[at], b[at]]
    if (row < 0 || column < 0) continue
    cells[row * width + column] += 1
    points += 1
  }
  const rows = new Float64Array(height)
  const columns = new Float64Array(width)
  cells.forEach((count, at) => {
    rows[Math.floor(at / width)] += count
    columns[at % width] += count
  })
  const [both, first, second] = [pairsIn(cells), pairsIn(rows), pairsIn(columns)]
  const expected = points > 1 ? (first * second) / ((points * (points - 1)) / 2) : 0
  const most = (first + second) / 2
  return most === expected ? 1 : (both - expected) / (most - expected)
}

function pairsIn(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0)
}
