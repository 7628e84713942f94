import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { CsvError, type Info, parse } from 'csv-parse'
import { decoded, encodingOf, type PolisEncoding } from './polis-encoding.ts'
import { PolisFault } from './polis-fault.ts'
import { findFile } from './polis-folder.ts'

/** One record of a file: its cells by column name, each read as what it must be. */
export type PolisRow = {
  line: number
  text: (column: string) => string
  /** A whole number from 0 that fits the database. */
  number: (column: string) => number
  oneOf: <Value extends string>(column: string, values: readonly Value[]) => Value
  /** An instant: milliseconds since 1970, or seconds where it is small enough to be. */
  instant: (column: string) => number
  /** Undefined where the file does not say. */
  flag: (column: string) => boolean | undefined
}

/** Room is left for those who come later. */
const LARGEST = 2_000_000_000
const LONGEST_RECORD = 1_000_000

/** Milliseconds passed this in 1973, seconds will in 5138. */
const SMALLEST_MILLISECONDS = 100_000_000_000

/**
 * Reads a CSV file record by record, in bounded memory. What is wrong is thrown with its line.
 * @param required  columns without which the file is not what it should be
 * @throws PolisFault
 */
export async function* readPolisRows(
  folder: string,
  name: string,
  required: readonly string[],
): AsyncGenerator<PolisRow> {
  const { size } = await findFile(folder, name)
  const encoding = await encodingOf(folder, name)
  await refuseCutOff(folder, { name, size })
  const path = join(folder, name)
  // The parser runs ahead of us: where it stumbles is after what it has read, not after what we have.
  let parsed = 0
  const parser = parse({
    ...(await dialectOf(path, encoding, required)),
    bom: true,
    info: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    max_record_size: LONGEST_RECORD,
    on_record: (record, { lines }) => {
      parsed = lines
      return record
    },
  })
  const reading = pipeline(decoded(path, encoding), parser).catch(() => undefined)
  let columns: Map<string, number> | undefined
  let line = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      const start = line + 1
      line = info.lines
      if (columns) yield makeRow(record, columns, { file: name, line: start })
      else columns = readHeader(record, name, required)
    }
  } catch (error) {
    if (error instanceof CsvError) throw new PolisFault(name, parsed + 1, faultOf(error))
    throw error
  } finally {
    parser.destroy()
    await reading
  }
  if (!columns) throw new PolisFault(name, 1, 'the file is empty')
}

type Dialect = { delimiter: string; from_line?: number }

/**
 * What divides the cells: a comma as Polis writes it, or what a spreadsheet made of that, a semicolon or a tab. Some begin the
 * file with a line that says it.
 */
async function dialectOf(
  path: string,
  encoding: PolisEncoding,
  required: readonly string[],
): Promise<Dialect> {
  let start = ''
  for await (const piece of decoded(path, encoding)) {
    start += piece
    if (start.length > LONGEST_HEADER) break
  }
  const [first = '', second = ''] = start.split(/\r\n?|\n/)
  const [, said] = /^sep=(.)$/i.exec(first) ?? []
  const names = (delimiter: string) =>
    (said ? second : first).split(delimiter).map((name) => name.replaceAll('"', '').trim())
  const delimiter = [',', ';', '\t'].find((one) => required.some((name) => names(one).includes(name)))
  return { delimiter: said ?? delimiter ?? ',', ...(said ? { from_line: 2 } : {}) }
}

const LONGEST_HEADER = 10_000

/** An export ends with a line break; where it does not, its last record may be half of one. */
async function refuseCutOff(folder: string, { name, size }: { name: string; size: number }): Promise<void> {
  const file = await open(join(folder, name))
  try {
    const last = Buffer.alloc(1)
    if (size > 0) await file.read(last, 0, 1, size - 1)
    if (size > 0 && !['\n', '\r'].includes(last.toString()))
      throw new PolisFault(
        name,
        await countLines(folder, name),
        'the file does not end with a line break: it seems to be cut off',
      )
  } finally {
    await file.close()
  }
}

async function countLines(folder: string, name: string): Promise<number> {
  let lines = 1
  for await (const chunk of createReadStream(join(folder, name)) as AsyncIterable<Buffer>)
    for (const byte of chunk) if (byte === 0x0a) lines++
  return lines
}

function readHeader(record: string[], file: string, required: readonly string[]): Map<string, number> {
  const columns = new Map(record.map((name, at) => [name.trim(), at]))
  const missing = required.filter((name) => !columns.has(name))
  if (missing.length === 0) return columns
  throw new PolisFault(file, 1, `there is no column ${missing.map((name) => `"${name}"`).join(', ')}`)
}

function makeRow(
  record: string[],
  columns: Map<string, number>,
  { file, line }: { file: string; line: number },
): PolisRow {
  const text = (column: string) => record[columns.get(column) ?? -1] ?? ''
  const refuse = (column: string, expected: string): never => {
    throw new PolisFault(
      file,
      line,
      `${column} is ${JSON.stringify(text(column))}, not ${expected}${aboutSpreadsheets(text(column))}`,
    )
  }
  const whole = (column: string, largest: number): number => {
    const value = /^\d{1,15}$/.test(text(column)) ? Number(text(column)) : Number.NaN
    return value <= largest ? value : refuse(column, 'a whole number')
  }
  return {
    line,
    text,
    number: (column) => whole(column, LARGEST),
    oneOf: (column, values) =>
      values.find((value) => value === text(column)) ?? refuse(column, `one of ${values.join(', ')}`),
    instant: (column) => {
      const value = whole(column, Number.MAX_SAFE_INTEGER)
      return value < SMALLEST_MILLISECONDS ? value * 1000 : value
    },
    flag: (column) => {
      const value = text(column).trim().toLowerCase()
      if (value === '') return undefined
      // A Dutch spreadsheet writes them in Dutch.
      if (['false', 'f', '0', 'onwaar'].includes(value)) return false
      return ['true', 't', '1', 'waar'].includes(value) ? true : refuse(column, 'true or false')
    },
  }
}

/** A long number comes back from a spreadsheet as `1,7E+12`: what it was is lost. */
function aboutSpreadsheets(text: string): string {
  return /^\d+[.,]?\d*E\+\d+$/i.test(text.trim())
    ? ': a spreadsheet rounded it, take the file as Polis gave it'
    : ''
}

function faultOf(error: CsvError): string {
  if (error.code === 'CSV_QUOTE_NOT_CLOSED') return 'a quotation mark is opened and never closed'
  if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH')
    return 'the record has more or fewer cells than the first line has columns: a text with a comma in it needs quotation marks around it'
  if (error.code === 'CSV_MAX_RECORD_SIZE') return 'the record is longer than a statement can be'
  return error.message
}

/** A digest of files in their order: tells whether they hold the same as last time, whatever a browser called them. */
export async function digestFiles(folder: string, names: readonly string[]): Promise<Buffer> {
  const hash = createHash('sha256')
  for (const name of names) {
    const one = createHash('sha256')
    for await (const chunk of createReadStream(join(folder, name)) as AsyncIterable<Buffer>) one.update(chunk)
    hash.update(one.digest())
  }
  return hash.digest()
}
