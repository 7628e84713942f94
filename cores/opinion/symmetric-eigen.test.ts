import { describe, expect, it } from 'vitest'
import { SeededRandom } from './seeded-random.ts'
import { symmetricEigen, symmetricEigenvalues } from './symmetric-eigen.ts'

/** XᵀX of centred columns; `cell` gives person i's vote on statement j. */
function gramOf(people: number, n: number, cell: (i: number, j: number) => number): Float64Array {
  const columns = Array.from({ length: n }, (_, j) => {
    const column = Array.from({ length: people }, (__, i) => cell(i, j))
    const mean = column.reduce((sum, value) => sum + value, 0) / people
    return column.map((value) => value - mean)
  })
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [a, b] = [columns[Math.floor(at / n)] ?? [], columns[at % n] ?? []]
    return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
  })
}

/** Largest entry of A·v − λ·v and of vᵀv − 1, as shares of the largest value and of 1. */
function faultsOf(matrix: Float64Array, n: number) {
  const { values, vectors } = symmetricEigen(matrix, n)
  const at = (array: Float64Array, row: number, column: number) => array[row * n + column] ?? Number.NaN
  const scale = Math.max(Math.abs(values[0] ?? 0), Math.abs(values[n - 1] ?? 0), Number.MIN_VALUE)
  let [residual, skew] = [0, 0]
  for (let k = 0; k < n; k += 1)
    for (let j = 0; j < n; j += 1) {
      let [image, product] = [-(values[k] ?? Number.NaN) * at(vectors, j, k), j === k ? -1 : 0]
      for (let l = 0; l < n; l += 1) {
        image += at(matrix, j, l) * at(vectors, l, k)
        product += at(vectors, l, j) * at(vectors, l, k)
      }
      residual = Math.max(residual, Math.abs(image) / scale)
      skew = Math.max(skew, Math.abs(product))
    }
  return { residual, skew }
}

describe('values and vectors of a symmetric matrix', () => {
  const random = new SeededRandom(3)
  const n = 60
  it.each([
    ['three camps that never see one another', gramOf(65, n, (i, j) => (i % 3 === j % 3 ? 1 - (i & 2) : 0))],
    ['statements that are each other’s opposite', gramOf(65, n, (i, j) => ((i + j) % 4 < 2 ? 1 : -1))],
    ['two kinds of people', gramOf(302, n, (i, j) => (((i % 2) * 7 + j * 3) % 3) - 1)],
    ['most statements without difference', gramOf(90, n, (_, j) => (j % 5 ? 0 : random.below(3) - 1))],
    ['no difference at all', new Float64Array(n * n)],
    ['one value for all', Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 7 : 0))],
    ['more statements than people', gramOf(21, n, () => random.below(3) - 1)],
    ['no order', gramOf(600, n, () => random.below(3) - 1)],
  ])('are right for %s', (_, matrix) => {
    const { residual, skew } = faultsOf(matrix, n)
    expect(residual).toBeLessThan(1e-12)
    expect(skew).toBeLessThan(1e-12)
    const { values } = symmetricEigen(matrix, n)
    const alone = symmetricEigenvalues(matrix, n)
    const largest = Math.max(values[0] ?? 0, 1)
    values.forEach((value, k) => {
      expect(Math.abs(value - (alone[k] ?? Number.NaN)) / largest).toBeLessThan(1e-12)
    })
  })
})
