/** One square of the map of the world, as servers of maps number them: at zoom `z` there are 2^z across and as many down. */
export type Tile = { z: number; x: number; y: number }

/** A box in degrees, WGS 84. */
export type Box = { west: number; south: number; east: number; north: number }

/** Zooms that a map of a municipality, or of a part of it, is drawn at: a tile is 400 km wide, or 190 m. */
export const LEAST_ZOOM = 6
export const MOST_ZOOM = 17

/** So far to the north and south the square map of the world goes, in degrees. */
const POLE = 85.0511287798066

/**
 * Where a place lies on the square map of the world (Web Mercator, EPSG:3857), from 0 to 1 to the east and to the south. O(1)
 * Source: OGC 17-083r4, annex E (WebMercatorQuad).
 * @param place  longitude from −180 to 180 and latitude in degrees; beyond 85.05 to the north or south it is the edge
 */
function onSquare([longitude, latitude]: readonly [number, number]): readonly [number, number] {
  const phi = (Math.max(-POLE, Math.min(POLE, latitude)) * Math.PI) / 180
  return [(longitude + 180) / 360, (1 - Math.asinh(Math.tan(phi)) / Math.PI) / 2]
}

/** The tile in which a place lies; one on an edge lies in the tile to its south or east. O(1) */
export function tileAt(place: readonly [number, number], z: number): Tile {
  const across = 2 ** z
  const [x, y] = onSquare(place).map((at) => Math.max(0, Math.min(across - 1, Math.floor(at * across))))
  return { z, x: x ?? 0, y: y ?? 0 }
}

/** What a tile shows, in degrees. O(1) */
export function boxOf({ z, x, y }: Tile): Box {
  const [west, north] = cornerOf(z, x, y)
  const [east, south] = cornerOf(z, x + 1, y + 1)
  return { west, south, east, north }
}

function cornerOf(z: number, x: number, y: number): readonly [number, number] {
  const across = 2 ** z
  const latitude = Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / across)))
  return [(x / across) * 360 - 180, (latitude * 180) / Math.PI]
}

/** All tiles of a zoom that a box touches, from the north-west on, line by line. O(tiles) */
export function tilesOver({ west, south, east, north }: Box, z: number): Tile[] {
  const first = tileAt([west, north], z)
  const last = tileAt([east, south], z)
  const tiles: Tile[] = []
  for (let y = first.y; y <= last.y; y++) for (let x = first.x; x <= last.x; x++) tiles.push({ z, x, y })
  return tiles
}

/** Whether a tile shows any of a box. O(1) */
export function touches(tile: Tile, box: Box): boolean {
  const shown = boxOf(tile)
  return (
    shown.west <= box.east && shown.east >= box.west && shown.south <= box.north && shown.north >= box.south
  )
}

/** A box with as much around it as this share of its longer side, measured in degrees. O(1) */
export function widen({ west, south, east, north }: Box, share: number): Box {
  const more = Math.max(east - west, north - south) * share
  return { west: west - more, south: south - more, east: east + more, north: north + more }
}
