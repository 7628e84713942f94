import {
  composeQuery,
  emptyRow,
  type OperatorLanguage,
  type QueryRow,
  rowKinds,
  rowsOf,
} from '#domains/listen'
import { type FormText, textOf } from '#web/http'

/** A query as text and as rows that say the same; rows are undefined where it is more than they can say. */
export type QueryInStep = {
  query: string
  rows: readonly QueryRow[] | undefined
  /** A row in which nothing stands yet, as somebody set it. */
  next?: QueryRow | undefined
  /** Both were changed, and say different things. */
  isTorn: boolean
}

/** A query as it is shown at first. */
export function queryAsShown(query: string): QueryInStep {
  return { query, rows: query.trim() === '' ? [] : rowsOf(query), isTorn: false }
}

/** Of a form: whichever of the two was changed since it was shown is what the other comes to say. */
export function bringInStep(text: FormText, language: OperatorLanguage): QueryInStep {
  const query = textOf(text, 'query')
  const all = readRows(text)
  const rows = all.filter((row) => !isEmpty(row))
  const next = all.findLast(isEmpty)
  const isOtherText = plain(query) !== plain(textOf(text, 'shownQuery'))
  const isOtherRows = keyOfRows(rows) !== textOf(text, 'shownRows')
  if (!isOtherRows) return { ...queryAsShown(query), next }
  if (isOtherText && plain(composeQuery(rows, language)) !== plain(query))
    return { query, rows, next, isTorn: true }
  return { query: composeQuery(rows, language), rows, next, isTorn: false }
}

/** What a form says of rows that it was shown with. */
export function keyOfRows(rows: readonly QueryRow[]): string {
  return rows
    .map(({ kind, words, beside, distance, zone, isLonger }) =>
      [kind, plain(words), plain(beside), distance, zone, isLonger ? 'part' : 'whole'].join('|'),
    )
    .join(' / ')
}

function plain(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** More rows than a form of ours has. */
const MOST_ROWS = 50

const isEmpty = (row: QueryRow) => plain(row.words) === '' && plain(row.beside) === ''

/** The rows of a form. */
function readRows(text: FormText): QueryRow[] {
  const column = (name: string): string[] => {
    const values = text[`${name}[]`]
    return Array.isArray(values) ? values : []
  }
  const [words, besides, distances] = [column('rowWords'), column('rowBeside'), column('rowDistance')]
  const [zones, parts] = [column('rowZone'), column('rowLonger')]
  return column('rowKind')
    .slice(0, MOST_ROWS)
    .map(
      (kind, at): QueryRow => ({
        kind: rowKinds.find((one) => one === kind) ?? emptyRow.kind,
        words: words[at] ?? '',
        beside: besides[at] ?? '',
        distance: readDistance(distances[at]),
        zone: (['title', 'text'] as const).find((zone) => zone === zones[at]) ?? '',
        isLonger: parts[at] === 'part',
      }),
    )
}

function readDistance(text: string | undefined): number {
  const distance = Number(text)
  return Number.isInteger(distance) && distance >= 1 && distance <= 50 ? distance : emptyRow.distance
}

/** The same rows, in which a word is looked for in longer words too. */
export function withLonger(rows: readonly QueryRow[], word: string): QueryRow[] {
  const open = (words: string) =>
    words
      .split(/(\s+|"[^"]*")/)
      .map((piece) => (piece.toLowerCase() === word ? `*${piece}*` : piece))
      .join('')
  return rows.map((row) => ({ ...row, words: open(row.words), beside: open(row.beside) }))
}
