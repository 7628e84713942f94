import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Box, boxOf, tileAt, tilesOver, touches, widen } from './index.ts'

/** How far to the north a place lies on the map, as schoolbooks have it: infinite at the pole, 0 at the equator. */
const height = (latitude: number) => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360))

/** The slow way: the world is cut in four, again and again, and each time the quarter is taken in which the place lies. */
function plainTileAt([longitude, latitude]: readonly [number, number], z: number) {
  let [west, east, south, north] = [-180, 180, -Math.PI, Math.PI]
  let [x, y] = [0, 0]
  for (let step = 0; step < z; step++) {
    const [middle, equator] = [(west + east) / 2, (south + north) / 2]
    const [isEast, isSouth] = [longitude >= middle, height(latitude) <= equator]
    x = 2 * x + Number(isEast)
    y = 2 * y + Number(isSouth)
    if (isEast) west = middle
    else east = middle
    if (isSouth) north = equator
    else south = equator
  }
  return { z, x, y }
}

const zoom = fc.integer({ min: 0, max: 19 })
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const place = fc.tuple(between(-179.9, 179.9), between(-85, 85))

describe('tiles of a map', () => {
  test.each([
    [[0.1, -0.1], 1, { x: 1, y: 1 }],
    [[-179.9, 85], 3, { x: 0, y: 0 }],
    [[179.9, -85], 3, { x: 7, y: 7 }],
    // Beyond the edge of the map lies its edge.
    [[181, 89], 2, { x: 3, y: 0 }],
    // By hand: a latitude of 52.1551744 is 0.32961 of the way down, a longitude of 5.38720621 is 0.514964 of the way across.
    [[5.38720621, 52.1551744], 10, { x: 527, y: 337 }],
  ] as const)('%j at zoom %i lies in %j', (at, z, tile) => {
    expect(tileAt(at, z)).toEqual({ z, ...tile })
  })

  test('are those that cutting the world in four finds, but for what lies on a cut', () => {
    fc.assert(
      fc.property(place, zoom, (at, z) => {
        const [found, plain] = [tileAt(at, z), plainTileAt(at, z)]
        const box = boxOf(found)
        const edges = [at[0] - box.west, box.east - at[0], at[1] - box.south, box.north - at[1]]
        if (Math.min(...edges.map(Math.abs)) > 1e-9) expect(found).toEqual(plain)
      }),
      { numRuns: 2000 },
    )
  })

  test('hold the places that lie in them, and share their edges', () => {
    fc.assert(
      fc.property(place, zoom, (at, z) => {
        const tile = tileAt(at, z)
        const box = boxOf(tile)
        expect(at[0]).toBeGreaterThanOrEqual(box.west - 1e-9)
        expect(at[0]).toBeLessThanOrEqual(box.east + 1e-9)
        expect(at[1]).toBeGreaterThanOrEqual(box.south - 1e-9)
        expect(at[1]).toBeLessThanOrEqual(box.north + 1e-9)
        const next = boxOf({ z, x: tile.x + 1, y: tile.y + 1 })
        expect([next.west, next.north]).toEqual([box.east, box.south])
      }),
    )
  })

  test('over a box are those that touch it', () => {
    const box = fc
      .tuple(between(3, 7), between(51, 53), between(0.001, 0.3), between(0.001, 0.3))
      .map(([west, south, across, up]): Box => ({ west, south, east: west + across, north: south + up }))
    fc.assert(
      fc.property(box, fc.integer({ min: 6, max: 11 }), (over, z) => {
        const middle = tileAt([over.west, over.north], z)
        const around = [...Array(9).keys()].flatMap((dx) =>
          [...Array(9).keys()].map((dy) => ({ z, x: middle.x + dx - 3, y: middle.y + dy - 3 })),
        )
        expect(tilesOver(over, z)).toEqual(
          around.filter((tile) => touches(tile, over)).toSorted((a, b) => a.y - b.y || a.x - b.x),
        )
      }),
    )
  })

  test('lie around a box as far as it is widened', () => {
    const box = { west: 5, south: 52, east: 5.2, north: 52.1 }
    const tiles = [tileAt([5.21, 52.05], 15), tileAt([5.24, 52.05], 15)]
    expect(tiles.map((tile) => touches(tile, box))).toEqual([false, false])
    expect(tiles.map((tile) => touches(tile, widen(box, 0.1)))).toEqual([true, false])
  })
})
