import { describe, expect, it } from 'vitest'
import { bridgingScores } from './bridging.ts'
import { betaQuantile, incompleteBeta, normalQuantile, studentTwoSided } from './distributions.ts'
import { loadRows } from './load-votes.ts'
import { layOut } from './opinion-map.ts'
import { STRIDE } from './positions.ts'
import { effectiveSize, rake, weightedAgreement } from './raking.ts'
import { adjustedRandIndex } from './rand-index.ts'
import { SeededRandom } from './seeded-random.ts'
import { selectStatements } from './selection.ts'
import { silhouettes } from './silhouette.ts'
import { matrixOf, plantedRows } from './testing.ts'
import { toVoteMatrix, type VoteMatrix } from './vote-matrix.ts'

/** Reference values from SciPy 1.10. */
describe('distributions', () => {
  it('beta quantiles are what tables say, for few votes and for many', () => {
    expect(betaQuantile(0.025, 1, 1)).toBeCloseTo(0.025, 12)
    expect(betaQuantile(0.025, 3, 5)).toBeCloseTo(0.09898827844356987, 10)
    expect(betaQuantile(0.975, 50, 20)).toBeCloseTo(0.8131280501943886, 10)
    expect(incompleteBeta(betaQuantile(0.025, 4000, 17), 4000, 17)).toBeCloseTo(0.025, 10)
  })
  it('beta quantiles are those of the closed form where nobody agrees, of one person or of ten million', () => {
    for (const votes of [0, 1, 10, 100_000, 10_000_000]) {
      const low = -Math.expm1(Math.log1p(-0.025) / (votes + 1))
      const high = -Math.expm1(Math.log(0.025) / (votes + 1))
      expect(betaQuantile(0.025, 1, votes + 1) / low).toBeCloseTo(1, 8)
      expect(betaQuantile(0.975, 1, votes + 1) / high).toBeCloseTo(1, 8)
    }
  })
  it('normal quantiles and the tails of Student’s t are what tables say', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 8)
    expect(studentTwoSided(2, 10)).toBeCloseTo(0.07338803477074039, 12)
  })
})

describe('the adjusted Rand index', () => {
  it('is 1 for the same partition under other names, and leaves unlabelled points out', () => {
    expect(adjustedRandIndex(Int32Array.of(0, 0, 1, 1, -1), Int32Array.of(1, 1, 0, 0, 0))).toBe(1)
    expect(adjustedRandIndex(Int32Array.of(0, 0, 0, 1, 1, 1), Int32Array.of(0, 0, 1, 1, 2, 2))).toBeCloseTo(
      0.24242424242424246,
      12,
    )
    expect(adjustedRandIndex(Int32Array.of(0, 0), Int32Array.of(0, 0))).toBe(1)
  })
})

describe('silhouettes', () => {
  it('of two pairs of neighbours are as worked out by hand', () => {
    const points = Float64Array.of(0, 0, 0, 1, 0, 0, 10, 0, 0, 11, 0, 0)
    const [score, lone] = silhouettes(points, [Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 1, 1, 1)])
    expect(score).toBeCloseTo((2 * (9.5 / 10.5) + 2 * (8.5 / 9.5)) / 4, 12)
    // The lone point scores 0; the point at 1 is nearer to it than to its own cluster.
    expect(lone).toBeCloseTo((0 + (1 - 9.5) / 9.5 + (10 - 5) / 10 + (11 - 5.5) / 11) / 4, 12)
  })
})

/** The scores by least squares alone, in as many rounds as it takes, from the four sums that each side needs. */
function slowBridging(matrix: VoteMatrix, start: Float64Array): Float64Array {
  const [people, columns] = [start.length, matrix.statementIds.length]
  const votes = Array.from(start, (_, row) =>
    Array.from(matrix.codes.subarray(matrix.rowStart[row], matrix.rowStart[row + 1]), (code) => ({
      row,
      column: code >>> 2,
      vote: (code & 3) - 1,
    })),
  ).flat()
  const mu = votes.reduce((sum, { vote }) => sum + vote, 0) / votes.length
  const [b, c, g] = [new Float64Array(people), new Float64Array(columns), new Float64Array(columns)]
  const f = start.slice()
  const solve = (
    own: [Float64Array, Float64Array],
    others: [Float64Array, Float64Array],
    pick: (vote: (typeof votes)[number]) => [number, number],
  ) => {
    const sums = Array.from(own[0], () => ({ n: 0.5, x: 0, xx: 0.1, r: 0, rx: 0 }))
    for (const vote of votes) {
      const [mine, other] = pick(vote)
      const [sum, x] = [sums[mine] ?? { n: 0, x: 0, xx: 0, r: 0, rx: 0 }, others[1][other] ?? 0]
      const left = vote.vote - mu - (others[0][other] ?? 0)
      sum.n += 1
      sum.x += x
      sum.xx += x * x
      sum.r += left
      sum.rx += left * x
    }
    sums.forEach(({ n, x, xx, r, rx }, at) => {
      own[0][at] = (xx * r - x * rx) / (n * xx - x * x)
      own[1][at] = (n * rx - x * r) / (n * xx - x * x)
    })
  }
  for (let round = 0; round < 4000; round += 1) {
    solve([c, g], [b, f], ({ row, column }) => [column, row])
    solve([b, f], [c, g], ({ row, column }) => [row, column])
  }
  return c
}

describe('bridging', () => {
  it('goes on until nothing is left to gain', () => {
    const { rows } = plantedRows({ participants: 80, statements: 30, groups: 3, seen: 0.5, seed: 5 })
    const matrix = toVoteMatrix(loadRows(rows))
    const { points, axes } = layOut(matrix)
    const score = bridgingScores(matrix, points, axes.open)
    const start = Float64Array.from(matrix.participantIds, (_, row) => points[row * STRIDE] ?? 0)
    const size = Math.sqrt(start.reduce((sum, x) => sum + x * x, 0) / start.length)
    slowBridging(
      matrix,
      start.map((x) => x / size),
    ).forEach((slow, column) => {
      expect(score[column]).toBeCloseTo(slow, 3)
    })
  })
  it('prefers what both sides like over what one side likes more', () => {
    // Columns 0–3 divide; 4 is liked by both sides, 5 by the larger side only.
    const lines = [...Array(12).fill('++--++'), ...Array(6).fill('--+++-'), ...Array(6).fill('--++0-')]
    const matrix = matrixOf(...lines)
    const layout = layOut(matrix)
    const score = bridgingScores(matrix, layout.points, layout.axes.open)
    expect(Math.max(...score)).toBe(score[4])
    expect((score[4] ?? 0) - (score[5] ?? 0)).toBeGreaterThan(0.2)
  })
})

describe('selection', () => {
  const group = (size: number, ...support: number[]) => ({ size, support: Float64Array.from(support) })
  it('gives sixty and forty per cent three and two of five', () => {
    const groups = [group(60, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0), group(40, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1)]
    const chosen = selectStatements(groups, new Uint8Array(10).fill(1), 5)
    expect(chosen.filter((column) => column < 5)).toHaveLength(3)
  })
  it('takes what everybody supports first, and only open statements', () => {
    const groups = [group(50, 0.9, 0.6, 0.1, 0.99), group(50, 0.1, 0.6, 0.9, 0.99)]
    expect(selectStatements(groups, Uint8Array.of(1, 1, 1, 0), 1)).toEqual([1])
    expect(selectStatements(groups, Uint8Array.of(1, 1, 1, 1), 9)).toHaveLength(4)
  })
})

describe('raking', () => {
  it('recovers known margins, and reports what the weights cost', () => {
    const random = new SeededRandom(4)
    const age = Int32Array.from({ length: 2000 }, () =>
      random.uniform() < 0.7 ? 0 : random.uniform() < 0.7 ? 1 : 2,
    )
    const district = Int32Array.from(age, (a) =>
      random.uniform() < 0.1 ? -1 : random.uniform() < 0.3 + 0.2 * a ? 0 : 1,
    )
    const outcome = rake(2000, [
      { name: 'age', categories: age, shares: [0.3, 0.3, 0.4] },
      { name: 'district', categories: district, shares: [0.5, 0.5] },
    ])
    if (outcome.kind !== 'raked') throw new Error(outcome.kind)
    const weightOf = (categories: Int32Array, which: number) =>
      outcome.weights.reduce((sum, w, at) => sum + (categories[at] === which ? w : 0), 0)
    expect(weightOf(age, 2) / 2000).toBeCloseTo(0.4, 9)
    expect(weightOf(district, 0) / (weightOf(district, 0) + weightOf(district, 1))).toBeCloseTo(0.5, 9)
    expect(outcome.effectiveSize).toBeLessThan(1500)
    expect(outcome.effectiveSize).toBe(effectiveSize(outcome.weights))
    expect(effectiveSize(Float64Array.of(2, 2, 2))).toBe(3)
    expect(effectiveSize(Float64Array.of(1, 0, 0))).toBe(1)
  })
  it('takes shares that were rounded', () => {
    const categories = Int32Array.of(0, 1, 2, 2)
    const outcome = rake(4, [{ name: 'age', categories, shares: [0.3333333, 0.3333333, 0.3333333] }])
    expect(outcome).toMatchObject({ kind: 'raked', weights: expect.any(Float64Array) })
    if (outcome.kind !== 'raked') return
    Array.from([4 / 3, 4 / 3, 2 / 3, 2 / 3]).forEach((weight, at) => {
      expect(outcome.weights[at]).toBeCloseTo(weight, 9)
    })
  })
  it('says how far off it stays where margins contradict one another', () => {
    const given = { name: 'age', categories: Int32Array.of(0, 1), shares: [0, 1] }
    const against = { name: 'district', categories: Int32Array.of(0, -1), shares: [1] }
    expect(rake(2, [given, against])).toMatchObject({ kind: 'not-converged', largestGap: 1 })
  })
  it('shows weighted agreement beside unweighted', () => {
    const { unweighted, weighted, effectiveVotes } = weightedAgreement(
      matrixOf('+', '+', '-'),
      Float64Array.of(0.5, 0.5, 2),
    )
    expect(unweighted[0]).toBeCloseTo(2 / 3, 12)
    expect(weighted[0]).toBeCloseTo(1 / 3, 12)
    expect(effectiveVotes[0]).toBeCloseTo(9 / 4.5, 12)
  })
  it('names a category without people, and refuses shares that are not a distribution', () => {
    const categories = Int32Array.of(0, 0, -1)
    expect(rake(3, [{ name: 'age', categories, shares: [0.5, 0.5] }])).toEqual({
      kind: 'empty-category',
      margin: 'age',
      category: 1,
      share: 0.5,
    })
    expect(() => rake(3, [{ name: 'age', categories, shares: [0.9, 0.5] }])).toThrow(
      'margin age add up to 1.4',
    )
    expect(() => rake(3, [{ name: 'age', categories, shares: [1.5, -0.5] }])).toThrow(
      'margin age has the share -0.5',
    )
    expect(() => rake(2, [{ name: 'age', categories, shares: [1] }])).toThrow(
      '3 categories for 2 participants',
    )
  })
})
