import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { axisDifferences, type Difference, groupDifferences } from './differences.ts'
import { studentTwoSided } from './distributions.ts'
import { countGroupVotes } from './group-votes.ts'
import { loadRows } from './load-votes.ts'
import { SeededRandom } from './seeded-random.ts'
import { matrixOf, plantedRows } from './testing.ts'
import { toVoteMatrix } from './vote-matrix.ts'

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** n over k, from Pascal's triangle. */
function ways(n: number, k: number): number {
  return k === 0 || k === n ? 1 : ways(n - 1, k - 1) + ways(n - 1, k)
}

/** As a textbook has it: the means and squares of the votes themselves, with n1 + n2 − 2 degrees of freedom. */
function plainTest(here: readonly number[], there: readonly number[]) {
  const means = [here, there].map((votes) => sum(votes) / votes.length)
  const [one = 0, other = 0] = means
  const squares = [here, there].flatMap((votes, side) =>
    votes.map((vote) => (vote - (means[side] ?? 0)) ** 2),
  )
  const freedom = here.length + there.length - 2
  const error = Math.sqrt((sum(squares) / freedom) * (1 / here.length + 1 / there.length))
  const p = one === other ? 1 : error < 1e-9 ? 0 : studentTwoSided(Math.abs(one - other) / error, freedom)
  const divisions = ways(here.length + there.length, here.length) / (here.length === there.length ? 2 : 1)
  return { effect: one - other, p: Math.max(p, 1 / divisions) }
}

/** Benjamini and Hochberg: the q of a test is the least of p · tests / rank over its own rank and all behind it. */
function plainQ(ps: readonly number[]): number[] {
  const ranked = ps.toSorted((a, b) => a - b)
  return ps.map((p) =>
    Math.min(1, ...ranked.flatMap((other, at) => (other >= p ? [(other * ps.length) / (at + 1)] : []))),
  )
}

const votesIn = (lines: readonly string[], column: number) =>
  lines.flatMap((line) => ({ '+': [1], '-': [-1], '0': [0] })[line[column] ?? ''] ?? [])

function plainDifferences(
  lines: readonly string[],
  labels: readonly number[],
  columns: number,
): Difference[] {
  const groups = [...new Set(labels)].sort((a, b) => a - b)
  const tests = groups.flatMap((of) =>
    Array.from({ length: columns }, (_, column) => {
      const here = votesIn(
        lines.filter((_line, row) => labels[row] === of),
        column,
      )
      const there = votesIn(
        lines.filter((_line, row) => labels[row] !== of),
        column,
      )
      return { column, of, here, there }
    }),
  )
  const tested = tests
    .filter(({ here, there }) => here.length > 1 && there.length > 1)
    .map(({ column, of, here, there }) => ({ column, of, ...plainTest(here, there) }))
  const qs = plainQ(tested.map(({ p }) => p))
  return tested
    .map(({ column, of, effect }, at) => ({ column, of, effect, q: qs[at] ?? 1 }))
    .filter(({ q }) => q <= 0.05)
}

const byPlace = (a: Difference, b: Difference) => a.of - b.of || a.column - b.column

/** Groups of eight people who lean one way or another on five statements, some of which they have not seen. */
const leaning = fc
  .record({ groups: fc.integer({ min: 2, max: 3 }), seed: fc.nat(1e6) })
  .map(({ groups, seed }) => {
    const random = new SeededRandom(seed)
    const leans = Array.from({ length: groups * 5 }, () => random.uniform())
    const labels = Array.from({ length: groups * 8 }, (_, at) => at % groups)
    const lines = labels.map((group) =>
      Array.from({ length: 5 }, (_, column) => {
        if (random.uniform() < 0.2) return '.'
        if (random.uniform() < 0.1) return '0'
        return random.uniform() < (leans[group * 5 + column] ?? 0) ? '+' : '-'
      }).join(''),
    )
    return { lines, labels }
  })

function differencesOf(lines: readonly string[], labels: readonly number[], open: readonly number[]) {
  const matrix = matrixOf(...lines)
  const groups = new Set(labels).size
  return groupDifferences(
    // Who saw nothing is in no row.
    countGroupVotes(
      matrix,
      matrix.participantIds.map((id) => labels[id] ?? -1),
      groups,
    ),
    Uint8Array.from(matrix.statementIds, (id) => open[id] ?? 1),
  ).map((one) => ({ ...one, column: matrix.statementIds[one.column] ?? -1 }))
}

describe('what sets groups apart', () => {
  it('is what a slow, plain version says', () => {
    fc.assert(
      fc.property(leaning, ({ lines, labels }) => {
        const found = differencesOf(lines, labels, []).toSorted(byPlace)
        expect(found).toEqual(
          plainDifferences(lines, labels, 5).map(({ effect, q, ...of }) => ({
            ...of,
            effect: expect.closeTo(effect, 9),
            q: expect.closeTo(q, 9),
          })),
        )
      }),
      { seed: 19, numRuns: 300 },
    )
  })

  it('is listed from strong to weak, of equal ones the first group’s and the first statement’s first', () => {
    const group = Array<string>(8).fill('++++')
    const rest = [...Array<string>(4).fill('--+-'), ...Array<string>(4).fill('-+--')]
    const labels = [...group.map(() => 0), ...rest.map(() => 1)]
    expect(differencesOf([...group, ...rest], labels, []).map(({ of, column }) => [of, column])).toEqual([
      [0, 0],
      [0, 3],
      [1, 0],
      [1, 3],
      [0, 1],
      [0, 2],
      [1, 1],
      [1, 2],
    ])
  })

  it('is sought on open statements only, and those that are not count for nothing', () => {
    const group = Array<string>(6).fill('+++')
    const rest = Array<string>(6).fill('---')
    const labels = [...group.map(() => 0), ...rest.map(() => 1)]
    const found = differencesOf([...group, ...rest], labels, [1, 0, 0])
    expect(found.map(({ column }) => column)).toEqual([0, 0])
    // One statement was tested, twice: 2 of the 924 ways to divide twelve people into halves.
    expect(found[0]?.q).toBeCloseTo(2 / 924, 12)
  })

  it('is found where groups were planted, and nothing where groups are drawn at random', () => {
    const { rows, labels } = plantedRows({ participants: 200, statements: 30, groups: 2, seen: 0.6, seed: 3 })
    const matrix = toVoteMatrix(loadRows(rows))
    const open = new Uint8Array(30).fill(1)
    const real = groupDifferences(countGroupVotes(matrix, labels, 2), open)
    expect(real.length).toBeGreaterThan(10)
    expect(Math.abs(real[0]?.effect ?? 0)).toBeGreaterThan(1)
    expect(real.every((d) => d.q <= 0.05)).toBe(true)
    const random = new SeededRandom(8)
    const chance = Array.from({ length: 40 }, () => {
      const dealt = Int32Array.from(labels, () => random.below(2))
      return groupDifferences(countGroupVotes(matrix, dealt, 2), open).length > 0 ? 1 : 0
    })
    expect(chance.reduce<number>((total, any) => total + any, 0)).toBeLessThanOrEqual(6)
  })
})

describe('differences between few people', () => {
  const between = (group: number, rest: number) =>
    differencesOf(
      [...Array<string>(group).fill('+'), ...Array<string>(rest).fill('-')],
      Array.from({ length: group + rest }, (_, row) => (row < group ? 0 : 1)),
      [],
    )

  it('may be chance, however much they differ', () => {
    expect(between(2, 2)).toEqual([])
    expect(between(2, 4)).toEqual([])
  })

  it('are no more certain than the number of ways to divide them allows', () => {
    // 2 of the 252 ways to divide ten people into halves, and 1 of the 15,504 ways to choose five of twenty.
    expect(between(5, 5)[0]?.q).toBeCloseTo(2 / 252, 12)
    expect(between(5, 15)[0]?.q).toBeCloseTo(1 / 15504, 12)
  })

  it('are not sought where only one of a side has voted', () => {
    expect(between(1, 60)).toEqual([])
  })
})

describe('what sets the ends of an axis apart', () => {
  it('is how the third furthest one way voted against the third furthest the other way', () => {
    const side = (agrees: number[], disagrees: number[]) => ({
      agrees: Int32Array.from(agrees),
      disagrees: Int32Array.from(disagrees),
      votes: Int32Array.from(agrees, (own, at) => own + (disagrees[at] ?? 0)),
    })
    // Statement 0 divides the ends of the second axis; four tests, one significant.
    const even = side([2, 3], [3, 2])
    const ends = [
      { negative: even, positive: even },
      { negative: side([0, 5], [5, 0]), positive: side([5, 5], [0, 0]) },
    ]
    const open = Uint8Array.of(1, 1)
    const [only, ...others] = axisDifferences(ends, open)
    expect(others).toEqual([])
    expect(only).toMatchObject({ column: 0, of: 1, effect: 2 })
    expect(axisDifferences(ends.slice(0, 1), open)).toEqual([])
  })
})
