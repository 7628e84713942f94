import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boxOf, type Tile, tileAt } from '#platform/tiles'
import { drawAreas, type Shape } from './area-paths.ts'
import { tilesUnder } from './area-tiles.ts'

function box(west: number, south: number, across: number, up: number): Shape {
  const [east, north] = [west + across, south + up]
  return [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ]
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const areas = fc.tuple(between(3.3, 7), between(50.7, 53.5), between(0.004, 0.4), between(0.004, 0.25))

/** Where a place lies on a tile by the formula of schoolbooks: from 0 to 1, to the east and to the south. */
function onTile([longitude, latitude]: readonly [number, number], { z, x, y }: Tile) {
  const height = Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360))
  return [((longitude + 180) / 360) * 2 ** z - x, (0.5 - height / (2 * Math.PI)) * 2 ** z - y] as const
}

test('every place of a drawing lies where its tile has it, to a dot or two', () => {
  fc.assert(
    fc.property(areas, between(0, 1), between(0, 1), (area, east, up) => {
      const drawing = drawAreas([box(...area)])
      const place = [area[0] + east * area[2], area[1] + up * area[3]] as const
      const [x, y] = drawing.dotOf(place)
      const under = tilesUnder(drawing).filter(
        (one) =>
          x >= one.x - 1 && x <= one.x + one.width + 1 && y >= one.y - 1 && y <= one.y + one.height + 1,
      )
      const [first] = under
      expect(under.some(({ tile }) => JSON.stringify(tile) === JSON.stringify(tileAt(place, tile.z)))).toBe(
        true,
      )
      for (const one of under) {
        const [across, down] = onTile(place, one.tile)
        expect(Math.abs(one.x + across * one.width - x)).toBeLessThan(2)
        expect(Math.abs(one.y + down * one.height - y)).toBeLessThan(2.5)
      }
      expect(first).toBeDefined()
    }),
    { numRuns: 500 },
  )
})

test('an outline has its corner where its tile has its own', () => {
  const { west, south, east, north } = boxOf({ z: 13, x: 4219, y: 2698 })
  const drawing = drawAreas([box(west, south, east - west, north - south)])
  const under = tilesUnder(drawing)
  // One zoom closer: the area is drawn larger than a tile is made.
  const corner = under.find(({ tile }) => tile.x === 2 * 4219 && tile.y === 2 * 2698)
  expect(corner).toMatchObject({ tile: { z: 14 }, x: 8, y: 8 })
  expect(drawing.areas[0]?.path).toContain('8 8')
})

test('the tiles cover the drawing without a gap, and are few', () => {
  fc.assert(
    fc.property(areas, (area) => {
      const drawing = drawAreas([box(...area)])
      const under = tilesUnder(drawing)
      expect(under.length).toBeLessThanOrEqual(16)
      expect(Math.min(...under.map(({ x }) => x))).toBeLessThanOrEqual(0)
      expect(Math.min(...under.map(({ y }) => y))).toBeLessThanOrEqual(0)
      expect(Math.max(...under.map(({ x, width }) => x + width))).toBeGreaterThanOrEqual(drawing.width)
      expect(Math.max(...under.map(({ y, height }) => y + height))).toBeGreaterThanOrEqual(drawing.height)
      for (const { tile, x, width } of under) {
        const next = under.find((one) => one.tile.x === tile.x + 1 && one.tile.y === tile.y)
        if (next) expect(next.x).toBe(x + width)
      }
    }),
  )
})
