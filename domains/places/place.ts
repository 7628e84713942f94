import type { AreaName } from './candidate.ts'
import type { Position } from './outline.ts'

/** Where something is, as precisely as somebody said. */
export type Place = {
  /** An address, a street, an area, or what somebody called it. */
  name: string
  /** The name is of what lies nearest: the place itself was pointed at. */
  isNear: boolean
  /** Longitude and latitude in degrees, WGS 84, to about a metre; null of a street, an area, and where nobody knows. */
  position: Position | null
  /** The smallest area that it is known to lie in. */
  area: AreaName | null
}
