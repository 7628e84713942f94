import { basename } from 'node:path'
import { readBag } from './bag.ts'
import { readCsv } from './csv-places.ts'
import { readGeojson } from './geojson.ts'
import { openPlaceFile } from './place-file.ts'
import { type PlaceRecord, UnreadablePlaces, yearInName } from './place-record.ts'

/**
 * Everything that a file of places tells, in its order and in bounded memory: GeoJSON, an extract of the BAG, or CSV, known
 * by how it begins.
 * @param year  of all lines that do not say it; without it, the one in the name of the file
 * @throws UnreadablePlaces where the file is none of these, is packed or cut off, or is not there
 */
export async function* readPlaces(path: string, year?: number): AsyncGenerator<PlaceRecord> {
  const file = await openPlaceFile(path)
  const facts = { year: year ?? yearInName(basename(path)) }
  const first = file.head.trimStart()[0]
  if (first === undefined) throw new UnreadablePlaces('the file is empty')
  if (first === '{' || first === '[') yield* readGeojson(file.read(), facts)
  else if (first === '<') yield* readBag(file.read(), facts)
  else yield* readCsv(file, facts)
}
