import { foldWords } from '#cores/text'
import { holdsOfNothing } from './plain-form.ts'
import {
  type Placed,
  type PropertyName,
  QUERY_LIMITS,
  type Query,
  type QueryFault,
  type Word,
  type Zone,
} from './query.ts'

export type ReadQueryOutcome = { kind: 'read'; query: Query } | { kind: 'refused'; fault: QueryFault }

/**
 * Reads a query as somebody typed it: words and "phrases" with AND, OR, NOT, NEAR/3 and brackets (Dutch: EN, OF, NIET, BIJ/3), `*` for
 * an open side, `title:`, `text:`, `host:`, `lang:` and `source:` before what they are about, `@name` for another query. What stands side by
 * side is joined by AND; NOT binds most, then NEAR, AND, OR. Linear in the length of the text.
 */
export function readQuery(typed: string): ReadQueryOutcome {
  try {
    return { kind: 'read', query: new Reader(typed).read() }
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', fault: error.fault }
    throw error
  }
}

class Refusal extends Error {
  readonly fault: QueryFault
  constructor(fault: QueryFault) {
    super(fault.kind)
    this.fault = fault
  }
}

type Piece = {
  kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'near' | 'field' | 'named' | 'phrase' | 'word' | 'end'
  at: number
  text: string
}

const operators = new Map<string, Piece['kind']>([
  ...(['AND', 'EN'] as const).map((word) => [word, 'and'] as const),
  ...(['OR', 'OF'] as const).map((word) => [word, 'or'] as const),
  ...(['NOT', 'NIET'] as const).map((word) => [word, 'not'] as const),
])
const NEAR = /^(?:NEAR|BIJ)\/(\d{1,9})$/
const NAME = /@[\p{L}\p{N}_-]+/uy
const BETWEEN = /[\s,;]/
/** What a word of ASCII is made of, and what follows it where nothing else is joined to it. */
const WORD = /[a-zA-Z0-9]+(?=[\s()]|$)/y
const REST = /[^\s()"]+/y
const FIELD = /([a-z]+):/y

const zones: readonly string[] = ['title', 'text'] satisfies Zone[]
const properties: readonly string[] = ['host', 'lang', 'source'] satisfies PropertyName[]

/** What stands at a place, as far as an expression that is held there goes; nothing where it does not begin there. */
function match(expression: RegExp, text: string, at: number): string {
  expression.lastIndex = at
  return expression.test(text) ? text.slice(at, expression.lastIndex) : ''
}

/** The pieces of a query; curled quotes are straight ones. */
function listPieces(text: string): Piece[] {
  const pieces: Piece[] = []
  for (let at = 0; at < text.length; ) {
    const letter = text[at] ?? ''
    if (letter === ' ' || BETWEEN.test(letter)) {
      at += 1
      continue
    }
    const piece = pieceAt(text, at, letter)
    pieces.push(piece)
    at += piece.text.length
    if (piece.kind !== 'field') continue
    // Behind the colon.
    at += 1
    if (!properties.includes(piece.text)) continue
    const value = /^\s*(?:"([^"]*)"|([^\s()"]*))/.exec(text.slice(at))
    pieces.push({ kind: 'word', at, text: value?.[1] ?? value?.[2] ?? '' })
    at += value?.[0].length ?? 0
  }
  pieces.push({ kind: 'end', at: text.length, text: '' })
  return pieces
}

function pieceAt(text: string, at: number, letter: string): Piece {
  if (letter === '(') return { kind: 'open', at, text: letter }
  if (letter === ')') return { kind: 'close', at, text: letter }
  if (letter === '"') return { kind: 'phrase', at, text: quotedAt(text, at) }
  const word = match(WORD, text, at)
  if (word !== '') return { kind: kindOf(word), at, text: word }
  const field = match(FIELD, text, at)
  // An address has no field before it, though it looks so: http://…
  if (field !== '' && !text.startsWith('//', at + field.length))
    return { kind: 'field', at, text: field.slice(0, -1) }
  const name = letter === '@' ? match(NAME, text, at) : ''
  const rest = name === '' ? match(REST, text, at) : name
  return { kind: kindOf(rest), at, text: rest }
}

/** From one quotation mark to the next, or to the end; with a star behind it. */
function quotedAt(text: string, at: number): string {
  const close = text.indexOf('"', at + 1)
  if (close < 0) return text.slice(at)
  return text.slice(at, text[close + 1] === '*' ? close + 2 : close + 1)
}

function kindOf(text: string): Piece['kind'] {
  if (text[0] === '@' && text.length > 1) return 'named'
  // Operators are capitals, and most words are not.
  if ((text[0] ?? '') > 'Z') return 'word'
  if (NEAR.test(text)) return 'near'
  return operators.get(text) ?? 'word'
}

class Reader {
  readonly #length: number
  readonly #pieces: Piece[]
  #next = 0
  #terms = 0
  #depth = 0
  #zone: Zone | undefined

  constructor(typed: string) {
    const text = typed.replace(/[“”„«»]/g, '"')
    this.#length = text.length
    this.#pieces = text.length > QUERY_LIMITS.characters ? [] : listPieces(text)
  }

  read(): Query {
    const { characters } = QUERY_LIMITS
    if (this.#length > characters)
      throw new Refusal({ kind: 'too-long', at: characters, found: '', limit: characters })
    if (this.#pieces.length === 1) throw new Refusal({ kind: 'empty', at: 0, found: '' })
    const query = this.#readAny()
    const left = this.#peek()
    if (left.kind === 'close') this.#refuse('bracket-too-many', left)
    if (left.kind !== 'end') this.#refuse('term-expected', left)
    if (holdsOfNothing(query)) throw new Refusal({ kind: 'matches-everything', at: 0, found: '' })
    return query
  }

  #peek(): Piece {
    return this.#pieces[this.#next] as Piece
  }

  #take(): Piece {
    const piece = this.#peek()
    if (piece.kind !== 'end') this.#next += 1
    return piece
  }

  #refuse(kind: QueryFault['kind'], { at, text }: Piece, limit?: number): never {
    throw new Refusal({ kind, at, found: text, ...(limit === undefined ? {} : { limit }) })
  }

  #readAny(): Query {
    const of = [this.#readAll()]
    while (this.#peek().kind === 'or') {
      this.#take()
      of.push(this.#readAll())
    }
    return of.length === 1 ? (of[0] as Query) : { kind: 'any', of: flatten('any', of) }
  }

  #readAll(): Query {
    const of = [this.#readNear()]
    while (!['or', 'close', 'end'].includes(this.#peek().kind)) {
      if (this.#peek().kind === 'and') this.#take()
      of.push(this.#readNear())
    }
    return of.length === 1 ? (of[0] as Query) : { kind: 'all', of: flatten('all', of) }
  }

  #readNear(): Query {
    const left = this.#readOne()
    if (this.#peek().kind !== 'near') return left
    const near = this.#take()
    const distance = Number(NEAR.exec(near.text)?.[1])
    if (distance < 1 || distance > QUERY_LIMITS.distance) this.#refuse('too-far', near, QUERY_LIMITS.distance)
    const right = this.#readOne()
    if (this.#peek().kind === 'near') this.#refuse('not-near', this.#peek())
    const zone = this.#zone ?? zoneOf(left) ?? zoneOf(right)
    const sides = { left: this.#placed(left, near), right: this.#placed(right, near) }
    return { kind: 'near', distance, ...sides, ...(zone ? { zone } : {}) }
  }

  /** What can stand near something: words and phrases, or a choice of them. */
  #placed(query: Query, near: Piece): Placed[] {
    const choices = query.kind === 'any' ? query.of : [query]
    return choices.map((one) => {
      if (one.kind === 'word') return { kind: 'word', word: one.word, open: one.open }
      if (one.kind === 'phrase') return { kind: 'phrase', words: one.words }
      return this.#refuse('not-near', near)
    })
  }

  #readOne(): Query {
    const piece = this.#take()
    switch (piece.kind) {
      case 'not':
        return { kind: 'not', of: this.#within(piece, () => this.#readOne()) }
      case 'open':
        return this.#within(piece, () => this.#readBrackets(piece))
      case 'field':
        return this.#readField(piece)
      case 'named':
        return { kind: 'named', name: piece.text.slice(1) }
      case 'phrase':
      case 'word':
        return this.#readPlaced(piece)
      default:
        return this.#refuse('term-expected', piece)
    }
  }

  #within<Found>(piece: Piece, read: () => Found): Found {
    this.#depth += 1
    if (this.#depth > QUERY_LIMITS.depth) this.#refuse('too-deep', piece, QUERY_LIMITS.depth)
    const found = read()
    this.#depth -= 1
    return found
  }

  #readBrackets(open: Piece): Query {
    const query = this.#readAny()
    if (this.#take().kind !== 'close') this.#refuse('unclosed-bracket', open)
    return query
  }

  #readField(field: Piece): Query {
    if (properties.includes(field.text)) {
      const value = this.#take().text.trim().toLowerCase()
      if (value === '') this.#refuse('term-expected', this.#peek())
      this.#count(field)
      return { kind: 'property', name: field.text as PropertyName, value }
    }
    if (!zones.includes(field.text)) this.#refuse('unknown-field', field)
    if (this.#zone) this.#refuse('zone-in-zone', field)
    this.#zone = field.text as Zone
    const query = this.#within(field, () => this.#readOne())
    this.#zone = undefined
    return query
  }

  #readPlaced(piece: Piece): Query {
    const placed = this.#readWords(piece)
    return this.#zone ? { ...placed, zone: this.#zone } : placed
  }

  #readWords(piece: Piece): Placed {
    const isPhrase = piece.kind === 'phrase'
    if (isPhrase && !/^"[^"]*"/.test(piece.text)) this.#refuse('unclosed-quote', piece)
    const inside = isPhrase ? piece.text.replaceAll('"', '') : piece.text
    const words = foldWords(inside)
    if (words.length === 0) this.#refuse('no-word', piece)
    const limit = QUERY_LIMITS.phraseWords
    if (words.length > limit) this.#refuse('phrase-too-long', piece, limit)
    this.#count(piece)
    const mayOpen = inside.includes('*')
    const opensStart = mayOpen && /^\s*\*/.test(inside)
    const opensEnd = mayOpen && /\*\s*$/.test(inside)
    const found = words.map((word, at): Word => {
      const start = opensStart && at === 0
      const end = opensEnd && at === words.length - 1
      const open = start && end ? 'both' : start ? 'start' : end ? 'end' : 'no'
      if (open !== 'no' && word.length < QUERY_LIMITS.openLetters)
        this.#refuse('too-short', piece, QUERY_LIMITS.openLetters)
      return { kind: 'word', word, open }
    })
    return found.length === 1 ? (found[0] as Word) : { kind: 'phrase', words: found }
  }

  #count(piece: Piece): void {
    this.#terms += 1
    if (this.#terms > QUERY_LIMITS.terms) this.#refuse('too-many-terms', piece, QUERY_LIMITS.terms)
  }
}

function zoneOf(query: Query): Zone | undefined {
  const [first] = query.kind === 'any' ? query.of : [query]
  return first && 'zone' in first ? first.zone : undefined
}

function flatten(kind: 'all' | 'any', of: readonly Query[]): Query[] {
  return of.flatMap((one) => (one.kind === kind ? one.of : [one]))
}
