import { foldWords } from '#cores/text'
import { type Placed, QUERY_LIMITS, type Query, readQuery, spell, type Zone } from '#cores/watch'

export const rowKinds = ['all', 'any', 'none', 'near', 'phrase', 'host', 'lang', 'source', 'named'] as const

export type RowKind = (typeof rowKinds)[number]

/** A line of a query as a form shows it; a post has to satisfy all of them. */
export type QueryRow = {
  kind: RowKind
  /** Words, with phrases between quotation marks; of a phrase, a place and a name the text itself. */
  words: string
  /** Of `near`: what has to stand near them. */
  beside: string
  /** Of `near`: fewer than so many words in between. */
  distance: number
  /** Where it has to stand; everywhere, where it is empty. */
  zone: Zone | ''
  /** Also as a part of longer words: `fiets` finds `fietsenstalling`. */
  isLonger: boolean
}

export type OperatorLanguage = 'nl' | 'en'

const operators = {
  nl: { or: 'OF', not: 'NIET', near: 'BIJ' },
  en: { or: 'OR', not: 'NOT', near: 'NEAR' },
} as const satisfies Record<OperatorLanguage, Record<string, string>>

export const emptyRow: QueryRow = {
  kind: 'any',
  words: '',
  beside: '',
  distance: 5,
  zone: '',
  isLonger: false,
}

/** The query that rows say, in the operators of a language; empty where nothing stands in them. */
export function composeQuery(rows: readonly QueryRow[], language: OperatorLanguage): string {
  const parts = rows.map((row) => composeRow(row, operators[language])).filter((part) => part !== '')
  const [only = ''] = parts
  return parts.length === 1 ? withoutBrackets(only) : parts.join(' ')
}

/** A choice that stands alone needs none. */
function withoutBrackets(part: string): string {
  return /^\([^()]*\)$/.test(part) ? part.slice(1, -1) : part
}

type Operators = (typeof operators)[OperatorLanguage]

function composeRow(row: QueryRow, { or, not, near }: Operators): string {
  const choice = (words: string) => bracketed(termsOf(words, row.isLonger), ` ${or} `)
  switch (row.kind) {
    case 'all':
      return row.zone === ''
        ? termsOf(row.words, row.isLonger).join(' ')
        : inZone(row, bracketed(termsOf(row.words, row.isLonger), ' '))
    case 'any':
      return inZone(row, choice(row.words))
    case 'none': {
      const unwanted = inZone(row, choice(row.words))
      return unwanted && `${not} ${unwanted}`
    }
    case 'near': {
      const [left, right] = [choice(row.words), choice(row.beside)]
      if (left === '' || right === '') return inZone(row, left || right)
      return inZone(row, `(${left} ${near}/${row.distance} ${right})`)
    }
    case 'phrase':
      return inZone(row, termOf(`"${row.words.replaceAll('"', ' ')}"`, row.isLonger) ?? '')
    case 'named': {
      const name = row.words.trim().replace(/^@/, '')
      return /^[\p{L}\p{N}_-]+$/u.test(name) ? `@${name}` : ''
    }
    default:
      return composeProperty(row)
  }
}

function composeProperty({ kind, words }: QueryRow): string {
  const value = words.replaceAll('"', ' ').trim()
  if (value === '') return ''
  return /^[^\s()]+$/.test(value) ? `${kind}:${value}` : `${kind}:"${value}"`
}

function inZone({ zone }: QueryRow, part: string): string {
  return zone === '' || part === '' ? part : `${zone}:${part}`
}

function bracketed(terms: readonly string[], between: string): string {
  return terms.length > 1 ? `(${terms.join(between)})` : (terms[0] ?? '')
}

function termsOf(words: string, isLonger: boolean): string[] {
  const straight = words.replace(/[“”„«»]/g, '"')
  return (straight.match(/"[^"]*"?\*?|[^\s,;"]+/g) ?? []).flatMap((piece) => termOf(piece, isLonger) ?? [])
}

const PLAIN = /^\*?[\p{L}\p{N}\p{M}]+\*?$/u
const OPERATOR = /^(?:AND|OR|NOT|EN|OF|NIET)$/

/** What is no more than a word stands as it is; all else between quotation marks, where it can be no operator and no field. */
function termOf(piece: string, isLonger: boolean): string | undefined {
  const text = piece.replaceAll('"', '').trim()
  const words = foldWords(text)
  if (words.length === 0) return undefined
  if (!PLAIN.test(text) || OPERATOR.test(text)) return `"${text}"`
  const isLong = (words[0]?.length ?? 0) >= QUERY_LIMITS.openLetters
  return isLonger && isLong && words.length === 1 ? `*${text.replaceAll('*', '')}*` : text
}

/** The rows that a query is; undefined where it is more than rows can say, or cannot be read. */
export function rowsOf(typed: string): QueryRow[] | undefined {
  const read = readQuery(typed)
  if (read.kind === 'refused') return undefined
  const rows: QueryRow[] = []
  for (const part of read.query.kind === 'all' ? read.query.of : [read.query]) {
    const row = rowOf(part)
    if (!row) return undefined
    const before = rows.at(-1)
    const isSame =
      before?.kind === 'all' &&
      row.kind === 'all' &&
      before.zone === row.zone &&
      before.isLonger === row.isLonger
    if (isSame) before.words = `${before.words} ${row.words}`
    else rows.push(row)
  }
  return rows
}

function rowOf(part: Query): QueryRow | undefined {
  switch (part.kind) {
    case 'word':
      return rowOfPlaced('all', [part])
    case 'phrase':
      return { ...emptyRow, kind: 'phrase', words: spell(part), zone: part.zone ?? '' }
    case 'any':
      return rowOfPlaced('any', part.of)
    case 'not':
      return rowOfPlaced('none', part.of.kind === 'any' ? part.of.of : [part.of])
    case 'near': {
      const left = wordsOf(part.left)
      const right = wordsOf(part.right)
      const isLonger = left.isLonger && right.isLonger
      return {
        ...{ kind: 'near', distance: part.distance, zone: part.zone ?? '', isLonger },
        ...{ words: isLonger ? left.bare : left.spelled, beside: isLonger ? right.bare : right.spelled },
      }
    }
    case 'property':
      return { ...emptyRow, kind: part.name, words: part.value }
    case 'named':
      return { ...emptyRow, kind: 'named', words: part.name }
    default:
      return undefined
  }
}

function rowOfPlaced(kind: 'all' | 'any' | 'none', parts: readonly Query[]): QueryRow | undefined {
  const placed = parts.filter(
    (part): part is Placed & { zone?: Zone } => part.kind === 'word' || part.kind === 'phrase',
  )
  const zone = placed[0]?.zone
  if (placed.length < parts.length || placed.some((one) => one.zone !== zone)) return undefined
  const { isLonger, bare, spelled } = wordsOf(placed)
  return { ...emptyRow, kind, words: isLonger ? bare : spelled, zone: zone ?? '', isLonger }
}

/** Words as somebody types them in a row: with their asterisks, or without where all of them are asked for in longer words too. */
function wordsOf(items: readonly Placed[]): { isLonger: boolean; bare: string; spelled: string } {
  return {
    isLonger: items.every((one) => one.kind === 'word' && one.open === 'both'),
    bare: items.map((one) => (one.kind === 'word' ? one.word : '')).join(' '),
    spelled: items.map((one) => (one.kind === 'word' ? spell(one) : `"${spell(one)}"`)).join(' '),
  }
}
