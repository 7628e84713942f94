/** Longitude and latitude in degrees, WGS 84; while a file is read also metres of the Dutch grid. */
export type Position = [number, number]

/** A line that ends where it began. */
export type Ring = Position[]

/** What an area covers: polygons, of which the first ring is the border and the others are holes. */
export type Outline = Ring[][]

export type Bounds = { west: number; south: number; east: number; north: number }

/** Six decimals of a degree are about ten centimetres: what a register knows. */
const EXACT = 1e6

/** Four decimals of a degree are about ten metres: what a small drawing can show. */
const DRAWN = 1e4

/** The same with every place converted. O(n) */
export function mapOutline(outline: Outline, change: (place: Position) => Position): Outline {
  return outline.map((polygon) => polygon.map((ring) => ring.map(change)))
}

/** To the precision that is kept. O(n) */
export function exactOutline(outline: Outline): Outline {
  return onGrid(outline, EXACT)
}

/**
 * An outline for small drawings. Every place goes to the nearest of one grid, so that two areas that share a border still
 * do; places that fall together, or lie on a straight line, are left out. O(n)
 * @returns at least one polygon: where all fall together, the exact outline
 */
export function drawnOutline(outline: Outline): Outline {
  const drawn = onGrid(outline, DRAWN)
  return drawn.length > 0 ? drawn : outline
}

function onGrid(outline: Outline, grid: number): Outline {
  return outline
    .map((polygon) => {
      const [border = [], ...holes] = polygon.map((ring) => ringOnGrid(ring, grid))
      return border.length < 4 ? [] : [border, ...holes.filter((hole) => hole.length >= 4)]
    })
    .filter((polygon) => polygon.length > 0)
}

function ringOnGrid(ring: Ring, grid: number): Ring {
  const kept: Ring = []
  for (const [x, y] of ring) {
    const place: Position = [Math.round(x * grid), Math.round(y * grid)]
    const [before, last] = [kept.at(-2), kept.at(-1)]
    if (last && last[0] === place[0] && last[1] === place[1]) continue
    if (before && last && isBetween(before, last, place)) kept.pop()
    kept.push(place)
  }
  return kept.map(([x, y]) => [x / grid, y / grid])
}

/** Whether the middle of three places of a grid lies on the way from the first to the last. */
function isBetween([ax, ay]: Position, [bx, by]: Position, [cx, cy]: Position): boolean {
  const isStraight = (bx - ax) * (cy - by) === (by - ay) * (cx - bx)
  return isStraight && (bx - ax) * (cx - bx) + (by - ay) * (cy - by) > 0
}

/** The smallest box around it. O(n) */
export function boundsOf(outline: Outline): Bounds {
  const bounds = { west: Infinity, south: Infinity, east: -Infinity, north: -Infinity }
  for (const [x, y] of outline.flat(2)) {
    bounds.west = Math.min(bounds.west, x)
    bounds.east = Math.max(bounds.east, x)
    bounds.south = Math.min(bounds.south, y)
    bounds.north = Math.max(bounds.north, y)
  }
  return bounds
}

/** Whether a place lies within: counted by the borders that a line to the east crosses (even–odd). O(n) */
export function covers(outline: Outline, [x, y]: Position): boolean {
  let crossed = 0
  for (const ring of outline.flat())
    for (let at = 1; at < ring.length; at++) {
      const [ax, ay] = ring[at - 1] ?? [0, 0]
      const [bx, by] = ring[at] ?? [0, 0]
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) crossed++
    }
  return crossed % 2 === 1
}

/**
 * A place well within an outline, also of one that is bent around its own middle: the middle of the widest stretch on a
 * line through half its height. O(n log n)
 */
export function innerPlace(outline: Outline): Position {
  const { south, north, west, east } = boundsOf(outline)
  // Not on a round coordinate, where corners are.
  const y = south + (north - south) * 0.5013
  const crossings: number[] = []
  for (const ring of outline.flat())
    for (let at = 1; at < ring.length; at++) {
      const [ax, ay] = ring[at - 1] ?? [0, 0]
      const [bx, by] = ring[at] ?? [0, 0]
      if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax))
    }
  crossings.sort((a, b) => a - b)
  let widest: [number, number] = [crossings[0] ?? west, crossings[1] ?? east]
  for (let at = 2; at + 1 < crossings.length; at += 2) {
    const [from = 0, to = 0] = crossings.slice(at, at + 2)
    if (to - from > widest[1] - widest[0]) widest = [from, to]
  }
  return [(widest[0] + widest[1]) / 2, y]
}
