import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layOutSwarm, peopleByDot } from './swarm.ts'

const radius = 0.7
const place = (column: number, row: number) => ({
  x: Math.sqrt(3) * radius * (column + row / 2),
  y: 1.5 * radius * row,
})
const someCells = fc
  .uniqueArray(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -3, max: 3 })), {
    minLength: 1,
    maxLength: 20,
    selector: (at) => at.join(' '),
  })
  .chain((places) =>
    fc
      .array(fc.integer({ min: 10, max: 90 }), { minLength: places.length, maxLength: places.length })
      .map((people) =>
        places.map(([column, row], at) => ({ ...place(column, row), people: people[at] ?? 10 })),
      ),
  )

test('up to four hundred people have a dot each; above that a dot is ten people or more', () => {
  expect([10, 400, 401, 4000, 4001, 3_000_000].map(peopleByDot)).toEqual([1, 1, 10, 10, 20, 10_000])
})

test('every person who may be drawn has a dot, near the cell that they are counted in', () => {
  fc.assert(
    fc.property(someCells, (cells) => {
      const { dots, each } = layOutSwarm(cells, radius)
      cells.forEach(({ people, x, y }, cell) => {
        const own = dots.filter((dot) => dot.cell === cell)
        expect(own).toHaveLength(Math.max(1, Math.round(people / each)))
        for (const dot of own) expect(Math.hypot(dot.x - x, dot.y - y)).toBeLessThan(2.2 * radius)
      })
    }),
    { numRuns: 50 },
  )
})

test('a dot that stands for one person is never alone: ten or more are of its cell', () => {
  fc.assert(
    fc.property(someCells, (cells) => {
      const { dots, each } = layOutSwarm(cells, radius)
      const alone = (cell: number) => dots.filter((dot) => dot.cell === cell).length * each < 10
      expect(dots.filter(({ cell }) => alone(cell))).toEqual([])
    }),
    { numRuns: 50 },
  )
})

test('dots hardly ever touch', () => {
  fc.assert(
    fc.property(someCells, (cells) => {
      const { dots, spacing } = layOutSwarm(cells, radius)
      const near = dots.flatMap((a, at) =>
        dots.slice(at + 1).filter((b) => Math.hypot(a.x - b.x, a.y - b.y) < 0.72 * spacing),
      )
      expect(near.length).toBeLessThanOrEqual(dots.length / 100)
    }),
    { numRuns: 50 },
  )
})

test('the same cells give the same dots', () => {
  const cells = [
    { ...place(0, 0), people: 63 },
    { ...place(1, 0), people: 11 },
  ]
  expect(layOutSwarm(cells, radius)).toEqual(layOutSwarm(structuredClone(cells), radius))
})
