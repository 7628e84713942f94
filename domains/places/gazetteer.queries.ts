import type { Db } from '#db'
import { findSmallestAt } from './find-areas.ts'
import { listAreaChoices } from './home-area.queries.ts'
import { findHome } from './home-areas.ts'
import { foldName } from './name.ts'
import { findAreas, findPlacesOfStreets } from './place.queries.ts'

/** A name that people give to a place of ours: a street, of all towns that have one; or a district, a neighbourhood, the municipality. */
export type NameOfPlace = { name: string; areaCode: string | undefined }

/** More streets than the largest municipality has: then the register is that of a whole country, and which are ours is not known. */
const MOST_STREETS = 20_000

/** The names of streets and areas of an organisation's own municipality; none where nobody can tell which it is. */
export async function listNamesOfPlaces(db: Db, organisation: string): Promise<NameOfPlace[]> {
  const home = await findHome(db, organisation)
  if (home === undefined) return []
  const [areas, [municipality], streets] = await Promise.all([
    listAreaChoices(db, home),
    findAreas(db, [home]),
    db
      .selectFrom('street')
      .select('name')
      .distinct()
      .where('until', 'is', null)
      .limit(MOST_STREETS + 1)
      .execute(),
  ])
  const named = [...areas, ...(municipality ? [municipality] : [])].map(({ code, name }) => ({
    name: name.replace(/^(?:Wijk|Buurt) \d+ /, ''),
    areaCode: code,
  }))
  return [
    ...named,
    ...(streets.length > MOST_STREETS ? [] : streets.map(({ name }) => ({ name, areaCode: undefined }))),
  ]
}

/** A street in one town, and the codes of the smallest areas in which some of its addresses are. */
export type AreasOfStreet = { town: string; areas: string[] }

/** Where the streets of a name are, town by town; empty where no address is known. */
export async function findAreasOfStreet(db: Db, name: string): Promise<AreasOfStreet[]> {
  const places = await findPlacesOfStreets(db, [foldName(name)])
  const areas = await findSmallestAt(
    db,
    places.map(({ longitude, latitude }) => [longitude, latitude]),
  )
  const towns = new Map<string, Set<string>>()
  for (const [at, { townFolded }] of places.entries()) {
    const here = towns.get(townFolded) ?? new Set()
    towns.set(townFolded, here)
    const code = areas[at]?.code
    if (code !== undefined) here.add(code)
  }
  return [...towns].map(([town, codes]) => ({ town, areas: [...codes].toSorted() }))
}

/** What areas are called in their newest year, by their codes. */
export async function findAreaNames(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  return new Map((await findAreas(db, [...new Set(codes)])).map(({ code, name }) => [code, name]))
}
