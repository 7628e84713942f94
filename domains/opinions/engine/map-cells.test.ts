import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastShown } from '#domains/deliberate'
import { drawCells } from './map-cells.ts'

const coordinate = fc.double({ min: -5, max: 5, noNaN: true })
const places = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 150 }).map((points) => ({
  xs: Float64Array.from(points, ([x]) => x),
  ys: Float64Array.from(points, ([, y]) => y),
  groups: new Int32Array(points.length),
}))

test('each cell holds ten people or more, and everybody else is counted', () => {
  fc.assert(
    fc.property(places, (people) => {
      const { cells, hiddenPeople, radius } = drawCells(people, 1)
      expect(cells.every((cell) => cell.people >= leastShown)).toBe(true)
      const drawn = cells.reduce((sum, cell) => sum + cell.people, 0)
      expect(drawn + hiddenPeople).toBe(people.xs.length)
      for (const { x, y } of cells) expect(Math.hypot(x, y)).toBeLessThan(radius)
    }),
  )
})

test.each([1e-323, 1e-308, 1e-12])('people who stand %d from the middle stand in one place', (far) => {
  const people = 12
  const at = (sign: number) =>
    Float64Array.from({ length: people }, (_, one) => (one % 2 ? sign : -sign) * far)
  const { cells, cellRadius } = drawCells({ xs: at(1), ys: at(-1), groups: new Int32Array(people) }, 0)
  expect([cells, cellRadius]).toEqual([[{ x: 0, y: 0, people }], 1])
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%d is no place', (x) => {
  const places = { xs: Float64Array.of(1, x), ys: Float64Array.of(1, 1), groups: new Int32Array(2) }
  expect(() => drawCells(places, 0)).toThrow(`person 1 stands at ${x}`)
})

/** A cloud in rings, densest in the middle; the same each time. */
function cloud(people: number) {
  const angle = (at: number) => at * 2.399963
  const far = (at: number) => 4 * Math.sqrt(at / people) ** 1.5
  return {
    xs: Float64Array.from({ length: people }, (_, at) => far(at) * Math.cos(angle(at))),
    ys: Float64Array.from({ length: people }, (_, at) => far(at) * Math.sin(angle(at))),
    groups: new Int32Array(people),
  }
}

test.each([200, 450, 1100, 5000])(
  'a map of %i people draws four in five of them, as finely as it can',
  (people) => {
    const { cellRadius, hiddenPeople } = drawCells(cloud(people), 0)
    expect(hiddenPeople).toBeLessThanOrEqual(0.2 * people)
    const finer = drawCells(cloud(people), 0, cellRadius / Math.SQRT2)
    const isFinest = cellRadius < 4 / 16
    expect(isFinest || finer.hiddenPeople > 0.2 * people).toBe(true)
  },
)

test('the more people, the finer the map', () => {
  const radii = [200, 450, 5000, 50_000].map((people) => drawCells(cloud(people), 0).cellRadius)
  expect(radii).toEqual(radii.toSorted((a, b) => b - a))
  expect(new Set(radii).size).toBeGreaterThan(2)
})
