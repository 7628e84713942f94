/** A part of a post that a query can be about. */
export type Zone = 'title' | 'text'

/** What else of a post a query can ask for. */
export type PropertyName = 'host' | 'lang' | 'source'

/** A word to be found, folded; with an open side it is a part of a word, and else all words of its stem. */
export type Word = { kind: 'word'; word: string; open: 'no' | 'end' | 'start' | 'both' }

/** Words in this order, next to each other. */
export type Phrase = { kind: 'phrase'; words: readonly Word[] }

/** Something that stands at a place in a text. */
export type Placed = Word | Phrase

/**
 * A query as a tree. Words and phrases stand in `zone` alone, where there is one; a `near` is true where one of the left and one of
 * the right stand in one zone, with fewer than `distance` words between them.
 */
export type Query =
  | (Placed & { zone?: Zone })
  | { kind: 'near'; distance: number; left: readonly Placed[]; right: readonly Placed[]; zone?: Zone }
  | { kind: 'property'; name: PropertyName; value: string }
  /** Another query of that name. */
  | { kind: 'named'; name: string }
  | { kind: 'all' | 'any'; of: readonly Query[] }
  | { kind: 'not'; of: Query }

/** Why a query cannot be read, and where: a place in UTF-16 units. */
export type QueryFault = {
  kind:
    | 'empty'
    | 'too-long'
    | 'too-many-terms'
    | 'too-deep'
    | 'phrase-too-long'
    | 'too-short'
    | 'too-far'
    | 'unclosed-quote'
    | 'unclosed-bracket'
    | 'bracket-too-many'
    | 'term-expected'
    | 'not-near'
    | 'no-word'
    | 'unknown-field'
    | 'unknown-name'
    | 'named-in-itself'
    | 'zone-in-zone'
    | 'matches-everything'
  at: number
  /** What stands there. */
  found: string
  /** The bound that it goes beyond. */
  limit?: number
}

export const QUERY_LIMITS = {
  characters: 10_000,
  terms: 500,
  depth: 40,
  phraseWords: 10,
  /** Of a part of a word: a shorter one stands in half of all words. */
  openLetters: 3,
  distance: 50,
  /** Of a query with all that it names. */
  filledTerms: 5000,
  filledDepth: 20,
} as const
