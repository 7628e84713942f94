import type { Db } from '#db'
import { type Candidate, type Reason, reasons } from './candidate.ts'
import { findSmallestAt, nameOf } from './find-areas.ts'
import { foldName } from './name.ts'
import { type AddressLine, findAddresses, findPlacesOfStreets, type StreetLine } from './place.queries.ts'

/** A street as it is now, and why it may be meant. */
export type FoundStreet = {
  name: string
  folded: string
  /** Empty where it is not known; then its code tells it from others. */
  town: string
  townCode: string
  formerName: string | null
  why: Reason
}

/**
 * Streets out of all their names: each once, under the name that it has now, for the best reason. What is known by its
 * addresses and by the register is one street.
 */
export function streetsOf(
  lines: readonly StreetLine[],
  meets: (line: StreetLine) => Reason | undefined,
): FoundStreet[] {
  const named = Map.groupBy(lines, ({ id }) => id)
  const found = [...named.values()].flatMap(([newest, ...older]): FoundStreet[] => {
    if (!newest) return []
    const { name, folded, town, townCode } = newest
    const why = meets(newest)
    if (why) return [{ name, folded, town, townCode, formerName: null, why }]
    const former = older.find((line) => meets(line))
    return former ? [{ name, folded, town, townCode, formerName: former.name, why: 'former-name' }] : []
  })
  found.sort((a, b) => reasons.indexOf(a.why) - reasons.indexOf(b.why))
  const streets = new Map<string, FoundStreet>()
  for (const street of found) {
    const key = `${street.folded}/${foldName(street.town) || street.townCode}`
    if (!streets.has(key)) streets.set(key, street)
  }
  return [...Map.groupBy(streets.values(), ({ folded }) => folded).values()].flatMap(withoutDoubles)
}

/** The one street of a name of which the register knows no town is the one that its addresses told. */
function withoutDoubles(streets: FoundStreet[]): FoundStreet[] {
  const inTowns = streets.filter(({ town }) => town !== '')
  return streets.length === 2 && inTowns.length === 1 ? inTowns : streets
}

/** Streets as candidates, with the areas that their addresses are in. */
export async function describeStreets(db: Db, streets: readonly FoundStreet[]): Promise<Candidate[]> {
  const places = await findPlacesOfStreets(db, [...new Set(streets.map(({ folded }) => folded))])
  const areas = await findSmallestAt(db, places.map(positionOf))
  return streets.map((street): Candidate => {
    const here = areas.flatMap((area, at) => {
      const place = places[at]
      return area && place && isIn(place, street) ? [area] : []
    })
    const { name, town, townCode, formerName, why } = street
    const around = new Map(here.map((area) => [area.code, nameOf(area)]))
    const within = [town || (townCode === '' ? '' : `WP${townCode}`)].filter(Boolean)
    return { kind: 'street', why, name, within, formerName, areas: [...around.values()] }
  })
}

function positionOf({ longitude, latitude }: AddressLine): [number, number] {
  return [longitude, latitude]
}

/** Whether an address is in a street: streets of one name in two towns are two. */
function isIn(address: AddressLine, { folded, town }: FoundStreet): boolean {
  return address.streetFolded === folded && (town === '' || address.townFolded === foldName(town))
}

/**
 * Addresses with a number in these streets; a street in which the number is not known stands for itself.
 * @param asked  what stands behind the number: where it is known, that address alone
 */
export async function findNumbered(
  db: Db,
  streets: readonly FoundStreet[],
  asked: { number: number | undefined; addition: string },
): Promise<Candidate[]> {
  if (asked.number === undefined) return []
  const names = [...new Set(streets.map(({ folded }) => folded))]
  const all = await findAddresses(db, { streets: names, numbers: [asked.number] })
  const found = streets.map((street) => {
    const here = all.filter((address) => isIn(address, street))
    const exact = here.filter(({ addition }) => addition.replace('-', '') === asked.addition)
    return { street, here: exact.length > 0 ? exact : here }
  })
  const known = found.flatMap(({ street, here }) =>
    here.map((line) => ({ line, why: street.why === 'name' ? ('street-and-number' as Reason) : street.why })),
  )
  const unknown = found.filter(({ here }) => here.length === 0).map(({ street }) => street)
  const asStreets = await describeStreets(db, unknown)
  return [
    ...(await describeAddresses(db, known)),
    ...asStreets.map((one) => (one.why === 'name' ? { ...one, why: 'number-not-known' as Reason } : one)),
  ]
}

/** Addresses as candidates, each with the smallest area that it lies in. */
export async function describeAddresses(
  db: Db,
  found: readonly { line: AddressLine; why: Reason }[],
): Promise<Candidate[]> {
  const areas = await findSmallestAt(
    db,
    found.map(({ line }) => positionOf(line)),
  )
  return found.map(({ line, why }, at): Candidate => {
    const { number, addition, postcode, town, longitude, latitude } = line
    const area = areas[at]
    return {
      kind: 'address',
      why,
      name: nameOfAddress(line),
      within: [...new Set([area?.name ?? '', town])].filter(Boolean),
      ...{ number, addition, postcode, longitude, latitude },
      areas: area ? [nameOf(area)] : [],
    }
  })
}

export function nameOfAddress({ street, number, addition }: AddressLine): string {
  return `${street} ${number}${addition === '' ? '' : `-${addition}`}`
}
