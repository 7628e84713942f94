import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NO_GROUP } from './group-votes.ts'
import {
  assignGroups,
  bestSilhouette,
  byHash,
  clusteredRows,
  FULL_SEARCH,
  findGroups,
  sampleRows,
  searchCenters,
  seekGroups,
  takePoints,
} from './groups.ts'
import { loadRows } from './load-votes.ts'
import { groupPeople, layOut } from './opinion-map.ts'
import { STRIDE } from './positions.ts'
import { hash32 } from './seeded-random.ts'
import { matrixOf, rowsOf } from './testing.ts'
import { toVoteMatrix } from './vote-matrix.ts'

/** People in clouds far from one another, as many as said, in the order given: the first person is in the first. */
function groupsOf(...sizes: number[]) {
  const places = sizes.flatMap((size, cloud) =>
    Array.from({ length: size }, (_, at) => [
      100 * Math.cos((2 * Math.PI * cloud) / sizes.length) + at / size,
      100 * Math.sin((2 * Math.PI * cloud) / sizes.length) + (at % 3) / size,
      0,
    ]),
  )
  const rows = Int32Array.from(places.keys())
  return findGroups(Float64Array.from(places.flat()), rows, rows, { ...FULL_SEARCH, seed: 1 })
}

describe('groups', () => {
  it('are as many as the clouds, up to five', () => {
    expect([2, 3, 4, 5].map((clouds) => groupsOf(...Array(clouds).fill(12)).k)).toEqual([2, 3, 4, 5])
    expect(groupsOf(12, 12, 12, 12, 12, 12).k).toBe(5)
  })

  it('are numbered from large to small, of equal ones the one with the first person first', () => {
    const { sizes, labels } = groupsOf(6, 15, 9, 9)
    expect(Array.from(sizes)).toEqual([15, 9, 9, 6])
    expect([0, 6, 21, 30].map((first) => labels[first])).toEqual([3, 0, 1, 2])
  })

  it('are the fewer of two divisions that are equally good', () => {
    const points = Float64Array.of(0, 0, 0, 1, 0, 0, 10, 0, 0, 11, 0, 0)
    const labels = Int32Array.of(0, 0, 1, 1)
    expect(bestSilhouette(points, [labels, labels], points.length / STRIDE).best).toBe(0)
  })

  it('are sought from three people on', () => {
    const lines = ['+++++++', '-------', '+++++++']
    expect(groupPeople(layOut(matrixOf(...lines))).kind).toBe('found')
    expect(groupPeople(layOut(matrixOf(...lines.slice(0, 2))))).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('2 of 3'),
    })
  })

  it('are shaped by who gave seven votes that count', () => {
    const table = loadRows(rowsOf('++++++++++', '++++++..++', '+++++++...', '......++++'))
    table.setStatement(8, { moderatedOut: true })
    table.setStatement(9, { meta: true })
    // The second and the last gave more than count.
    const { matrix, axes } = layOut(toVoteMatrix(table))
    expect(Array.from(clusteredRows(matrix, axes.open))).toEqual([0, 2])
    for (const statement of [6, 7]) table.setStatement(statement, { meta: true })
    const closed = layOut(toVoteMatrix(table))
    // Six can be answered now: who gave all six has said all there is to say.
    expect(Array.from(clusteredRows(closed.matrix, closed.axes.open))).toEqual([0, 1, 2])
    expect(clusteredRows(closed.matrix, new Uint8Array(10))).toHaveLength(0)
  })
})

describe('a search for groups', () => {
  const search = { ...FULL_SEARCH, seed: 1 }
  /** So many people along a line, ten apart. */
  const line = (people: number) =>
    Float64Array.from({ length: people * STRIDE }, (_, at) => (at % STRIDE === 0 ? (at / STRIDE) * 10 : 0))

  it('tries two to five, fewer than there are people', () => {
    const tried = (people: number) =>
      searchCenters(line(people), search).map(({ centers }) => centers.length / STRIDE)
    expect([0, 1, 2, 3, 4, 5, 6, 40].map(tried)).toEqual([
      ...[[], [], []],
      ...[[2], [2, 3], [2, 3, 4]],
      ...[
        [2, 3, 4, 5],
        [2, 3, 4, 5],
      ],
    ])
  })

  it('tries the number that was asked for alone, as far as there are people', () => {
    const tried = (k: number) =>
      searchCenters(line(6), { ...search, k }).map(({ centers }) => centers.length / STRIDE)
    expect([2, 4, 5, 8].map(tried)).toEqual([[2], [4], [5], [5]])
  })

  it('starts each number from a seed of its own', () => {
    const random = Float64Array.from({ length: 40 * STRIDE }, (_, at) => hash32(at) / 2 ** 32)
    const once = { seed: 5, starts: 1, rounds: 1, silhouetteSample: 40 }
    const threeOf = (seed: number) => searchCenters(random, { ...once, seed, k: 3 })[0]?.centers
    expect(searchCenters(random, once)[1]?.centers).toEqual(threeOf(5))
    expect(threeOf(5)).not.toEqual(threeOf(6))
  })

  it('among hardly anybody finds one group, in the middle', () => {
    expect(seekGroups(line(2), search)).toEqual({ k: 1, centers: new Float64Array(STRIDE), silhouette: 0 })
  })

  it('judges by as many people as it is told to, from the front', () => {
    const points = Float64Array.of(0, 0, 0, 1, 0, 0, 10, 0, 0, 11, 0, 0, 5, 5, 5, 90, 90, 90)
    const good = Int32Array.of(0, 0, 1, 1, 0, 1)
    const bad = Int32Array.of(0, 1, 0, 1, 0, 1)
    const found = bestSilhouette(points, [bad, good], 4)
    expect(found).toEqual({
      best: 1,
      silhouette: expect.closeTo((2 * (9.5 / 10.5) + 2 * (8.5 / 9.5)) / 4, 12),
    })
    expect(bestSilhouette(points, [bad, good], 6).silhouette).not.toBeCloseTo(found.silhouette, 3)
    expect(bestSilhouette(points, [bad, good], 60)).toEqual(bestSilhouette(points, [bad, good], 6))
    expect(bestSilhouette(points, [], 4)).toEqual({ best: 0, silhouette: 0 })
  })
})

describe('a sample of people', () => {
  const ids = fc.uniqueArray(fc.nat(1e6), { minLength: 1, maxLength: 60 })

  it('is as large as asked, and the same people in whatever order they stand', () => {
    fc.assert(
      fc.property(ids, fc.nat(70), fc.integer(), (people, size, turn) => {
        const turned = people.toSorted((a, b) => hash32(a ^ turn) - hash32(b ^ turn))
        const peopleOf = (order: number[]) => {
          const rows = Int32Array.from(order.keys())
          return Array.from(sampleRows(rows, Int32Array.from(order), size), (row) => order[row] ?? -1)
        }
        const chosen = peopleOf(people)
        expect(chosen).toHaveLength(Math.min(size, people.length))
        expect(chosen).toEqual(people.filter((id) => chosen.includes(id)))
        expect(new Set(peopleOf(turned))).toEqual(new Set(chosen))
        // A larger sample holds the smaller one.
        const rows = Int32Array.from(people.keys())
        const more = sampleRows(rows, Int32Array.from(people), size + 1)
        expect(chosen.every((id) => more.some((row) => people[row] === id))).toBe(true)
      }),
    )
  })

  it('is everybody, as they stand, where no more are asked for', () => {
    const rows = Int32Array.of(2, 0, 1)
    expect(sampleRows(rows, Int32Array.of(7, 8, 9), 3)).toBe(rows)
  })

  it('stands in the order of hashed ids', () => {
    fc.assert(
      fc.property(ids, (people) => {
        const rows = Int32Array.from(people.keys())
        const order = byHash(rows, Int32Array.from(people))
        const hashes = Array.from(order, (row) => hash32(people[row] ?? -1))
        expect(hashes).toEqual(hashes.toSorted((a, b) => a - b))
        expect(Array.from(order).sort((a, b) => a - b)).toEqual([...rows])
        expect(Array.from(rows)).toEqual([...people.keys()])
      }),
    )
    expect(Array.from(byHash(Int32Array.of(2, 0, 1), Int32Array.of(5, 5, 5)))).toEqual([0, 1, 2])
  })

  it('brings its points along, in its order', () => {
    const points = Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9)
    expect(Array.from(takePoints(points, Int32Array.of(2, 0)))).toEqual([7, 8, 9, 1, 2, 3])
  })
})

describe('groups that were given', () => {
  it('of one size are numbered by who comes first, wherever their centres stood in the list', () => {
    const points = Float64Array.of(9, 0, 0, 0, 0, 0, 1, 0, 0, 8, 0, 0)
    const given = { k: 2, centers: Float64Array.of(0, 0, 0, 9, 0, 0), silhouette: 0.4 }
    const { labels, centers } = assignGroups(points, Int32Array.of(0, 1, 2, 3), given)
    expect(Array.from(labels)).toEqual([0, 1, 1, 0])
    expect(Array.from(centers)).toEqual([9, 0, 0, 0, 0, 0])
  })

  it('take in who is nearest, and are numbered anew; who gave too few votes is in none, and empty ones are gone', () => {
    const points = Float64Array.of(9, 0, 0, 0, 0, 0, 8, 1, 0, 50, 50, 50, 9, 1, 1)
    const given = { k: 3, centers: Float64Array.of(0, 0, 0, -90, 0, 0, 9, 0, 0), silhouette: 0.4 }
    expect(assignGroups(points, Int32Array.of(0, 1, 2, 4), given)).toEqual({
      k: 2,
      centers: Float64Array.of(9, 0, 0, 0, 0, 0),
      silhouette: 0.4,
      labels: Int32Array.of(0, 1, 0, NO_GROUP, 0),
      sizes: Int32Array.of(3, 1),
    })
  })
})
