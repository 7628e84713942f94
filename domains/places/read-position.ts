import { exactOutline, mapOutline, type Outline, type Position } from './outline.ts'
import { RefusedLine } from './place-record.ts'
import { fromRijksdriehoek } from './rijksdriehoek.ts'

/** In which coordinates a file is: longitude and latitude, or metres of the Dutch grid. */
export type Grid = 'wgs84' | 'rd'

/** Around the European Netherlands, with room for its waters. */
const degrees = { west: 2.5, east: 7.5, south: 50.5, north: 56 }
const metres = { west: -10_000, east: 300_000, south: 289_000, north: 900_000 }

function isIn([x, y]: Position, box: typeof degrees): boolean {
  return x >= box.west && x <= box.east && y >= box.south && y <= box.north
}

/** Whether a place is in the Netherlands or its waters, in degrees. */
export function isInDegrees(place: Position): boolean {
  return isIn(place, degrees)
}

/** A grid by the name that a file gives it; undefined where it is neither. */
export function readGridName(name: string): Grid | undefined {
  if (/(?:EPSG:+(?:[\d.]*:)?|\/EPSG\/0\/)28992$/i.test(name)) return 'rd'
  return /(?:CRS84|(?:EPSG:+(?:[\d.]*:)?|\/EPSG\/0\/)4326)$/i.test(name) ? 'wgs84' : undefined
}

/** In which of both coordinates are: they have no place in common. */
function gridOf(place: Position): Grid | undefined {
  if (isIn(place, degrees)) return 'wgs84'
  return isIn(place, metres) ? 'rd' : undefined
}

/**
 * A place on the globe, whichever of both grids it was given in.
 * @param grid  what the file says, where it does
 * @throws RefusedLine where it is in neither, or in the other
 */
export function readPosition(place: Position, grid: Grid | undefined): Position {
  const found = gridOf(place)
  if (!found) throw new RefusedLine(outsideOf(place))
  if (grid && found !== grid)
    throw new RefusedLine(
      `the file says ${grid === 'rd' ? 'EPSG:28992 (metres)' : 'WGS 84 (degrees)'}, but ${told(place)} is not`,
    )
  return found === 'rd' ? fromRijksdriehoek(place) : place
}

function outsideOf(place: Position): string {
  const [x, y] = place
  return isIn([y, x], degrees)
    ? `${told(place)} is latitude before longitude: turn them round`
    : `${told(place)} is not in the Netherlands, in degrees (WGS 84) or in metres (EPSG:28992)`
}

function told([x, y]: Position): string {
  return `${x}, ${y}`
}

/** The same of a whole outline, to the precision that is kept. @throws RefusedLine as above, and where nothing is left */
export function readOutline(outline: Outline, grid: Grid | undefined): Outline {
  const read = exactOutline(mapOutline(outline, (place) => readPosition(place, grid)))
  if (read.length === 0) throw new RefusedLine('its outline has no surface')
  return read
}
