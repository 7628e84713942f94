import { boxOf, LEAST_ZOOM, MOST_ZOOM, type Tile, tilesOver } from '#platform/tiles'
import type { DrawnAreas } from './area-paths.ts'

/** A tile, and where on a drawing it lies. */
export type DrawnTile = { tile: Tile; x: number; y: number; width: number; height: number }

/** A tile is drawn at least as wide as it is made, so that names on it can be read. */
const TILE_SIZE = 256

/**
 * The tiles of a map that lie under a drawing: at most 16. Each is put down by its own corners. Tiles grow towards the poles and the
 * drawing does not, so that within one a place may lie a little off: less than a dot where the drawing is of a municipality. O(tiles)
 */
export function tilesUnder({ width, height, frame, dotOf }: DrawnAreas): DrawnTile[] {
  const { west, north, across, up, margin } = frame
  const zoom = Math.floor(Math.log2((360 * across) / TILE_SIZE))
  const shown = {
    west: west - margin / across,
    north: north + margin / up,
    east: west + (width - margin) / across,
    south: north - (height - margin) / up,
  }
  return tilesOver(shown, Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, zoom))).map((tile) => {
    const box = boxOf(tile)
    const [x, y] = dotOf([box.west, box.north])
    const [right, bottom] = dotOf([box.east, box.south])
    return { tile, x, y, width: right - x, height: bottom - y }
  })
}
