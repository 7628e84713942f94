import { describe, expect, it } from 'vitest'
import { binomialTail, findCoordination } from './coordination.ts'
import { loadRows } from './load-votes.ts'
import { layOut } from './opinion-map.ts'
import { plantSuspects } from './planted-suspects.ts'
import { STRIDE } from './positions.ts'
import { SeededRandom } from './seeded-random.ts'
import { plantedRows } from './testing.ts'
import { toVoteMatrix } from './vote-matrix.ts'

/** One answer to each of so many statements; the answers from `from` on, as many as `turned`, are the other way. */
const answers = (statements: number, turned = 0, from = 0): number[] =>
  Array.from({ length: statements }, (_, at) => (at >= from && at < from + turned ? -1 : 1))

/**
 * Whom the search finds of people who answered within a minute, beside three hundred who came an hour apart and answered
 * the same statements each their own way. By their place in the list.
 */
function findAmong(together: readonly number[][]): number[] {
  const random = new SeededRandom(3)
  const others = Array.from(
    { length: 300 },
    () => together[0]?.map(() => (random.uniform() < 0.5 ? 1 : -1)) ?? [],
  )
  const rowsOf = (people: readonly number[][], first: number, timeOf: (at: number) => number) =>
    people.flatMap((own, at) =>
      own.map((vote, statement) => ({ participant: first + at, statement, vote, time: timeOf(at) })),
    )
  const matrix = toVoteMatrix(
    loadRows([
      ...rowsOf(together, 0, (at) => 1e12 + at * 1000),
      ...rowsOf(others, 1000, (at) => 1e12 + (at + 1) * 36e5),
    ]),
  )
  const outcome = findCoordination(matrix)
  if (outcome.kind === 'unknown') throw new Error(outcome.reason)
  return outcome.clusters.flatMap(({ rows }) => Array.from(rows, (row) => matrix.participantIds[row] ?? -1))
}

describe('people who voted at one time are suspect', () => {
  const twelve = Array.from({ length: 12 }, (_, at) => at)

  it('when any two gave 85 % of their answers alike, and not when they gave 84 %', () => {
    // Each turns statements of their own, so that two differ on twice as many.
    expect(findAmong(twelve.map((at) => answers(200, 15, 16 * at)))).toEqual(twelve)
    expect(findAmong(twelve.map((at) => answers(200, 16, 16 * at)))).toEqual([])
  })

  it('when they follow the pattern of the others with 85 % of their answers, and not with 84 %', () => {
    const copies = Array.from({ length: 8 }, () => answers(100))
    expect(findAmong([...copies, answers(100, 15), answers(100, 16, 40)])).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8,
    ])
  })

  it('from five people on', () => {
    const copies = (people: number) => Array.from({ length: people }, () => answers(40))
    expect(findAmong(copies(5))).toEqual([0, 1, 2, 3, 4])
    expect(findAmong(copies(4))).toEqual([])
  })

  it('from ten answers on', () => {
    const copies = (statements: number) => twelve.map(() => answers(statements))
    expect(findAmong(copies(10))).toEqual(twelve)
    expect(findAmong(copies(9))).toEqual([])
  })
})

describe('coordinated voting', () => {
  it.each([1, 2, 3])('planted copies are found, and few others (seed %i)', (seed) => {
    const { rows, isSuspect } = plantSuspects(seed)
    const matrix = toVoteMatrix(loadRows(rows))
    const outcome = findCoordination(matrix)
    if (outcome.kind === 'unknown') throw new Error(outcome.reason)
    const found = outcome.clusters.flatMap((cluster) =>
      Array.from(cluster.rows, (row) => matrix.participantIds[row] ?? -1),
    )
    const right = found.filter(isSuspect).length
    expect(right / found.length).toBeGreaterThanOrEqual(0.9)
    expect(right / 200).toBeGreaterThanOrEqual(0.9)
  })

  it('without suspects the map is the map they never touched, within 5 % of its radius', () => {
    const { rows, isSuspect, honest } = plantSuspects(1)
    const table = loadRows(rows)
    const matrix = toVoteMatrix(table)
    const outcome = findCoordination(matrix)
    if (outcome.kind === 'unknown') throw new Error(outcome.reason)
    for (const cluster of outcome.clusters)
      for (const row of cluster.rows) table.setExcluded(matrix.participantIds[row] ?? -1, true)
    const clean = layOut(toVoteMatrix(loadRows(rows.filter((row) => !isSuspect(row.participant)))))
    const cleared = layOut(toVoteMatrix(table))
    const rowOf = new Map(Array.from(cleared.matrix.participantIds, (id, row) => [id, row]))
    let [off, radius, count] = [0, 0, 0]
    for (let id = 0; id < honest; id += 1) {
      const [a, b] = [clean.matrix.participantIds.indexOf(id), rowOf.get(id)]
      if (a < 0 || b === undefined) continue
      count += 1
      for (let axis = 0; axis < STRIDE; axis += 1) {
        const [x, y] = [clean.points[a * STRIDE + axis] ?? 0, cleared.points[b * STRIDE + axis] ?? 0]
        off += (x - y) ** 2
        radius += x ** 2
      }
    }
    expect(Math.sqrt(off / count) / Math.sqrt(radius / count)).toBeLessThan(0.05)
  })

  it('like-minded people who arrive when it suits them are not suspect', () => {
    const { rows } = plantSuspects(4, 800, 0)
    expect(findCoordination(toVoteMatrix(loadRows(rows)))).toEqual({ kind: 'examined', clusters: [] })
  })

  it('many who arrive together and vote each their own way are not suspect', () => {
    const { rows } = plantedRows({ participants: 300, statements: 40, groups: 2, seen: 0.5, seed: 6 })
    const together = rows.map((row, at) => ({
      ...row,
      time: 1e12 + (row.participant < 150 ? at % 6e5 : row.participant * 36e5),
    }))
    expect(findCoordination(toVoteMatrix(loadRows(together)))).toEqual({ kind: 'examined', clusters: [] })
  })

  it('rows under ten votes are never suspect', () => {
    const rows = Array.from({ length: 60 }, (_, participant) =>
      Array.from({ length: 9 }, (__, statement) => ({
        participant,
        statement,
        vote: 1,
        time: 1e12 + participant,
      })),
    ).flat()
    expect(findCoordination(toVoteMatrix(loadRows(rows)))).toEqual({ kind: 'examined', clusters: [] })
  })

  it('is unknown where votes carry no times', () => {
    const { rows } = plantedRows({ participants: 50, statements: 20, groups: 2, seen: 0.8, seed: 1 })
    expect(findCoordination(toVoteMatrix(loadRows(rows)))).toEqual({
      kind: 'unknown',
      reason: 'the votes carry no times',
    })
  })

  it('the binomial tail matches published tables', () => {
    expect(binomialTail(3, 5, 0.5)).toBeCloseTo(0.5, 12)
    expect(binomialTail(0, 5, 0.2)).toBe(1)
    expect(binomialTail(6, 5, 0.2)).toBe(0)
    expect(binomialTail(50, 300, 0.99)).toBe(1)
    expect(binomialTail(2490, 5000, 0.5)).toBeCloseTo(0.6167592381231, 10)
    expect(binomialTail(9, 10, 0.1)).toBeCloseTo(9.1e-9, 14)
  })
})
