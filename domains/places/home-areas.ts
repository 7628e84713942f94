import type { Db } from '#db'
import {
  type AreaChoice,
  type DrawnArea,
  findMunicipality,
  listAreaChoices,
  listDrawnAreas,
  listMunicipalities,
} from './home-area.queries.ts'
import { foldName } from './name.ts'
import { type Bounds, boundsOf } from './outline.ts'

/**
 * The areas of an organisation's own municipality, to draw: of the one that has its name, or the only one that is known.
 * @param organisation  such as "Gemeente Zwolle"
 * @returns an empty list where nobody can tell which it is, or no outline is known
 */
export async function listHomeAreas(db: Db, organisation: string): Promise<DrawnArea[]> {
  const municipality = await findHome(db, organisation)
  return municipality === undefined ? [] : listDrawnAreas(db, municipality)
}

/** The districts and neighbourhoods of that municipality, to choose from: also those of which no outline is known. */
export async function listHomeChoices(db: Db, organisation: string): Promise<AreaChoice[]> {
  const municipality = await findHome(db, organisation)
  return municipality === undefined ? [] : listAreaChoices(db, municipality)
}

/** The box around those areas, in degrees; undefined where there are none. */
export async function findHomeBounds(db: Db, organisation: string): Promise<Bounds | undefined> {
  const areas = await listHomeAreas(db, organisation)
  return areas.length === 0 ? undefined : boundsOf(areas.flatMap(({ shape }) => shape))
}

/** The municipality of an organisation, by its code. */
export async function findHome(db: Db, organisation: string): Promise<string | undefined> {
  const named = await findMunicipality(db, foldName(organisation.replace(/^(de )?gemeente\s+/i, '')))
  if (named !== undefined) return named
  const [only, ...others] = await listMunicipalities(db)
  return others.length === 0 ? only : undefined
}

/** Whether one area lies in another, or is it: a code begins with that of what it lies in. */
export function liesIn(code: string, other: string): boolean {
  if (code === other) return true
  if (code.startsWith('WP') || other.startsWith('WP')) return false
  return code.length > other.length && code.slice(2).startsWith(other.slice(2))
}
