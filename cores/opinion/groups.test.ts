import { describe, expect, it } from 'vitest'
import { reasonAgainst } from './evidence.ts'
import { bestSilhouette, clusteredRows, FULL_SEARCH, findGroups } from './groups.ts'
import { loadRows } from './load-votes.ts'
import { groupPeople, layOut } from './opinion-map.ts'
import { STRIDE } from './positions.ts'
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
  })
})

describe('against groups speaks', () => {
  const clear = { silhouette: 0.52, continuumP95: 0.5, margin: 0.01, medianAri: 0.75 }
  const against = (change: Partial<typeof clear>, ...sizes: number[]) =>
    reasonAgainst({ ...clear, ...change }, { sizes: Int32Array.from(sizes) })

  it('nothing where they are clear, stable and large enough', () => {
    expect(against({}, 30, 10)).toBeUndefined()
    expect(against({}, 380, 20)).toBeUndefined()
  })

  it('that a continuum is as clear, but for the margin', () => {
    expect(against({ silhouette: 0.511 }, 30, 10)).toBeUndefined()
    expect(against({ silhouette: 0.509 }, 30, 10)).toContain('gradually')
  })

  it('that they change with who takes part', () => {
    expect(against({ medianAri: 0.749 }, 30, 10)).toContain('who happens to take part')
  })

  it('that one has fewer than ten people, or than one in twenty', () => {
    expect(against({}, 30, 9)).toBe('the smallest group has 9 of 39 people')
    expect(against({}, 381, 19)).toBe('the smallest group has 19 of 400 people')
  })
})
