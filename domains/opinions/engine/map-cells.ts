import { selectSmallest } from '#cores/opinion'
import { leastShown } from '#domains/deliberate'

export type Cell = { x: number; y: number; people: number }

/** People's places on the map: x and y of each, and the group each is in (−1 for none). */
export type Places = { xs: Float64Array; ys: Float64Array; groups: Int32Array }

export type DrawnCells = {
  cells: Cell[]
  cellRadius: number
  hiddenPeople: number
  hulls: { group: number; points: [number, number][] }[]
  radius: number
}

/** The grid is as fine as it can be while at least this share of the people is in a cell that may be shown. */
const LEAST_DRAWN_SHARE = 0.8
/** How many cells the reach of the map may measure. */
const COARSEST = 2
const FINEST = 16
/** From this many people on, the finest grid shows nearly everybody. */
const CROWD = 25 * FINEST * FINEST
const SQRT3 = Math.sqrt(3)
/** Cells are told apart up to this many from the middle. */
const FARTHEST = 2 ** 24
/** People nearer to the middle than this stand in one place: below it, rounding alone would draw the map. */
const LEAST_REACH = 1e-9

/**
 * Counts people in six-sided cells and leaves out those with fewer than ten. The size of a cell goes in steps, so that
 * the grid stands still while people come.
 * @throws RangeError when a place is not a finite number
 */
export function drawCells(places: Places, groups: number, chosen?: number): DrawnCells {
  refuseNoPlace(places)
  const cellRadius = chosen ?? chooseRadius(places)
  const counted = countCells(places, cellRadius, groups)
  const shown = [...counted.values()].filter((cell) => cell.people >= leastShown)
  const people = shown.reduce((sum, cell) => sum + cell.people, 0)
  const reach = shown.reduce((most, { x, y }) => Math.max(most, Math.hypot(x, y)), 0)
  return {
    cells: shown.map(({ x, y, people }) => ({ x, y, people })).sort((a, b) => a.y - b.y || a.x - b.x),
    cellRadius,
    hiddenPeople: places.xs.length - people,
    hulls: Array.from({ length: groups }, (_, group) => ({
      group,
      points: outline(shown, group, cellRadius),
    })),
    radius: reach + cellRadius,
  }
}

function refuseNoPlace({ xs, ys }: Places): void {
  for (const numbers of [xs, ys]) {
    const at = numbers.findIndex((number) => !Number.isFinite(number))
    if (at >= 0) throw new RangeError(`person ${at} stands at ${numbers[at]}, which is no place on a map`)
  }
}

function chooseRadius(places: Places): number {
  const { xs, ys } = places
  if (xs.length === 0) return 1
  const far = xs.map((x, at) => Math.hypot(x, ys[at] as number))
  const reach = selectSmallest(far, Math.floor(far.length * 0.95))
  if (reach < LEAST_REACH) return 1
  const [finest, coarsest] = [stepOf(reach / FINEST), stepOf(reach / COARSEST)]
  if (xs.length >= CROWD) return radiusAt(finest)
  for (let step = finest; step < coarsest; step++)
    if (countDrawn(places, radiusAt(step)) >= LEAST_DRAWN_SHARE * xs.length) return radiusAt(step)
  return radiusAt(coarsest)
}

/** Two steps double a radius. */
function stepOf(radius: number): number {
  return Math.round(Math.log2(radius) * 2)
}

function radiusAt(step: number): number {
  return 2 ** (step / 2)
}

function countDrawn(places: Places, radius: number): number {
  let drawn = 0
  for (const { people } of countCells(places, radius, 0).values()) if (people >= leastShown) drawn += people
  return drawn
}

type CountedCell = Cell & { byGroup: Int32Array }

function countCells({ xs, ys, groups }: Places, radius: number, count: number): Map<number, CountedCell> {
  const cells = new Map<number, CountedCell>()
  xs.forEach((x, at) => {
    const [q, r] = cellOf(x / radius, (ys[at] as number) / radius)
    const key = q * FARTHEST + r
    let cell = cells.get(key)
    if (!cell) {
      cell = {
        x: radius * SQRT3 * (q + r / 2),
        y: radius * 1.5 * r,
        people: 0,
        byGroup: new Int32Array(count),
      }
      cells.set(key, cell)
    }
    cell.people += 1
    const group = groups[at] as number
    if (group >= 0) cell.byGroup[group] = (cell.byGroup[group] as number) + 1
  })
  return cells
}

/** Axial coordinates of the pointed-top hexagon of radius 1 that a point lies in. */
function cellOf(x: number, y: number): [number, number] {
  const q = (SQRT3 / 3) * x - y / 3
  const r = (2 / 3) * y
  const s = -q - r
  let [rq, rr] = [Math.round(q), Math.round(r)]
  const rs = Math.round(s)
  const [dq, dr, ds] = [Math.abs(rq - q), Math.abs(rr - r), Math.abs(rs - s)]
  if (dq > dr && dq > ds) rq = -rr - rs
  else if (dr > ds) rr = -rq - rs
  return [rq + 0, rr + 0]
}

/** The convex outline of the cells in which a group has enough people: it tells nobody's own place. */
function outline(cells: readonly CountedCell[], group: number, radius: number): [number, number][] {
  const corners = cells
    .filter((cell) => (cell.byGroup[group] as number) >= leastShown)
    .flatMap(({ x, y }) =>
      Array.from({ length: 6 }, (_, corner): [number, number] => {
        const angle = (Math.PI / 3) * corner + Math.PI / 6
        return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]
      }),
    )
  return convexHull(corners)
}

type Point = [number, number]

/** Andrew's monotone chain, anticlockwise. O(n log n). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  if (sorted.length < 3) return sorted
  return [...halfHull(sorted), ...halfHull(sorted.toReversed())]
}

function halfHull(points: readonly Point[]): Point[] {
  const hull: Point[] = []
  for (const point of points) {
    while (hull.length > 1 && turn(hull.at(-2) as Point, hull.at(-1) as Point, point) <= 1e-12) hull.pop()
    hull.push(point)
  }
  return hull.slice(0, -1)
}

function turn(a: Point, b: Point, c: Point): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}
