/** Pictures of a map that lie under what we draw: which one shows what, and where they come from. */
export {
  type Box,
  boxOf,
  LEAST_ZOOM,
  MOST_ZOOM,
  type Tile,
  tileAt,
  tilesOver,
  touches,
  widen,
} from './mercator.ts'
export {
  askForTile,
  createTileFetcher,
  createTileShelf,
  createTileSource,
  type TileOutcome,
  type TileSource,
} from './tile-source.ts'
