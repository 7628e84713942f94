import { expect, test } from 'vitest'
import { layOutMap, type MapDrawing, narrowMap, wideMap } from './opinion-map-layout.ts'

const canvas = { width: 560, height: 400, margin: 34 }
const cellRadius = 0.5
const step = Math.sqrt(3) * cellRadius

/** Two clouds of cells, left below and right above. */
const cells = [
  [-4, -1, 10],
  [-3, -1, 40],
  [-4 + 0.5, -2, 90],
  [3, 1, 160],
  [4, 1, 40],
].map(([column = 0, row = 0, people = 0]) => ({ x: column * step, y: row * 1.5 * cellRadius, people }))
const around = (x: number, y: number): [number, number][] => [
  [x - 1, y - 1],
  [x + 1, y - 1],
  [x + 1, y + 1],
  [x - 1, y + 1],
]
const drawing: MapDrawing = {
  cells,
  cellRadius,
  outlines: [
    { letter: 'A', points: around(-3, -1) },
    { letter: 'B', points: around(3, 0.75) },
  ],
  you: { position: [0.2, 0.1], uncertainty: 0.4 },
}

test('a dot stands for one person, in the colour of the group whose line is around it', () => {
  const { dots } = layOutMap(drawing, canvas)
  expect(dots).toHaveLength(340)
  const outside = { x: 0, y: 3, people: 10 }
  const letters = layOutMap({ ...drawing, cells: [...cells, outside] }, canvas).dots
  expect(Map.groupBy(letters, ({ letter }) => letter).get(undefined)?.length).toBeGreaterThanOrEqual(10)
  expect(new Set(dots.map(({ letter }) => letter))).toContain('A')
})

test('whoever stands within the lines of two groups has the colour of neither', () => {
  const outlines = ['A', 'B'].map((letter) => ({ letter, points: around(-3, -1) }))
  const { dots } = layOutMap({ ...drawing, outlines }, canvas)
  expect(new Set(dots.map(({ letter }) => letter))).toEqual(new Set([undefined]))
})

test('both directions have one scale, and up is up', () => {
  const at = (x: number, y: number) =>
    layOutMap({ ...drawing, you: { position: [x, y], uncertainty: 0.4 } }, canvas).you ?? { x: 0, y: 0 }
  const [zero, right, up] = [at(0, 0), at(1, 0), at(0, 1)]
  expect(right.x - zero.x).toBeCloseTo(zero.y - up.y, 0)
  expect(up.y).toBeLessThan(zero.y)
})

test.each([canvas, { width: 300, height: 320, margin: 26 }])(
  'everything stays on paper of $width',
  (paper) => {
    const { dots, r: size, you, outlines, origin, height } = layOutMap(drawing, paper)
    expect(height).toBeLessThanOrEqual(paper.height)
    const drawn = dots.map((dot) => ({ ...dot, r: size }))
    for (const { x, y, r } of [...drawn, { ...origin, r: 0 }, { ...(you ?? origin), r: 14 }]) {
      expect(x - r).toBeGreaterThanOrEqual(0)
      expect(x + r).toBeLessThanOrEqual(paper.width)
      expect(y - r).toBeGreaterThanOrEqual(0)
      expect(y + r).toBeLessThanOrEqual(height)
    }
    for (const { label, path } of outlines) {
      expect(label.x).toBeGreaterThan(20)
      expect(label.x).toBeLessThan(paper.width - 20)
      const numbers = path.match(/-?[\d.]+/g)?.map(Number) ?? []
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...numbers)).toBeLessThanOrEqual(Math.max(paper.width, paper.height))
    }
  },
)

test('letters stand apart from each other and from the reader', () => {
  const { outlines, you } = layOutMap(drawing, canvas)
  const [a, b] = outlines.map(({ label }) => label)
  expect(Math.hypot((a?.x ?? 0) - (b?.x ?? 0), (a?.y ?? 0) - (b?.y ?? 0))).toBeGreaterThan(60)
  for (const label of [a, b])
    for (const { x, y } of you ? [you] : [])
      expect(Math.hypot((label?.x ?? 0) - x, (label?.y ?? 0) - y)).toBeGreaterThan(20)
})

test('a letter never stands within another group', () => {
  const overlapping = [
    { letter: 'A', points: around(0, 0) },
    { letter: 'B', points: around(1, 0) },
  ]
  const { outlines, origin } = layOutMap({ ...drawing, outlines: overlapping }, canvas)
  const a = outlines[0]?.label ?? origin
  const b = outlines[1]?.label ?? origin
  const unit = layOutMap(
    { ...drawing, outlines: overlapping, you: { position: [1, 0], uncertainty: 0 } },
    canvas,
  )
  const length = (unit.you?.x ?? 0) - unit.origin.x
  const within = (x: number, y: number, middle: number) =>
    Math.abs((x - origin.x) / length - middle) < 1 && Math.abs((y - origin.y) / length) < 1
  expect(within(a.x, a.y, 1)).toBe(false)
  expect(within(b.x, b.y, 0)).toBe(false)
})

test('a map of one cell is a small swarm in the middle, and an empty one draws nothing', () => {
  const one = layOutMap({ cells: [{ x: 0, y: 0, people: 12 }], cellRadius: 1, outlines: [] }, canvas)
  expect(one.dots).toHaveLength(12)
  expect(one.r).toBe(5)
  for (const { x, y } of one.dots) expect(Math.hypot(x - 280, y - 120)).toBeLessThan(84)
  expect(layOutMap({ cells: [], cellRadius: 1, outlines: [] }, canvas)).toEqual({
    height: 240,
    origin: { x: 280, y: 120 },
    dots: [],
    r: 5,
    outlines: [],
    you: undefined,
  })
})

test('two maps beside each other are drawn on one scale, with dots of one size for as many people', () => {
  const small = { cells: [{ x: 0, y: 0, people: 10 }], cellRadius: 0.5, outlines: [] }
  const large = { ...small, cells: [...small.cells, { x: 6, y: 2, people: 40 }] }
  const [one, other] = [
    layOutMap({ ...small, beside: large.cells }, canvas),
    layOutMap({ ...large, beside: small.cells }, canvas),
  ]
  expect(one.r).toBe(other.r)
  expect(one.dots).toHaveLength(10)
  expect(other.dots).toHaveLength(50)
  expect(one.origin).toEqual(other.origin)
})

test.each([wideMap, narrowMap])(
  'a letter stands across no line, on the far side from the other group',
  (paper) => {
    const apart = [
      { letter: 'A', points: around(2, 0) },
      { letter: 'B', points: around(-2, 0) },
    ]
    const cells = [-2, 2].map((x) => ({ x, y: 0, people: 20 }))
    const { outlines } = layOutMap({ cells, cellRadius: 0.6, outlines: apart }, paper)
    for (const { letter, label } of outlines) {
      expect(Math.sign(label.x - paper.width / 2)).toBe(letter === 'A' ? 1 : -1)
      for (const { path } of outlines) {
        const numbers = path.match(/-?[\d.]+/g)?.map(Number) ?? []
        // The line passes each second and fourth number of its path.
        for (let at = 0; at + 1 < numbers.length; at += 4) {
          const [x = 0, y = 0] = numbers.slice(at, at + 2)
          expect(Math.abs(x - label.x) < 20 && Math.abs(y - label.y) < 10).toBe(false)
        }
      }
    }
  },
)
