/** A place in degrees: longitude, latitude. */
type Place = readonly [number, number]

/** Polygons of rings of places: the first ring is the border, the others are holes. */
export type Shape = readonly (readonly (readonly Place[])[])[]

export type DrawnAreas = {
  /** Of the drawing, in units of its own; what it shows fits in it. */
  width: number
  height: number
  /** For each shape what SVG draws, and where its number stands. */
  areas: { path: string; x: number; y: number }[]
  /** Where on the drawing a place is; it may lie outside of it. */
  dotOf: (place: Place) => readonly [number, number]
  /**
   * How a dot becomes a place again: longitude is `west + (x − margin) ÷ across`, latitude `north − (y − margin) ÷ up`.
   */
  frame: { west: number; north: number; across: number; up: number; margin: number }
}

/** Half a dot of a phone of 360 dots wide. */
const LONGEST_SIDE = 640
const MARGIN = 8

/**
 * Areas on one flat drawing, north at the top: a degree of longitude is as much shorter as it is at their middle. Right for a
 * region; not for half the globe. O(n) places
 * @param shown  what has to fit in it, where that is not all: the rest is drawn as far as it lies around that
 * @throws RangeError where there is no place to draw
 */
export function drawAreas(shapes: readonly Shape[], shown: readonly Shape[] = shapes): DrawnAreas {
  const places = shown.flat(3)
  if (places.length === 0) throw new RangeError('There is no outline to draw.')
  const [west, east] = extent(places, 0)
  const [south, north] = extent(places, 1)
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale =
    (LONGEST_SIDE - 2 * MARGIN) / Math.max((east - west) * narrow, north - south, Number.MIN_VALUE)
  const dotOf = ([longitude, latitude]: Place) =>
    [
      Math.round(MARGIN + (longitude - west) * narrow * scale),
      Math.round(MARGIN + (north - latitude) * scale),
    ] as const
  return {
    width: Math.round((east - west) * narrow * scale) + 2 * MARGIN,
    height: Math.round((north - south) * scale) + 2 * MARGIN,
    areas: shapes.map((shape) => {
      const polygons = shape.map((polygon) => polygon.map((ring) => pathOf(ring.map(dotOf))))
      const [x, y] = middleOf((shape[0]?.[0] ?? []).map(dotOf))
      return { path: polygons.flat().join(''), x, y }
    }),
    dotOf,
    frame: { west, north, across: narrow * scale, up: scale, margin: MARGIN },
  }
}

/** Least and most; a spread would not take as many places as a municipality has. */
function extent(places: readonly Place[], axis: 0 | 1): [number, number] {
  let [least, most] = [Infinity, -Infinity]
  for (const place of places) {
    least = Math.min(least, place[axis])
    most = Math.max(most, place[axis])
  }
  return [least, most]
}

/** Places that fall on one dot are drawn once. */
function pathOf(ring: readonly (readonly [number, number])[]): string {
  const kept = ring.filter(([x, y], at) => at === 0 || x !== ring[at - 1]?.[0] || y !== ring[at - 1]?.[1])
  return `M${kept.map(([x, y]) => `${x} ${y}`).join('L')}Z`
}

/** The middle of the widest stretch at half the height: within, also where an area is bent around its own middle. */
function middleOf(ring: readonly (readonly [number, number])[]): [number, number] {
  const heights = ring.map(([, y]) => y)
  // Between two dots, where no corner lies.
  const y = Math.floor((Math.min(...heights) + Math.max(...heights)) / 2) + 0.5
  const crossings = ring
    .flatMap(([bx, by], at) => {
      const [ax, ay] = ring[at - 1] ?? [bx, by]
      return ay > y !== by > y ? [ax + ((y - ay) / (by - ay)) * (bx - ax)] : []
    })
    .toSorted((a, b) => a - b)
  const stretches = crossings.flatMap((from, at) =>
    at % 2 === 0 ? [[from, crossings[at + 1] ?? from] as const] : [],
  )
  const first = ring[0] ?? [0, 0]
  const [from, to] = stretches.toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]))[0] ?? [first[0], first[0]]
  return [Math.round((from + to) / 2), Math.round(y)]
}
