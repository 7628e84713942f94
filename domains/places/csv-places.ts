import { pipeline } from 'node:stream/promises'
import { CsvError, type Info, parse } from 'csv-parse'
import { readAreaCode } from './area.ts'
import { readDay, readStreet } from './bag.ts'
import { joinAddition } from './house-number.ts'
import type { PlaceFile } from './place-file.ts'
import {
  type FileFacts,
  type PlaceRecord,
  RefusedLine,
  requireYear,
  UnreadablePlaces,
} from './place-record.ts'
import { readPosition } from './read-position.ts'

/** A row: its cells by the names of our own. */
type Row = { line: number; text: (name: string) => string }

/** How files name a column, in small letters and digits alone; the first that a file has counts. */
const columnNames: Readonly<Record<string, readonly string[]>> = {
  areaCode: [
    ...[
      'code',
      'areacode',
      'statcode',
      'gwbcode10',
      'gwbcode',
      'regiocode',
      'buurtcode',
      'wijkcode',
      'codering3',
    ],
    ...['regiocodegemeentewijkbuurtcode', 'gemeentecode', 'wijkenenbuurtencode', 'codering'],
  ],
  areaName: [
    ...[
      'name',
      'naam',
      'statnaam',
      'regio',
      'districttype',
      'wijkenenbuurten',
      'buurtnaam',
      'wijknaam',
      'gemeentenaam',
    ],
  ],
  year: ['year', 'jaar', 'perioden', 'peiljaar'],
  beganOn: ['begindatum'],
  endedOn: ['einddatum'],
  identificatie: ['identificatie', 'openbareruimteidentificatie'],
  naam: ['naam', 'openbareruimtenaam'],
  status: ['status'],
  WoonplaatsRef: ['woonplaatsref', 'woonplaatscode', 'woonplaats'],
  beginGeldigheid: ['begingeldigheid'],
  eindGeldigheid: ['eindgeldigheid'],
  street: ['street', 'straat', 'straatnaam', 'openbareruimte', 'openbareruimtenaam'],
  number: ['number', 'housenumber', 'huisnummer', 'nummer'],
  letter: ['huisletter', 'letter'],
  addition: ['addition', 'toevoeging', 'huisnummertoevoeging'],
  postcode: ['postcode', 'postalcode'],
  town: ['town', 'city', 'woonplaats', 'woonplaatsnaam', 'plaats'],
  longitude: ['lon', 'longitude', 'lng', 'x', 'xcoord', 'xcoordinaat', 'rdx'],
  latitude: ['lat', 'latitude', 'y', 'ycoord', 'ycoordinaat', 'rdy'],
}

/** What a file holds, by the columns that it must have for it; the first that fits counts. */
const sorts = [
  { columns: ['street', 'number', 'longitude', 'latitude'], read: readAddress },
  { columns: ['identificatie', 'naam', 'beginGeldigheid'], read: readStreetRow },
  { columns: ['areaCode', 'areaName'], read: readArea },
] as const

const LONGEST_RECORD = 1_000_000

/**
 * Areas, streets or addresses of a CSV file: parted by commas, semicolons or tabs, in UTF-8, with names of columns in its
 * first line. Which of the three it holds is told by its columns.
 * @throws UnreadablePlaces where no column is known, or the file is no CSV
 */
export async function* readCsv(file: PlaceFile, facts: FileFacts): AsyncGenerator<PlaceRecord> {
  const parser = parse({
    delimiter: delimiterOf(file.head),
    bom: true,
    info: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: LONGEST_RECORD,
  })
  const reading = pipeline(file.read(), parser).then(
    () => undefined,
    (error: unknown) => error,
  )
  let line = 0
  let header: Header | undefined
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const start = line + 1
      line = info.lines
      if (header) yield readRow(record, { header, line: start }, facts)
      else header = readHeader(record)
    }
  } catch (error) {
    if (error instanceof CsvError) throw new UnreadablePlaces(`behind line ${line}: ${error.message}`)
    throw error
  } finally {
    parser.destroy()
    await reading
  }
}

/** What parts most cells of the first line; what stands between quotation marks parts none. */
function delimiterOf(head: string): string {
  const first = (head.split(/[\r\n]/, 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (one: string) => first.split(one).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

type Header = {
  /** How many cells a row has. */
  width: number
  /** Where the cell of one of our names is. */
  at: ReadonlyMap<string, number>
  read: (row: Row, facts: FileFacts) => PlaceRecord
}

function readHeader(record: string[]): Header {
  const written = record.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''))
  const at = new Map<string, number>()
  for (const [name, others] of Object.entries(columnNames)) {
    const found = others.map((one) => written.indexOf(one)).find((index) => index >= 0)
    if (found !== undefined) at.set(name, found)
  }
  const sort = sorts.find(({ columns }) => columns.every((name) => at.has(name)))
  if (sort) return { width: record.length, at, read: sort.read }
  throw new UnreadablePlaces(
    `its columns (${record.join(', ').slice(0, 300)}) are none of: code, name, year (areas); identificatie, naam, beginGeldigheid (streets); street, number, postcode, town, longitude, latitude (addresses)`,
  )
}

function readRow(
  record: string[],
  { header, line }: { header: Header; line: number },
  facts: FileFacts,
): PlaceRecord {
  const text = (name: string) => record[header.at.get(name) ?? -1] ?? ''
  try {
    if (record.length !== header.width)
      throw new RefusedLine(`it has ${record.length} cells, where the first line has ${header.width}`)
    return header.read({ line, text }, facts)
  } catch (error) {
    if (error instanceof RefusedLine) return { type: 'refused', line, reason: error.message }
    throw error
  }
}

function readArea({ line, text }: Row, facts: FileFacts): PlaceRecord {
  const written = text('areaCode')
  // The list of municipalities gives their four digits alone.
  const code = readAreaCode(/^\d{4}$/.test(written) ? `GM${written}` : written)
  if (!code) throw new RefusedLine(`"${written}" is no code such as GM0363, WK036300 or BU03630000`)
  const name = text('areaName')
  if (name === '') throw new RefusedLine(`${code.code} has no name`)
  const endedOn = readDay(text('endedOn')) ?? null
  // A list that tells since when each area is, and until when, is of no year: of one of each it is sure.
  const told = text('year') || (endedOn ? lastYearBefore(endedOn) : '')
  const year = requireYear(told || (facts.year === undefined ? text('beganOn') : ''), facts)
  return { type: 'area', line, year, name, outline: null, endedOn, ...code }
}

/** The last year of what ended on a day; most end on the first of January. */
function lastYearBefore(day: string): string {
  return String(new Date(Date.parse(`${day}T00:00Z`) - 1).getUTCFullYear())
}

function readStreetRow(row: Row): PlaceRecord {
  return readStreet(row)
}

const HIGHEST_NUMBER = 99_999

function readAddress({ line, text }: Row): PlaceRecord {
  const street = text('street')
  if (street === '') throw new RefusedLine('it has no street')
  const written = text('number')
  const number = /^\d{1,5}$/.test(written) ? Number(written) : 0
  if (number < 1) throw new RefusedLine(`"${written}" is no house number from 1 to ${HIGHEST_NUMBER}`)
  const [longitude, latitude] = readPosition(
    [decimal(text('longitude')), decimal(text('latitude'))],
    undefined,
  )
  return {
    ...{ type: 'address', line, street, number, longitude, latitude },
    addition: joinAddition(text('letter'), text('addition')),
    postcode: readPostcode(text('postcode')),
    town: text('town'),
  }
}

function decimal(text: string): number {
  const read = text === '' ? Number.NaN : Number(text.replace(',', '.'))
  if (Number.isNaN(read)) throw new RefusedLine(`"${text}" is no coordinate`)
  return read
}

function readPostcode(text: string): string {
  const postcode = text.replace(/\s/g, '').toUpperCase()
  if (postcode !== '' && !/^[1-9]\d{3}[A-Z]{2}$/.test(postcode))
    throw new RefusedLine(`"${text}" is no postcode, such as 1234 AB`)
  return postcode
}
