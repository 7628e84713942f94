import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countAxisEnds, thirdBorders } from './axis-ends.ts'
import { loadRows } from './load-votes.ts'
import { type Layout, layOut } from './opinion-map.ts'
import { placeRow, STRIDE } from './positions.ts'
import { SeededRandom } from './seeded-random.ts'
import { plantedRows } from './testing.ts'
import { toVoteMatrix } from './vote-matrix.ts'

/** What rounding may decide: whoever would stand where another does, who is just on a border. */
const NEAR = 1e-9

/** The same, by placing everybody anew for each of their votes: at least, and at most, so many. */
function slowEnds({ matrix, model, points }: Layout, axis: number) {
  const { low, high } = thirdBorders(points, axis)
  const cells = {
    negative: new Map<string, [number, number]>(),
    positive: new Map<string, [number, number]>(),
  }
  const add = (end: Map<string, [number, number]>, cell: string, beyond: number) => {
    const [least, most] = end.get(cell) ?? [0, 0]
    end.set(cell, [least + (beyond > NEAR ? 1 : 0), most + (beyond > -NEAR ? 1 : 0)])
  }
  for (let row = 0; row < matrix.participantIds.length; row += 1) {
    const own = matrix.codes.subarray(matrix.rowStart[row], matrix.rowStart[row + 1])
    for (const code of own) {
      const out = new Float64Array(STRIDE)
      const rest = own.filter((other) => other !== code)
      placeRow(model, rest, 0, rest.length, out, 0)
      const cell = `${code >>> 2} ${(code & 3) - 1}`
      add(cells.negative, cell, low - (out[axis] ?? 0))
      add(cells.positive, cell, (out[axis] ?? 0) - high)
    }
  }
  return cells
}

const layoutOf = (seed: number) => {
  const { rows } = plantedRows({ participants: 60, statements: 12, groups: 2, seen: 0.6, seed })
  return layOut(toVoteMatrix(loadRows(rows)))
}

describe('the ends of an axis', () => {
  it('are counted with each vote left out of where its voter stands', () => {
    fc.assert(
      fc.property(fc.nat(1000), (seed) => {
        const layout = layoutOf(seed)
        countAxisEnds(layout, 2).forEach((ends, axis) => {
          const slow = slowEnds(layout, axis)
          for (const end of ['negative', 'positive'] as const)
            for (let column = 0; column < 12; column += 1)
              for (const [vote, counts] of [
                [1, ends[end].agrees],
                [-1, ends[end].disagrees],
              ] as const) {
                const [least, most] = slow[end].get(`${column} ${vote}`) ?? [0, 0]
                expect(counts[column]).toBeGreaterThanOrEqual(least)
                expect(counts[column]).toBeLessThanOrEqual(most)
              }
        })
      }),
      { numRuns: 20 },
    )
  })

  it('do not differ on a statement that has nothing to do with the axis, as they do where its own vote counts', () => {
    // Everybody answers twelve of sixty statements; the last five are tosses of a coin.
    const random = new SeededRandom(4)
    const { rows } = plantedRows({ participants: 600, statements: 55, groups: 2, seen: 0.2, seed: 4 })
    for (let participant = 0; participant < 600; participant += 1)
      for (let statement = 55; statement < 60; statement += 1)
        rows.push({ participant, statement, vote: random.uniform() < 0.5 ? 1 : -1 })
    const layout = layOut(toVoteMatrix(loadRows(rows)))
    const [ends] = countAxisEnds(layout, 1)
    for (let column = 55; column < 60; column += 1) {
      const share = (end: 'negative' | 'positive') =>
        (ends?.[end].agrees[column] ?? 0) / (ends?.[end].votes[column] ?? 1)
      expect(Math.abs(share('negative') - share('positive'))).toBeLessThan(0.16)
    }
  })

  it('are a third of people each, but for who stands just on a border', () => {
    const points = Float64Array.from({ length: 9 * STRIDE }, (_, at) => (at % STRIDE === 1 ? at : 0))
    expect(thirdBorders(points, 1)).toEqual({ low: 10, high: 19 })
    expect(thirdBorders(points, 0)).toEqual({ low: 0, high: 0 })
  })
})
