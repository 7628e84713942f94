import { CsvError, parse } from 'csv-parse/sync'
import { decodeText } from '../feeds/feed-text.ts'
import type { FeedItem } from '../feeds/parsed-feed.ts'
import {
  type CapturedField,
  type CaptureFault,
  capturedFields,
  readTypedPost,
  type TypedPost,
} from './captured-post.ts'

/** What is wrong with one row of a file, as spreadsheets number them: a cell may have several lines. */
export type LineFault =
  | { line: number; fault: 'cells'; cells: number; columns: number }
  | { line: number; fault: CaptureFault; field: CapturedField; value: string }

export type CapturedFile =
  | { kind: 'posts'; posts: readonly FeedItem[] }
  | { kind: 'wrong-lines'; faults: readonly LineFault[] }
  | { kind: 'unreadable' }
  | { kind: 'no-text-column'; columns: readonly string[] }
  | { kind: 'too-many-lines' }
  | { kind: 'empty' }

/** As many as somebody gathers in a long time; what is more comes as a second file. */
export const MOST_CAPTURED_LINES = 2000

const LONGEST_SHOWN = 80

/** How spreadsheets call a column, in Dutch and English, in small letters; the first that a file has counts. */
const columnNames: Readonly<Record<CapturedField, readonly string[]>> = {
  address: ['adres', 'address', 'url', 'link', 'webadres', 'web address'],
  title: ['titel', 'title', 'kop', 'onderwerp', 'subject'],
  text: ['tekst', 'text', 'bericht', 'post', 'message', 'inhoud', 'content'],
  date: ['datum', 'date', 'geplaatst op', 'posted on'],
  language: ['taal', 'language'],
}

/**
 * Posts of a spreadsheet that was saved as CSV: parted by commas, semicolons or tabs, in UTF-8 or in the charset of Windows, with names
 * of columns in its first line. It is read as a whole: where one line is wrong, no post is given but what is wrong with which line.
 */
export function readCapturedFile(bytes: Uint8Array, here: { now: Date; timeZone: string }): CapturedFile {
  const text = decodeText(bytes).replace(/^sep=.\r?\n/i, '')
  if (text.trim() === '') return { kind: 'empty' }
  const records = readRecords(text)
  if ('kind' in records) return records
  const [head, ...lines] = records
  if (!head || lines.length === 0) return { kind: 'empty' }
  if (lines.length > MOST_CAPTURED_LINES) return { kind: 'too-many-lines' }
  const columns = columnsOf(head.cells)
  if (!columns.has('text') && !columns.has('title')) return { kind: 'no-text-column', columns: head.cells }
  const read = lines.map((line) => readLine(line, { columns, width: head.cells.length }, here))
  const faults = read.flatMap((one) => (one.kind === 'wrong' ? one.faults : []))
  if (faults.length > 0) return { kind: 'wrong-lines', faults }
  return { kind: 'posts', posts: read.flatMap((one) => (one.kind === 'post' ? [one.post] : [])) }
}

const isFilled = (cell: string) => cell !== ''

/** With the empty ones between them, and one that is too much. */
const MOST_ROWS = 5 * MOST_CAPTURED_LINES

type Line = { line: number; cells: readonly string[] }

function readRecords(text: string): Line[] | { kind: 'unreadable' } {
  try {
    const records: string[][] = parse(text, {
      ...{ delimiter: delimiterOf(text), bom: true, trim: true, relax_column_count: true },
      to: MOST_ROWS,
    })
    return records.map((cells, at) => ({ line: at + 1, cells })).filter(({ cells }) => cells.some(isFilled))
  } catch (error) {
    if (error instanceof CsvError) return { kind: 'unreadable' }
    throw error
  }
}

/** What parts most cells of the first line; what stands between quotation marks parts none. */
function delimiterOf(text: string): string {
  const first = (text.split(/[\r\n]/, 1)[0] ?? '').replace(/"[^"]*"/g, '')
  const count = (one: string) => first.split(one).length
  return [',', ';', '\t'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

function columnsOf(head: readonly string[]): Map<CapturedField, number> {
  const written = head.map((name) => name.toLowerCase().trim())
  const columns = new Map<CapturedField, number>()
  for (const field of capturedFields) {
    const at = columnNames[field].map((name) => written.indexOf(name)).find((index) => index >= 0)
    if (at !== undefined) columns.set(field, at)
  }
  return columns
}

function readLine(
  { line, cells }: Line,
  { columns, width }: { columns: ReadonlyMap<CapturedField, number>; width: number },
  here: { now: Date; timeZone: string },
): { kind: 'post'; post: FeedItem } | { kind: 'wrong'; faults: LineFault[] } {
  if (cells.length > width)
    return { kind: 'wrong', faults: [{ line, fault: 'cells', cells: cells.length, columns: width }] }
  const cell = (field: CapturedField) => cells[columns.get(field) ?? -1] ?? ''
  const typed: TypedPost = {
    ...{ address: cell('address'), title: cell('title'), text: cell('text') },
    ...{ date: cell('date'), language: cell('language') },
  }
  const read = readTypedPost(typed, here)
  if (read.kind === 'post') return read
  const faults = capturedFields.flatMap((field): LineFault[] => {
    const fault = read.faults[field]
    return fault === undefined
      ? []
      : [{ line, fault, field, value: typed[field].slice(0, LONGEST_SHOWN).toWellFormed() }]
  })
  return { kind: 'wrong', faults }
}
