/** Words that a text must hold for a query to match it, as they were typed; `isPhrase`: in this order, next to each other. */
export type NameRun = { isPhrase: boolean; words: readonly string[] }

type Piece =
  | { kind: 'open' | 'close' | 'or' | 'not' | 'end' }
  | { kind: 'named'; name: string }
  | { kind: 'words'; words: string[]; isPhrase: boolean }

/** What has to be there, or one of which has to be; negation is brought down to the words, which are left out where they are negated. */
type Node =
  | { kind: 'all' | 'any'; of: readonly Node[] }
  | { kind: 'words'; words: readonly string[]; isPhrase: boolean }

/** More ways to satisfy a query are not told apart: its words are then taken together. */
const MOST_WAYS = 2000
const MOST_DEPTH = 60

/**
 * The words that must be there together for a query to match, by way of what it names too. Words that may only not be there are left out.
 * @param find  the text of the query of a name, which is in small letters
 */
export function listNameRuns(typed: string, find: (handle: string) => string | undefined): NameRun[] {
  const node = new RunReader(typed, find).read()
  const phrases: NameRun[] = []
  collectPhrases(node, phrases)
  return [...phrases, ...waysOf(node).map((words) => ({ isPhrase: false, words }))]
}

function collectPhrases(node: Node, found: NameRun[]): void {
  if (node.kind === 'words') {
    if (node.isPhrase) found.push({ isPhrase: true, words: node.words })
  } else for (const one of node.of) collectPhrases(one, found)
}

/** Every choice of words of which all must be there; in phrases with more than one word they are found by themselves. */
function waysOf(node: Node): string[][] {
  if (node.kind === 'words') return [[...node.words]]
  if (node.kind === 'any') return node.of.flatMap(waysOf)
  let ways: string[][] = [[]]
  for (const one of node.of) {
    const more = waysOf(one)
    ways =
      ways.length * more.length <= MOST_WAYS
        ? ways.flatMap((before) => more.map((after) => [...before, ...after]))
        : [[...ways.flat(), ...more.flat()]]
  }
  return ways
}

class RunReader {
  readonly #pieces: Piece[]
  readonly #find: (handle: string) => string | undefined
  readonly #above: readonly string[]
  #next = 0

  constructor(typed: string, find: (handle: string) => string | undefined, above: readonly string[] = []) {
    this.#pieces = listPieces(typed)
    this.#find = find
    this.#above = above
  }

  read(isNegated = false): Node {
    return this.#readAny(isNegated, 0)
  }

  #peek(): Piece {
    return this.#pieces[this.#next] ?? { kind: 'end' }
  }

  #readAny(isNegated: boolean, depth: number): Node {
    const of = [this.#readAll(isNegated, depth)]
    while (this.#peek().kind === 'or') {
      this.#next += 1
      of.push(this.#readAll(isNegated, depth))
    }
    return { kind: isNegated ? 'all' : 'any', of }
  }

  #readAll(isNegated: boolean, depth: number): Node {
    const of: Node[] = []
    for (let piece = this.#peek(); !['or', 'close', 'end'].includes(piece.kind); piece = this.#peek())
      of.push(this.#readOne(isNegated, depth))
    return { kind: isNegated ? 'any' : 'all', of }
  }

  #readOne(isNegated: boolean, depth: number): Node {
    const piece = this.#peek()
    this.#next += 1
    if (piece.kind === 'not') return this.#readOne(!isNegated, depth)
    if (piece.kind === 'open' && depth < MOST_DEPTH) {
      const within = this.#readAny(isNegated, depth + 1)
      if (this.#peek().kind === 'close') this.#next += 1
      return within
    }
    if (piece.kind === 'named') return this.#readNamed(piece.name, isNegated)
    if (piece.kind === 'words' && !isNegated) return piece
    return { kind: 'all', of: [] }
  }

  #readNamed(name: string, isNegated: boolean): Node {
    const text = this.#above.includes(name) ? undefined : this.#find(name)
    if (text === undefined) return { kind: 'all', of: [] }
    return new RunReader(text, this.#find, [...this.#above, name]).read(isNegated)
  }
}

const PIECE =
  /\s+|[,;]|(?<open>\()|(?<close>\))|"(?<phrase>[^"]*)"?\*?|(?<property>(?:host|lang|source):\s*(?:"[^"]*"?|[^\s()"]*))|(?<zone>(?:title|text):(?!\/\/))|@(?<named>[\p{L}\p{N}_-]+)|(?<word>[^\s()"]+)/gu

/** The pieces of a query, as `readQuery` of `cores/watch` tells them apart, with the letters as they were typed. */
function listPieces(typed: string): Piece[] {
  const pieces: Piece[] = []
  for (const { groups = {} } of typed.replace(/[“”„«»]/g, '"').matchAll(PIECE)) {
    if (groups.open) pieces.push({ kind: 'open' })
    else if (groups.close) pieces.push({ kind: 'close' })
    else if (groups.phrase !== undefined) pieces.push(phraseOf(groups.phrase))
    else if (groups.named !== undefined) pieces.push({ kind: 'named', name: groups.named.toLowerCase() })
    else if (groups.word !== undefined) pieces.push(...pieceOf(groups.word))
  }
  return pieces
}

function phraseOf(text: string): Piece {
  const words = text.split(/\s+/).filter(Boolean)
  return { kind: 'words', words, isPhrase: words.length > 1 || /[@.]/.test(text) }
}

function pieceOf(word: string): Piece[] {
  if (/^(?:OR|OF)$/.test(word)) return [{ kind: 'or' }]
  if (/^(?:NOT|NIET)$/.test(word)) return [{ kind: 'not' }]
  if (/^(?:AND|EN|(?:NEAR|BIJ)\/\d+)$/.test(word)) return []
  return [phraseOf(word)]
}
