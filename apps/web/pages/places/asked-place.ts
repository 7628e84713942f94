import {
  type ChoosePlaceOutcome,
  choosePlace,
  type DrawnArea,
  findPlaceAt,
  knowsPlaces,
  listHomeAreas,
  type Place,
  type PlaceOffer,
  type Position,
  pointValue,
  readPoint,
} from '#domains/places'
import { type FormText, sharedRead, textOf, type WebContext } from '#web/http'

/** What a form says of a place, and what we make of it. */
export type AskedPlace = {
  typed: string
  chosen: string
  /** Places to choose from, by what was typed or by a photo. */
  offers: PlaceOffer[]
  /** Areas to choose from on the map. */
  areas: DrawnArea[]
  problem: PlaceProblem | undefined
  /** What is meant, where that is clear; null where it is no place. */
  place: Place | null
}

/** Why the form comes back: it has to be said which place, or whether it is that of a photo. */
export type PlaceProblem = 'choose' | 'unknown' | 'outside' | 'gone' | 'photo'

/** Names of fields. */
export const placeFields = { typed: 'place', chosen: 'spot', offered: 'offered[]' } as const

/** So many points of photos can be chosen from. */
const MOST_OFFERED = 5

const readKnowsPlaces = sharedRead(knowsPlaces, { alsoSignedIn: true })
/** The areas of our own municipality, to draw. */
export const readHomeAreas = sharedRead(listHomeAreas, { alsoSignedIn: true })

/** A place that nobody said yet; undefined where no place is known at all, and none is asked for. */
export async function askPlace(c: WebContext): Promise<AskedPlace | undefined> {
  return readPlace(c, {})
}

/**
 * What a form says of a place.
 * @param photographed  where photos were taken that came along just now: offered, and kept nowhere but in the form that comes back
 */
export async function readPlace(
  c: WebContext,
  text: FormText,
  photographed: readonly Position[] = [],
): Promise<AskedPlace | undefined> {
  const [known, areas] = await Promise.all([readKnowsPlaces(c), readHomeAreas(c, c.var.organisation.name)])
  if (!known) return undefined
  const { db } = c.var.services
  const typed = textOf(text, placeFields.typed).slice(0, 200)
  const chosen = textOf(text, placeFields.chosen).slice(0, 400)
  const outcome = await choosePlace(db, { typed, chosen })
  const points = [...offeredBefore(text), ...photographed.map(pointValue), ...pointOf(chosen)]
  const offers = [...(await describePoints(c, points)), ...(await offersOf(c, outcome, { typed, chosen }))]
  const isAsked =
    outcome.kind === 'nowhere' && chosen === '' && typed.trim() === '' && photographed.length > 0
  const problem = isAsked && offers.length > 0 ? 'photo' : problemOf(outcome, chosen)
  return { typed, chosen, offers, areas, problem, place: outcome.kind === 'somewhere' ? outcome.place : null }
}

function problemOf({ kind }: ChoosePlaceOutcome, chosen: string): PlaceProblem | undefined {
  if (kind === 'unknown' && chosen.startsWith('area:')) return 'gone'
  return kind === 'choose' || kind === 'unknown' || kind === 'outside' ? kind : undefined
}

function offeredBefore(text: FormText): string[] {
  return [text[placeFields.offered] ?? []].flat().slice(0, MOST_OFFERED)
}

function pointOf(chosen: string): string[] {
  return readPoint(chosen) ? [chosen] : []
}

async function describePoints(c: WebContext, values: readonly string[]): Promise<PlaceOffer[]> {
  const described = await Promise.all(
    [...new Set(values)].slice(0, MOST_OFFERED).map(async (value): Promise<PlaceOffer[]> => {
      const point = readPoint(value)
      const place = point && (await findPlaceAt(c.var.services.db, point))
      return place ? [{ value, place, within: place.area ? [place.area.name] : [] }] : []
    }),
  )
  return described.flat()
}

/** What was found by the words: also where one of it was chosen already, so that it still stands there. */
async function offersOf(
  c: WebContext,
  outcome: ChoosePlaceOutcome,
  { typed, chosen }: { typed: string; chosen: string },
): Promise<PlaceOffer[]> {
  if (outcome.kind === 'choose') return outcome.offers
  if (!chosen.startsWith('found:')) return []
  const again = await choosePlace(c.var.services.db, { typed, chosen: '' })
  return again.kind === 'choose' ? again.offers : []
}
