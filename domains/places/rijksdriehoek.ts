import type { Position } from './outline.ts'

/** The tower of Amersfoort, where the Dutch grid has its middle: in metres, and in degrees. */
const middle = { x: 155_000, y: 463_000, longitude: 5.38720621, latitude: 52.1551744 }

const SECONDS = 3600

/** Powers of x and of y (both in 100 km from the middle), and what their product weighs in seconds of arc. */
type Term = readonly [x: number, y: number, weight: number]

const latitudes: readonly Term[] = [
  [0, 1, 3235.65389],
  [2, 0, -32.58297],
  [0, 2, -0.2475],
  [2, 1, -0.84978],
  [0, 3, -0.0655],
  [2, 2, -0.01709],
  [1, 0, -0.00738],
  [4, 0, 0.0053],
  [2, 3, -0.00039],
  [4, 1, 0.00033],
  [1, 1, -0.00012],
]

const longitudes: readonly Term[] = [
  [1, 0, 5260.52916],
  [1, 1, 105.94684],
  [1, 2, 2.45656],
  [3, 0, -0.81885],
  [1, 3, 0.05594],
  [3, 1, -0.05607],
  [0, 1, 0.01199],
  [3, 2, -0.00256],
  [1, 4, 0.00128],
  [0, 2, 0.00022],
  [2, 0, -0.00022],
  [5, 0, 0.00026],
]

/**
 * A place of the Dutch grid (RD, EPSG:28992) on the globe (WGS 84), to about half a metre.
 * Source: Schreutelkamp and Strang van Hees, Benaderingsformules voor de transformatie tussen RD- en WGS84-kaartcoördinaten,
 * formula 6 and table 4.
 * @param place  metres to the east and the north: x from 0 to 300,000, y from 300,000 to 629,000
 * @returns longitude and latitude in degrees
 */
export function fromRijksdriehoek([east, north]: Position): Position {
  const x = (east - middle.x) / 100_000
  const y = (north - middle.y) / 100_000
  return [middle.longitude + sumOf(longitudes, x, y), middle.latitude + sumOf(latitudes, x, y)]
}

function sumOf(terms: readonly Term[], x: number, y: number): number {
  return terms.reduce((sum, [p, q, weight]) => sum + weight * x ** p * y ** q, 0) / SECONDS
}
