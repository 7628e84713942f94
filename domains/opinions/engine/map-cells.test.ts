import fc from 'fast-check'
import { expect, test } from 'vitest'
import { leastShown } from '#domains/deliberate'
import { convexHull, drawCells } from './map-cells.ts'

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
  expect(() => drawCells({ ...places, xs: Float64Array.of(x, 1) }, 0)).toThrow(`person 0 stands at ${x}`)
  expect(() => drawCells({ ...places, xs: places.ys, ys: places.xs }, 0)).toThrow(`person 1 stands at ${x}`)
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

/** So many people in each of these places. */
function crowdsAt(...places: [x: number, y: number, people: number, group?: number][]) {
  const each = places.flatMap(([x, y, people, group = 0]) =>
    Array.from({ length: people }, () => ({ x, y, group })),
  )
  return {
    xs: Float64Array.from(each, ({ x }) => x),
    ys: Float64Array.from(each, ({ y }) => y),
    groups: Int32Array.from(each, ({ group }) => group),
  }
}

test('everybody is counted in the cell whose middle is nearest', () => {
  // Evenly over the plane: `fc.double` draws mostly from around nought.
  const even = fc.integer({ min: -5000, max: 5000 }).map((thousandths) => thousandths / 1000)
  const middles = Array.from({ length: 61 }, (_, row) =>
    Array.from({ length: 61 }, (_column, at) => {
      const [q, r] = [at - 30, row - 30]
      return [Math.sqrt(3) * (q + r / 2), 1.5 * r] as const
    }),
  ).flat()
  fc.assert(
    fc.property(even, even, fc.constantFrom(0.5, 1, 2), (x, y, radius) => {
      const { cells, hiddenPeople } = drawCells(crowdsAt([x, y, 10]), 0, radius)
      const away = middles.map(([mx, my]) => Math.hypot(x - radius * mx, y - radius * my))
      const [cell] = cells
      expect([cells.length, hiddenPeople, cell?.people]).toEqual([1, 0, 10])
      expect(Math.hypot(x - (cell?.x ?? 0), y - (cell?.y ?? 0))).toBeCloseTo(Math.min(...away), 9)
      const nearest = middles.map(([mx, my]) =>
        Math.hypot((cell?.x ?? 0) - radius * mx, (cell?.y ?? 0) - radius * my),
      )
      expect(Math.min(...nearest)).toBeCloseTo(0, 9)
    }),
  )
})

test('cells are listed row by row, and reach as far as the middle of the outermost and its radius', () => {
  const row = Math.sqrt(3)
  const drawing = drawCells(crowdsAt([2 * row, 0, 10], [0, 3, 11], [row, 0, 12], [0, -3, 9]), 0, 1)
  expect(drawing).toEqual({
    cells: [
      { x: expect.closeTo(row, 9), y: 0, people: 12 },
      { x: expect.closeTo(2 * row, 9), y: 0, people: 10 },
      { x: 0, y: 3, people: 11 },
    ],
    ...{ cellRadius: 1, hiddenPeople: 9, hulls: [], radius: expect.closeTo(2 * row + 1, 9) },
  })
})

test('a group is outlined by the cells in which it has ten people, whoever else is there', () => {
  const { hulls } = drawCells(
    crowdsAt([0, 0, 10, 1], [0, 0, 9, 0], [0, 0, 20, -1], [0, 3, 10, 1], [0, 6, 9, 1], [0, 6, 10, 0]),
    3,
    1,
  )
  const side = Math.sqrt(3) / 2
  const corners = [
    ...[[-side, -0.5] as const, [0, -1] as const, [side, -0.5] as const],
    ...[[side, 3.5] as const, [0, 4] as const, [-side, 3.5] as const],
  ]
  const closeTo = (points: readonly (readonly [number, number])[]) =>
    points.map(([x, y]) => [expect.closeTo(x, 9), expect.closeTo(y, 9)])
  expect(hulls.map(({ group, points }) => [group, points.length])).toEqual([
    [0, 6],
    [1, 6],
    [2, 0],
  ])
  expect(hulls[1]?.points).toEqual(closeTo(corners))
  expect(Math.min(...(hulls[0]?.points.map(([, y]) => y) ?? []))).toBeCloseTo(5, 9)
})

test('an outline goes round all points the one way, by corners alone', () => {
  const point = fc.tuple(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -6, max: 6 }))
  fc.assert(
    fc.property(fc.uniqueArray(point, { minLength: 3, maxLength: 25, selector: String }), (points) => {
      const hull = convexHull(points)
      const turn = ([ax, ay]: number[], [bx, by]: number[], [cx, cy]: number[]) =>
        ((bx ?? 0) - (ax ?? 0)) * ((cy ?? 0) - (ay ?? 0)) - ((by ?? 0) - (ay ?? 0)) * ((cx ?? 0) - (ax ?? 0))
      const next = (at: number) => hull[(at + 1) % hull.length] ?? []
      hull.forEach((corner, at) => {
        for (const other of points) expect(turn(corner, next(at), other)).toBeGreaterThanOrEqual(0)
        if (hull.length > 2) expect(turn(corner, next(at), next(at + 1))).toBeGreaterThan(0)
      })
      expect(hull.every((corner) => points.some((one) => String(one) === String(corner)))).toBe(true)
      expect(new Set(hull.map(String)).size).toBe(hull.length)
    }),
  )
  expect(
    convexHull([
      [1, 2],
      [0, 0],
    ]),
  ).toEqual([
    [0, 0],
    [1, 2],
  ])
})

test('the people furthest out, one in twenty, do not make the cells larger', () => {
  const radiusOf = (far: number, outside: number) => {
    const people = crowdsAt([1, 0, 50], [-1, 0, 50 - outside], [far, far, outside])
    return drawCells(people, 0).cellRadius
  }
  expect(radiusOf(1000, 4)).toBe(radiusOf(1, 4))
  expect(radiusOf(1000, 30)).toBeGreaterThan(radiusOf(1, 30))
})

test('where nobody is, or everybody in one place, there is still a map', () => {
  const nothing = { cells: [], hiddenPeople: 0, hulls: [], radius: 1, cellRadius: 1 }
  expect(drawCells(crowdsAt(), 0)).toEqual(nothing)
  expect(drawCells(crowdsAt([0, 0, 9]), 0)).toEqual({ ...nothing, hiddenPeople: 9 })
})

test('a map from 6,400 people on is as fine as maps are, whoever it hides', () => {
  // Three in ten are spread so thinly that the finest grid draws none of them.
  const mapOf = (people: number) => {
    const thin = Math.floor(people * 0.3)
    const spread = Array.from({ length: thin }, (_, at): [number, number, number] => {
      const far = 8 * Math.sqrt(at / thin)
      return [far * Math.cos(at * 2.399963), far * Math.sin(at * 2.399963), 1]
    })
    return drawCells(crowdsAt([1, 1, people - thin], ...spread), 0)
  }
  expect(mapOf(6400).cellRadius).toBe(0.5)
  expect(mapOf(6400).hiddenPeople).toBeGreaterThan(0.2 * 6400)
  expect(mapOf(6399).cellRadius).toBeGreaterThan(0.5)
})

test('a map that can draw nobody is as coarse as maps are', () => {
  const alone = Array.from({ length: 12 }, (_, at): [number, number, number] => {
    const angle = (at * Math.PI) / 6
    return [4 * Math.cos(angle), 4 * Math.sin(angle), 1]
  })
  expect(drawCells(crowdsAt(...alone), 0)).toMatchObject({ cells: [], hiddenPeople: 12, cellRadius: 2 })
})

test('whoever is a little left of the middle, or below it, is counted in the middle', () => {
  const middle = [{ x: 0, y: 0, people: 10 }]
  for (const [x, y] of [
    [-0.1, -0.1],
    [0.1, -0.1],
    [-0.1, 0.1],
  ] as const)
    expect(drawCells(crowdsAt([x, y, 10]), 0, 1).cells).toEqual(middle)
})
