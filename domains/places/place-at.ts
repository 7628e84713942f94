import type { Db } from '#db'
import { findSmallestAt, nameOf } from './find-areas.ts'
import { nameOfAddress } from './find-streets.ts'
import type { Position } from './outline.ts'
import { findNearestAddresses } from './place.queries.ts'
import type { Place } from './place.ts'
import { isInDegrees } from './read-position.ts'

/** So near an address is the place itself, in metres; further than the other, it says nothing of where that is. */
const AT = 8
const NEAR = 250

/** Metres of a degree of latitude; of one of longitude as much as the cosine of the latitude. */
const METRES_OF_DEGREE = 111_195

/** How far two places of one country are from each other, in metres; off by less than a thousandth. */
export function metresBetween([ax, ay]: Position, [bx, by]: Position): number {
  const narrow = Math.cos((((ay + by) / 2) * Math.PI) / 180)
  return Math.hypot((ax - bx) * narrow, ay - by) * METRES_OF_DEGREE
}

/**
 * What is at a point: the address there, or the nearest one, or else the area, or the figures themselves.
 * @returns undefined where it is not in the Netherlands
 */
export async function findPlaceAt(db: Db, point: Position): Promise<Place | undefined> {
  if (!isInDegrees(point)) return undefined
  const position: Position = [round(point[0]), round(point[1])]
  const [near, [smallest]] = await Promise.all([
    findNearestAddresses(db, position),
    findSmallestAt(db, [position]),
  ])
  const area = smallest ? nameOf(smallest) : null
  const [nearest] = near
    .map((line) => ({ line, metres: metresBetween(position, [line.longitude, line.latitude]) }))
    .toSorted((a, b) => a.metres - b.metres)
  if (nearest && nearest.metres <= NEAR)
    return { name: nameOfAddress(nearest.line), isNear: nearest.metres > AT, position, area }
  return { name: area?.name ?? `${position[1]}, ${position[0]}`, isNear: false, position, area }
}

/** Five decimals of a degree are about a metre. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}
