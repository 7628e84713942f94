import { z } from 'zod'
import { readAreaCode } from './area.ts'
import { type JsonPart, jsonMembers } from './json-members.ts'
import type { Outline } from './outline.ts'
import {
  type FileFacts,
  type PlaceRecord,
  RefusedLine,
  requireYear,
  UnreadablePlaces,
  yearInName,
} from './place-record.ts'
import { type Grid, readGridName, readOutline } from './read-position.ts'

const ring = z
  .array(z.tuple([z.number(), z.number()], z.number()))
  .transform((places) => places.map(([x, y]): [number, number] => [x, y]))
const polygon = z.array(ring)

const feature = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string(), z.unknown()),
  geometry: z
    .union([
      z.object({ type: z.literal('Polygon'), coordinates: polygon }),
      z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon) }),
    ])
    .nullish(),
})

const namedGrid = z.object({ properties: z.object({ name: z.string() }) }).nullable()

/** Columns by which files of Statistics Netherlands name what a feature is: the smallest that it has is what it is. */
const codeNames = ['statcode', 'buurtcode', 'wijkcode', 'gemeentecode', 'code', 'woonplaatscode']
const yearNames = ['jaar', 'year', 'jrstatcode', 'peildatum']

/** What a code is the name of. */
const nameNames: Readonly<Record<string, string[]>> = {
  statcode: ['statnaam'],
  buurtcode: ['buurtnaam'],
  wijkcode: ['wijknaam'],
  gemeentecode: ['gemeentenaam'],
  woonplaatscode: ['woonplaatsnaam', 'woonplaats'],
  code: ['naam', 'name'],
}

/**
 * Areas of a GeoJSON file, as Statistics Netherlands and PDOK give them: in WGS 84 or in EPSG:28992, feature by feature.
 * @throws UnreadablePlaces where the file is no FeatureCollection, or is cut off
 */
export async function* readGeojson(
  chunks: AsyncIterable<string>,
  facts: FileFacts,
): AsyncGenerator<PlaceRecord> {
  let grid: Grid | undefined
  let year = facts.year
  let found = false
  for await (const part of jsonMembers(chunks)) {
    if (part.isElement) {
      found = true
      yield readFeature(part, { grid, year })
    } else if (part.name === 'crs') grid = readGrid(part.text)
    else if (part.name === 'name') year ??= yearInName(part.text)
    else if (part.name === 'features') found = true
  }
  if (!found)
    throw new UnreadablePlaces('the file has no list of features: it is no GeoJSON FeatureCollection')
}

function readGrid(text: string): Grid | undefined {
  const crs = namedGrid.safeParse(parsed(text))
  if (!crs.success) throw new UnreadablePlaces('its crs cannot be read: give WGS 84 or EPSG:28992')
  if (crs.data === null) return undefined
  const { name } = crs.data.properties
  const grid = readGridName(name)
  if (!grid) throw new UnreadablePlaces(`its coordinates are in "${name}": give WGS 84 or EPSG:28992`)
  return grid
}

function readFeature({ text, line }: JsonPart, told: { grid: Grid | undefined } & FileFacts): PlaceRecord {
  try {
    const read = feature.safeParse(parsed(text))
    if (!read.success) throw new RefusedLine('it is no feature with properties and a polygon')
    const { properties, geometry } = read.data
    const { code, name } = readNames(propertiesOf(properties))
    const year = requireYear(pick(propertiesOf(properties), yearNames), told)
    const outline: Outline | undefined =
      geometry?.type === 'Polygon' ? [geometry.coordinates] : geometry?.coordinates
    if (!outline) throw new RefusedLine(`${code.code} has no outline`)
    return {
      type: 'area',
      line,
      year,
      name,
      endedOn: null,
      outline: readOutline(outline, told.grid),
      ...code,
    }
  } catch (error) {
    if (error instanceof RefusedLine) return { type: 'refused', line, reason: error.message }
    throw error
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** By small names: files of other years write them in capitals. */
function propertiesOf(properties: Record<string, unknown>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(properties)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([name, value]) => [name.toLowerCase(), String(value).trim()]),
  )
}

function pick(properties: ReadonlyMap<string, string>, names: readonly string[]): string | undefined {
  const name = names.find((one) => properties.get(one))
  return name === undefined ? undefined : properties.get(name)
}

function readNames(properties: ReadonlyMap<string, string>) {
  if (['JA', 'B'].includes(pick(properties, ['water', 'h2o'])?.toUpperCase() ?? ''))
    throw new RefusedLine('it is water, which has the code of the land beside it: left out')
  const column = codeNames.find((one) => properties.get(one))
  if (column === undefined) throw new RefusedLine(`it has no code: one of ${codeNames.join(', ')} is needed`)
  const written = properties.get(column) ?? ''
  const code = readAreaCode(column === 'woonplaatscode' && /^\d{4}$/.test(written) ? `WP${written}` : written)
  if (!code) throw new RefusedLine(`"${written}" is no code such as GM0363, WK036300 or BU03630000`)
  const name = pick(properties, nameNames[column] ?? []) ?? pick(properties, ['naam', 'name'])
  if (!name) throw new RefusedLine(`${code.code} has no name`)
  return { code, name }
}
