import { describe, expect, it } from 'vitest'
import { BLOCK } from './block-vectors.ts'
import { denseOperator } from './gram-operator.ts'
import { SeededRandom } from './seeded-random.ts'
import { leadingVectors } from './subspace.ts'
import { symmetricEigen, symmetricEigenvalues } from './symmetric-eigen.ts'

/** The lower triangle of a sum of outer products, two of them strong; disjoint: over every third entry each. */
function randomMatrix(
  n: number,
  random: SeededRandom,
  kind: 'diagonal' | 'disjoint' | 'noisy',
): Float64Array {
  const sizes = Array.from({ length: n }, () => 0.2 + 2 * random.uniform())
  const lower: number[] = []
  const vectors = Array.from({ length: 2 * n }, (_, at) =>
    sizes.map((size, j) => {
      const seen = kind === 'disjoint' ? j % 3 === at % 3 : random.uniform() < 0.5
      return seen ? random.normal() * Math.sqrt(at < 2 ? size * n : size) : 0
    }),
  )
  for (let j = 0; j < n; j += 1)
    for (let k = 0; k <= j; k += 1)
      lower.push(
        kind === 'diagonal' && j !== k ? 0 : vectors.reduce((sum, vector) => sum + vector[j] * vector[k], 0),
      )
  return Float64Array.from(lower)
}

function mirrored(lower: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [j, k] = [Math.floor(at / n), at % n]
    return lower[(Math.max(j, k) * (Math.max(j, k) + 1)) / 2 + Math.min(j, k)]
  })
}

describe('leading vectors', () => {
  it.each(['diagonal', 'disjoint', 'noisy'] as const)(
    'of a %s matrix have the largest values, from chance and from the wrong axes',
    (kind) => {
      for (const seed of [1, 2, 3, 4, 5]) {
        const random = new SeededRandom(seed)
        const n = 70 + random.below(50)
        const lower = randomMatrix(n, random, kind)
        const exact = symmetricEigen(mirrored(lower, n), n)
        const chance = Float64Array.from({ length: n * BLOCK }, () => 2 * random.uniform() - 1)
        const wrong = chance.map((part, at) =>
          at % BLOCK < 3 ? exact.vectors[Math.floor(at / BLOCK) * n + 3 + (at % BLOCK)] + 1e-5 * part : part,
        )
        const diagonal = Float64Array.from({ length: n }, (_, j) => lower[(j * (j + 3)) / 2])
        const others = [5, 6, 7, 8, 9, 10].map((k) =>
          Float64Array.from(exact.values, (_, j) => exact.vectors[j * n + k]),
        )
        for (const [start, further] of [
          [chance, []],
          [wrong, []],
          [wrong, others],
        ] as const) {
          const options = { wanted: 3, start, further, tolerance: 1e-11, angle: 2e-10, diagonal }
          const found = leadingVectors(n, denseOperator(lower, n), options)
          found.values.forEach((value, k) => {
            expect(value / exact.values[k]).toBeCloseTo(1, 9)
          })
        }
      }
    },
  )

  it('are found in fewer passes from those of nearly the same matrix and what followed them', () => {
    const random = new SeededRandom(1)
    const n = 200
    const lower = new Float64Array((n * (n + 1)) / 2).map(() => 2 * random.normal())
    const diagonal = new Float64Array(n).fill(8000)
    diagonal.forEach((value, j) => {
      lower[(j * (j + 3)) / 2] = value
    })
    const chance = Float64Array.from({ length: n * BLOCK }, () => 2 * random.uniform() - 1)
    const options = { wanted: 3, start: chance, tolerance: 1e-11, angle: 2e-10, diagonal }
    const before = leadingVectors(n, denseOperator(lower, n), options)
    const changed = lower.map((value, at) => (at % 97 === 0 ? value + 0.1 * random.normal() : value))
    const start = chance.map(
      (part, at) => (before.vectors[at % BLOCK]?.[Math.floor(at / BLOCK)] ?? 0) + 1e-5 * part,
    )
    const plain = leadingVectors(n, denseOperator(changed, n), { ...options, start })
    const { further } = before
    const found = leadingVectors(n, denseOperator(changed, n), { ...options, start, further })
    expect(further).toHaveLength(12)
    expect(found.passes).toBeLessThan(0.85 * plain.passes)
    const exact = symmetricEigenvalues(mirrored(changed, n), n)
    found.values.forEach((value, k) => {
      expect(value / exact[k]).toBeCloseTo(1, 9)
    })
  })

  it('are found where the largest values lie close together', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const random = new SeededRandom(seed)
      const n = 200
      // Votes without structure: nearly the same eigenvalue for every statement, apart from a little noise.
      const lower = new Float64Array((n * (n + 1)) / 2).map(() => 2 * random.normal())
      const diagonal = Float64Array.from({ length: n }, () => 8000 + 60 * random.normal())
      diagonal.forEach((value, j) => {
        lower[(j * (j + 3)) / 2] = value
      })
      const start = Float64Array.from({ length: n * BLOCK }, () => 2 * random.uniform() - 1)
      const options = { wanted: 3, start, tolerance: 1e-11, angle: 2e-10, diagonal, maxPasses: 200 }
      const { values, passes } = leadingVectors(n, denseOperator(lower, n), options)
      expect(passes).toBeLessThan(100)
      const exact = symmetricEigenvalues(mirrored(lower, n), n)
      values.forEach((value, k) => {
        expect(value / exact[k]).toBeCloseTo(1, 9)
      })
    }
  })
})
