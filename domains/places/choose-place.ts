import type { Db } from '#db'
import { readAreaCode } from './area.ts'
import type { Candidate, Reason } from './candidate.ts'
import { nameOf } from './find-areas.ts'
import { findPlaces } from './find-places.ts'
import type { Position } from './outline.ts'
import { findAreas } from './place.queries.ts'
import type { Place } from './place.ts'
import { findPlaceAt } from './place-at.ts'

/** What somebody typed for a place, and which of the places that were shown they chose. */
export type PlaceChoice = { typed: string; chosen: string }

/** A place that can be chosen: by this value of a form. */
export type PlaceOffer = { value: string; place: Place; within: string[] }

export type ChoosePlaceOutcome =
  /** They named none, or chose none. */
  | { kind: 'nowhere' }
  | { kind: 'somewhere'; place: Place }
  /** Several can be meant, or one that is not sure. */
  | { kind: 'choose'; offers: PlaceOffer[] }
  /** Nothing that we know is meant. */
  | { kind: 'unknown' }
  /** What was pointed at is not in the Netherlands. */
  | { kind: 'outside' }

/** Values of a choice besides what was found: no place, and the words as they were typed. */
export const NO_PLACE = 'none'
export const AS_TYPED = 'words'

const LONGEST_TYPED = 120

/** What leaves no doubt where it is the only one. */
const sure: readonly Reason[] = ['code', 'postcode', 'street-and-number', 'name']

/** The value of a choice that is a point: what a map, a telephone or a photo tells. */
export function pointValue([longitude, latitude]: Position): string {
  return `point:${longitude.toFixed(5)},${latitude.toFixed(5)}`
}

export function areaValue(code: string): string {
  return `area:${code}`
}

/**
 * The place that somebody means, by what they typed and chose. Nothing that a form says of a place is believed but a point: all else
 * is looked up again.
 */
export async function choosePlace(db: Db, { typed, chosen }: PlaceChoice): Promise<ChoosePlaceOutcome> {
  const text = typed.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TYPED)
  if (chosen === NO_PLACE) return { kind: 'nowhere' }
  if (chosen.startsWith('point:')) return choosePoint(db, chosen)
  if (chosen.startsWith('area:')) return chooseArea(db, chosen.slice('area:'.length))
  if (text === '') return { kind: 'nowhere' }
  if (chosen === AS_TYPED)
    return { kind: 'somewhere', place: { name: text, isNear: false, position: null, area: null } }
  return chooseTyped(db, text, chosen)
}

/** A point as a form says it; undefined for all else. */
export function readPoint(value: string): Position | undefined {
  const [, longitude, latitude] =
    /^point:(-?\d{1,3}(?:\.\d{1,9})?),(-?\d{1,2}(?:\.\d{1,9})?)$/.exec(value) ?? []
  return longitude === undefined || latitude === undefined ? undefined : [Number(longitude), Number(latitude)]
}

async function choosePoint(db: Db, value: string): Promise<ChoosePlaceOutcome> {
  const point = readPoint(value)
  const place = point && (await findPlaceAt(db, point))
  return place ? { kind: 'somewhere', place } : { kind: 'outside' }
}

async function chooseArea(db: Db, text: string): Promise<ChoosePlaceOutcome> {
  const code = readAreaCode(text)?.code
  const [found] = code ? await findAreas(db, [code]) : []
  if (!found) return { kind: 'unknown' }
  const area = nameOf(found)
  return { kind: 'somewhere', place: { name: area.name, isNear: false, position: null, area } }
}

async function chooseTyped(db: Db, typed: string, chosen: string): Promise<ChoosePlaceOutcome> {
  const candidates = (await findPlaces(db, typed)).filter(stands)
  const offers = candidates.map(offerOf)
  const meant = offers.find(({ value }) => value === chosen)
  if (meant) return { kind: 'somewhere', place: meant.place }
  const [only, ...others] = offers
  if (!only) return { kind: 'unknown' }
  if (others.length === 0 && candidates[0] && sure.includes(candidates[0].why))
    return { kind: 'somewhere', place: only.place }
  return { kind: 'choose', offers }
}

/** An area that is no more is nowhere now. */
function stands(candidate: Candidate): boolean {
  return candidate.kind !== 'area' || candidate.successors === null
}

function offerOf(candidate: Candidate): PlaceOffer {
  const { name, within } = candidate
  const value = `found:${candidate.kind} ${name} ${within.join(' ')}`
  const [area = null, ...others] =
    candidate.kind === 'area'
      ? [{ code: candidate.code, year: candidate.year, name: candidate.name }]
      : candidate.areas
  const position: Position | null =
    candidate.kind === 'address' ? [candidate.longitude, candidate.latitude] : null
  // A street that runs through two areas is in neither.
  return { value, within, place: { name, isNear: false, position, area: others.length > 0 ? null : area } }
}
