import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  boundsOf,
  covers,
  drawnOutline,
  innerPlace,
  type Outline,
  type Position,
  type Ring,
} from './outline.ts'

const square = (west: number, south: number, size: number): Ring => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
]
const horseshoe: Outline = [
  [
    [
      [0, 0],
      [3, 0],
      [3, 3],
      [2, 3],
      [2, 1],
      [1, 1],
      [1, 3],
      [0, 3],
      [0, 0],
    ],
  ],
]

describe('what an outline covers', () => {
  test('leaves out its holes, and takes in each of its parts', () => {
    const outline = [[square(0, 0, 10), square(4, 4, 2)], [square(20, 0, 1)]]
    expect(covers(outline, [1, 1])).toBe(true)
    expect(covers(outline, [5, 5])).toBe(false)
    expect(covers(outline, [20.5, 0.5])).toBe(true)
    expect(covers(outline, [15, 0.5])).toBe(false)
  })

  test('a place is in one of two neighbours, never in both or none', () => {
    const coordinate = fc.integer({ min: 1, max: 39 }).map((n) => n / 2)
    fc.assert(
      fc.property(coordinate, fc.integer({ min: 1, max: 19 }), (x, half) => {
        const place: Position = [x, half / 2]
        const hits = [covers([[square(0, 0, 10)]], place), covers([[square(10, 0, 10)]], place)]
        expect(hits.filter(Boolean)).toHaveLength(1)
      }),
    )
  })

  test('the inner place of a bent area lies within it', () => {
    expect(covers(horseshoe, innerPlace(horseshoe))).toBe(true)
    expect(covers(horseshoe, [1.5, 2])).toBe(false)
  })
})

describe('an outline for drawings', () => {
  test('leaves out what a small drawing cannot show, and keeps the corners', () => {
    const ring: Ring = [
      [5, 52],
      [5.00001, 52],
      [5.05, 52],
      [5.1, 52],
      [5.1, 52.1],
      [5, 52.1],
      [5, 52],
    ]
    expect(drawnOutline([[ring]])).toEqual([
      [
        [
          [5, 52],
          [5.1, 52],
          [5.1, 52.1],
          [5, 52.1],
          [5, 52],
        ],
      ],
    ])
  })

  test('an area that is smaller than the grid stays as it is', () => {
    const tiny: Outline = [[square(5, 52, 0.00001)]]
    expect(drawnOutline(tiny)).toEqual(tiny)
  })

  test('a border that two areas share stays one: places of both go to the same', () => {
    const place = fc.tuple(
      fc.double({ min: 5, max: 5.2, noNaN: true }),
      fc.double({ min: 52, max: 52.2, noNaN: true }),
    )
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 8 }), (border) => {
        const left = drawnOutline([[[[4, 51], ...border, [4, 53], [4, 51]] as Ring]])
        const right = drawnOutline([[[[6, 53], ...border.toReversed(), [6, 51], [6, 53]] as Ring]])
        const corners = (outline: Outline) => new Set(outline.flat(2).map(String))
        const inner = [...corners(left)].filter((one) => !one.startsWith('4,'))
        // A place on a straight line may be left out on one side; it then lies on the border of the other all the same.
        for (const one of inner.filter((corner) => !corners(right).has(corner)))
          expect(isOnBorder(right, one.split(',').map(Number) as Position)).toBe(true)
      }),
    )
  })

  test('the box around it is that of its outermost places', () => {
    expect(boundsOf([[square(0, 0, 1)], [square(4, -2, 1)]])).toEqual({
      west: 0,
      south: -2,
      east: 5,
      north: 1,
    })
  })
})

function isOnBorder(outline: Outline, [x, y]: Position): boolean {
  return outline.flat().some((ring) =>
    ring.slice(1).some(([bx, by], at) => {
      const [ax, ay] = ring[at] ?? [0, 0]
      const off = Math.abs((bx - ax) * (y - ay) - (by - ay) * (x - ax))
      return off < 1e-9 && x >= Math.min(ax, bx) - 1e-9 && x <= Math.max(ax, bx) + 1e-9
    }),
  )
}
