import { layOutSwarm, type Swarm, type SwarmCells } from './swarm.ts'

/** A map in its own units, y upwards: what there is to draw. */
export interface MapDrawing {
  cells: SwarmCells
  /** From the middle of a cell to its corner. */
  cellRadius: number
  outlines: readonly { letter: string; points: readonly (readonly [x: number, y: number])[] }[]
  /** The cells of a map that is laid beside this one: both are drawn on one scale, with dots for as many people. */
  beside?: MapDrawing['cells']
  /** Where the reader is, and how far off that may be. */
  you?: { position: readonly [x: number, y: number]; uncertainty: number }
}

/** The paper it is drawn on, in pixels. */
export interface Canvas {
  width: number
  /** At most; a map that is wider than high takes less. */
  height: number
  /** Kept free along the edge, for letters and for the reader's disc. */
  margin: number
}

export const wideMap = { width: 560, height: 400, margin: 34 } as const satisfies Canvas
/** A phone gets a drawing of its own. */
export const narrowMap = { width: 300, height: 320, margin: 26 } as const satisfies Canvas

type Place = { x: number; y: number }

/** The same map in pixels, y downwards. */
export interface LaidOutMap {
  height: number
  /** Where the axes cross: the middle of everybody. */
  origin: Place
  /** A swarm of people, each in the colour of the group whose line alone is around their cell. */
  dots: (Place & { letter: string | undefined })[]
  /** Of every dot. */
  r: number
  outlines: { letter: string; path: string; label: Place }[]
  you: (Place & { uncertainty: number }) | undefined
}

/** A dot and a cell never grow beyond this, however few there are. */
const LARGEST_DOT = 5
const LARGEST_CELL = 84
/** Of the room between two dots. */
const DOT_SHARE = 0.38
/** The lowest paper, as a part of the highest. */
const LEAST_HEIGHT = 0.6
/** A ring of uncertainty makes room for itself up to this many cells; a larger one is cut off at the edge. */
const RING_SHOWN = 4
/** Room between the cells of a group and the line around them, in pixels. */
const OUTLINE_ROOM = 6
/** Room that a symbol with its letter takes. */
const LABEL = { x: 30, y: 18 }

/** Fits a map on the paper: one scale for both directions, and a dot for each of the people who may be drawn. */
export function layOutMap(drawing: MapDrawing, canvas: Canvas): LaidOutMap {
  const { scale, place, height } = fitInto(drawing, canvas)
  const paper = { ...canvas, height }
  const { dots: swarm, spacing } = swarmOf(drawing)
  const letters = drawing.cells.map((cell) => letterAt(cell, drawing.outlines))
  const dots = swarm.map(({ x, y, cell }) => ({ ...place(x, y), letter: letters[cell] }))
  const r = tenth(Math.min(LARGEST_DOT, DOT_SHARE * spacing * scale))
  const you = drawing.you && {
    ...place(...drawing.you.position),
    uncertainty: tenth(drawing.you.uncertainty * scale),
  }
  const rings = drawing.outlines
    .filter(({ points }) => points.length > 2)
    .map(({ letter, points }) => ({ letter, ring: widen(points.map(([x, y]) => place(x, y))) }))
  const middles = drawing.cells.map(({ x, y }) => place(x, y))
  const taken: Place[] = you ? [...middles, you] : middles
  const outlines = rings.map(({ letter, ring }) => {
    const label = labelPlace(ring, {
      taken,
      rings: rings.map((one) => one.ring),
      canvas: paper,
    })
    taken.push(label)
    return { letter, path: roundedPath(ring), label }
  })
  return { height, origin: place(0, 0), dots, r, outlines, you }
}

const swarms = new WeakMap<SwarmCells, Swarm>()

/** A map is drawn for many people, wide and narrow: its swarm is worked out once. */
function swarmOf({ cells, cellRadius, beside }: MapDrawing): Swarm {
  const known = swarms.get(cells)
  if (known && !beside) return known
  const swarm = layOutSwarm(cells, cellRadius, beside)
  if (!beside) swarms.set(cells, swarm)
  return swarm
}

/** The group whose line is around this cell, where there is one such group. */
function letterAt({ x, y }: Place, outlines: MapDrawing['outlines']): string | undefined {
  const around = outlines.filter(({ points }) => {
    const ring = points.map(([px, py]) => ({ x: px, y: py }))
    return ring.length > 2 && isWithin({ x, y }, ring)
  })
  return around.length === 1 ? around[0]?.letter : undefined
}

/**
 * The dots as lines without length, whose round ends are seen: one path for each group. Each is told by how far it is
 * from the one before, in whole pixels: a page carries hundreds of them.
 */
export function dotPaths(dots: LaidOutMap['dots']): { letter: string | undefined; path: string }[] {
  const places = dots.map(({ x, y, letter }) => ({ x: Math.round(x), y: Math.round(y), letter }))
  const rows = places.toSorted((a, b) => Math.floor(a.y / ROW) - Math.floor(b.y / ROW) || a.x - b.x)
  const paths = new Map<string | undefined, { path: string; x: number; y: number }>()
  for (const { x, y, letter } of rows) {
    const last = paths.get(letter) ?? { path: '', x: 0, y: 0 }
    const down = y - last.y
    paths.set(letter, { path: `${last.path}m${x - last.x}${down < 0 ? '' : ' '}${down}h0`, x, y })
  }
  return [...paths].map(([letter, { path }]) => ({ letter, path }))
}

/** Dots of one strip of the drawing follow each other, so that the way from one to the next is short. */
const ROW = 12

/** The largest scale at which everything drawn stays inside the margin. */
function fitInto({ cells, cellRadius, outlines, beside = [], you }: MapDrawing, canvas: Canvas) {
  const { width, margin } = canvas
  const around = you ? Math.min(you.uncertainty, RING_SHOWN * cellRadius) : 0
  const points: (readonly [number, number])[] = [
    [0, 0],
    ...[...cells, ...beside].flatMap(({ x, y }) => boxAround([x, y], cellRadius)),
    ...outlines.flatMap((outline) => outline.points),
    ...(you ? boxAround(you.position, around) : []),
  ]
  const [left, right] = range(points.map(([x]) => x))
  const [low, high] = range(points.map(([, y]) => y))
  const scale = Math.min(
    (width - 2 * margin) / Math.max(right - left, 1e-9),
    (canvas.height - 2 * margin) / Math.max(high - low, 1e-9),
    LARGEST_CELL / Math.max(cellRadius, 1e-9),
  )
  const needed = Math.ceil((high - low) * scale + 2 * margin)
  const height = Math.min(canvas.height, Math.max(Math.round(LEAST_HEIGHT * canvas.height), needed))
  const place = (x: number, y: number): Place => ({
    x: tenth(width / 2 + (x - (left + right) / 2) * scale),
    y: tenth(height / 2 - (y - (low + high) / 2) * scale),
  })
  return { scale, place, height }
}

function boxAround([x, y]: readonly [number, number], by: number): [number, number][] {
  return [
    [x - by, y - by],
    [x + by, y + by],
  ]
}

function range(values: readonly number[]): [least: number, most: number] {
  return values.reduce<[number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )
}

function middleOf(points: readonly Place[]): Place {
  const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 })
  return { x: sum.x / points.length, y: sum.y / points.length }
}

function widen(ring: readonly Place[]): Place[] {
  const middle = middleOf(ring)
  return ring.map(({ x, y }) => {
    const far = Math.hypot(x - middle.x, y - middle.y) || 1
    const by = (far + OUTLINE_ROOM) / far
    return { x: middle.x + (x - middle.x) * by, y: middle.y + (y - middle.y) * by }
  })
}

/** A closed line that passes the middles of the sides and bends at the corners. */
function roundedPath(ring: readonly Place[]): string {
  const halfway = (a: Place, b: Place) => `${tenth((a.x + b.x) / 2)} ${tenth((a.y + b.y) / 2)}`
  const corners = ring.map((corner, at) => {
    const next = ring[(at + 1) % ring.length] ?? corner
    return `Q${tenth(corner.x)} ${tenth(corner.y)} ${halfway(corner, next)}`
  })
  const [first, last] = [ring[0], ring.at(-1)]
  return first && last ? `M${halfway(last, first)}${corners.join('')}Z` : ''
}

/** How much emptier another side must be, in pixels, before a letter stands there and not on the side away from others. */
const OUTWARD = 30

/** Just outside the line and within no group, in a direction where nothing else is, rather away from the other groups. */
function labelPlace(
  ring: readonly Place[],
  { taken, rings, canvas }: { taken: readonly Place[]; rings: readonly Place[][]; canvas: Canvas },
): Place {
  const middle = middleOf(ring)
  const others = middleOf(rings.map(middleOf))
  const apart = Math.hypot(middle.x - others.x, middle.y - others.y) || 1
  const candidates = Array.from({ length: 16 }, (_, side) => {
    const angle = (Math.PI / 8) * side
    const direction = { x: Math.cos(angle), y: Math.sin(angle) }
    const reach = Math.max(
      ...ring.map(({ x, y }) => (x - middle.x) * direction.x + (y - middle.y) * direction.y),
    )
    const at = inside(
      {
        x: tenth(middle.x + direction.x * (reach + LABEL.x * 0.8)),
        y: tenth(middle.y + direction.y * (reach + LABEL.y)),
      },
      canvas,
    )
    const outward = (direction.x * (middle.x - others.x) + direction.y * (middle.y - others.y)) / apart
    return { at, room: roomAt(at, { taken, rings }) + OUTWARD * outward }
  })
  return candidates.reduce((best, candidate) => (candidate.room > best.room ? candidate : best)).at
}

/** How far the nearest other thing is, up to where it no longer matters; far less within a group or across its line. */
function roomAt(at: Place, { taken, rings }: { taken: readonly Place[]; rings: readonly Place[][] }): number {
  const nearest = Math.min(...taken.map(({ x, y }) => Math.hypot(x - at.x, y - at.y)), 60)
  const isCrossed = rings.some((ring) =>
    lineOf(ring).some(
      ({ x, y }) => Math.abs(x - at.x) < LABEL.x * 0.75 && Math.abs(y - at.y) < LABEL.y * 0.75,
    ),
  )
  return nearest - (rings.some((ring) => isWithin(at, ring)) ? 100 : 0) - (isCrossed ? 100 : 0)
}

/** Points along the line as it is drawn around a ring. */
function lineOf(ring: readonly Place[]): Place[] {
  return ring.flatMap((corner, at) => {
    const [before, after] = [ring.at(at - 1) ?? corner, ring[(at + 1) % ring.length] ?? corner]
    return [0, 0.25, 0.5, 0.75].map((t) => {
      const along = (from: number, middle: number, to: number) =>
        (1 - t) ** 2 * ((from + middle) / 2) + 2 * t * (1 - t) * middle + t ** 2 * ((middle + to) / 2)
      return { x: along(before.x, corner.x, after.x), y: along(before.y, corner.y, after.y) }
    })
  })
}

/** Whether a point is on the same side of every edge of a convex ring. */
function isWithin(point: Place, ring: readonly Place[]): boolean {
  const sides = ring.map((a, at) => {
    const b = ring[(at + 1) % ring.length] ?? a
    return Math.sign((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x))
  })
  return sides.every((side) => side >= 0) || sides.every((side) => side <= 0)
}

function inside({ x, y }: Place, { width, height }: Canvas): Place {
  return {
    x: Math.min(width - LABEL.x, Math.max(LABEL.x, x)),
    y: Math.min(height - LABEL.y, Math.max(LABEL.y, y)),
  }
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10 + 0
}
