import { doubled, IntList } from './growing.ts'
import { type Hash, HashIndex, hashOf } from './hash-index.ts'
import type { Stemmer } from './plain-match.ts'
import type { Word } from './query.ts'

/** More words than a language is written with; then all are learned anew. */
const MOST_WORDS = 1 << 20

/** Of a word in `records`: in which posts of the batch it is in the title, and in the text; its term; the next of its stem. */
export const RECORD = 4
export const TERM = 2
const NEXT = 3
/** Set in the term of a word that has parts that somebody looks for. */
export const HAS_MORE = 1 << 30

/** Of a place: half of the hash, and a number that is the word, whether it is a term, and what is left of the other half. */
export const PLACE = 2
export const WORD_SHIFT = 12
export const IS_TERM = 1 << 11
export const TAG = IS_TERM - 1

const NONE: readonly number[] = []

type Open = Exclude<Word['open'], 'no'>

/**
 * The words that were met, and which terms each is. They are known by 62 bits of a hash that nobody outside can foresee, so that no two
 * are taken for each other; what is asked of a word that nobody looks for is in one place, eight bytes.
 */
export class Lexicon {
  readonly #stem: Stemmer
  places = new Int32Array(PLACE * 8192)
  placeMask = 8191
  /** Half of the hash, by which words are placed. */
  #hashes = new IntList(4096)
  #words: string[] = ['']
  /** Other terms of a word than its stem. */
  more: (readonly number[])[] = [[]]
  records = new Int32Array(RECORD * 4096)
  #stems = new HashIndex()
  #termOf = new IntList(4096)
  /** The word of a stem that was met last. */
  #lastOf = new IntList(4096)
  #hasParts = false
  #hasNewParts = false
  readonly #parts: Record<Open, { terms: Map<string, number>; lengths: Set<number> }> = {
    end: { terms: new Map(), lengths: new Set() },
    start: { terms: new Map(), lengths: new Set() },
    both: { terms: new Map(), lengths: new Set() },
  }

  constructor(stem: Stemmer) {
    this.#stem = stem
    this.#hashes.push(0)
    this.#termOf.push(0)
    this.#lastOf.push(0)
  }

  stemOf(word: string): string {
    return this.#stem(word)
  }

  /** The term that words of this stem are; 0 where nobody asks for them. */
  termOf(stem: string): number {
    return this.#termOf.values[this.#stems.find(hashOf(stem))]
  }

  /** From now on words of this stem are a term. Time grows with the words that were met of it. */
  nameStem(stem: string, term: number): void {
    const known = this.#stemId(hashOf(stem))
    if (this.#termOf.values[known] === term) return
    this.#termOf.values[known] = term
    for (let word = this.#lastOf.values[known]; word !== 0; word = this.records[RECORD * word + NEXT])
      this.#setTerm(word, term | (this.records[RECORD * word + TERM] & HAS_MORE))
  }

  /** From now on words with this part are a term besides; those that were met learn it before the next batch. */
  namePart(open: Open, letters: string, term: number): void {
    this.#parts[open].terms.set(letters, term)
    this.#parts[open].lengths.add(letters.length)
    this.#hasParts = true
    this.#hasNewParts = true
  }

  /** Between two batches: words that were met learn of new parts, and all are forgotten where they are too many. */
  prepare(): void {
    if (this.#words.length >= MOST_WORDS) this.#forget()
    if (!this.#hasNewParts) return
    for (let word = 1; word < this.#words.length; word++) {
      const found = this.#findParts(this.#words[word] ?? '')
      if (found.length === this.more[word]?.length) continue
      this.more[word] = found
      this.#setTerm(word, this.records[RECORD * word + TERM] | HAS_MORE)
    }
    this.#hasNewParts = false
  }

  /**
   * Learns a word that was not met before, and tells what stands in its place now.
   * @param place  where the search for its hash ended
   */
  learn(place: number, [hash, half]: readonly [number, number], folded: string): number {
    const word = this.#words.length
    const stem = this.#stemId(hashOf(this.#stem(folded)))
    const more = this.#findParts(folded)
    this.#words.push(folded)
    this.more.push(more)
    this.#hashes.push(hash)
    if (RECORD * (word + 1) > this.records.length) this.records = doubled(this.records)
    const term = this.#termOf.values[stem] | (more.length > 0 ? HAS_MORE : 0)
    this.records[RECORD * word + TERM] = term
    this.records[RECORD * word + NEXT] = this.#lastOf.values[stem]
    this.#lastOf.values[stem] = word
    const packed = (word << WORD_SHIFT) | (term === 0 ? 0 : IS_TERM) | (hash & TAG)
    this.places[PLACE * place] = half
    this.places[PLACE * place + 1] = packed
    if (2 * word > this.placeMask) this.#grow()
    return packed
  }

  #forget(): void {
    this.places.fill(0)
    this.records.fill(0)
    this.#words.length = 1
    this.more.length = 1
    this.#hashes.length = 1
    const [stems, termOf] = [this.#stems, this.#termOf]
    this.#stems = new HashIndex()
    this.#termOf = new IntList(4096)
    this.#termOf.push(0)
    this.#lastOf.length = 1
    for (const [id, hash] of stems.entries()) {
      const term = termOf.values[id]
      if (term !== 0) this.#termOf.values[this.#stemId(hash)] = term
    }
  }

  #stemId(hash: Hash): number {
    const known = this.#stems.find(hash)
    if (known !== 0) return known
    const id = this.#termOf.length
    this.#stems.set(hash, id)
    this.#termOf.push(0)
    this.#lastOf.push(0)
    return id
  }

  #setTerm(word: number, term: number): void {
    this.records[RECORD * word + TERM] = term
    let place = startOf(this.#hashes.values[word], this.placeMask)
    while (this.places[PLACE * place + 1] >>> WORD_SHIFT !== word) place = (place + 1) & this.placeMask
    this.places[PLACE * place + 1] |= IS_TERM
  }

  #findParts(word: string): readonly number[] {
    if (!this.#hasParts) return NONE
    const found: number[] = []
    const note = (open: Open, letters: string) => {
      const term = this.#parts[open].terms.get(letters)
      if (term !== undefined && !found.includes(term)) found.push(term)
    }
    const { end, start, both } = this.#parts
    for (const length of end.lengths) if (length <= word.length) note('end', word.slice(0, length))
    for (const length of start.lengths) if (length <= word.length) note('start', word.slice(-length))
    for (const length of both.lengths)
      for (let at = 0; at + length <= word.length; at++) note('both', word.slice(at, at + length))
    return found.length === 0 ? NONE : found
  }

  #grow(): void {
    const before = this.places
    this.places = new Int32Array(2 * before.length)
    this.placeMask = 2 * this.placeMask + 1
    for (let at = 0; at < before.length; at += PLACE) {
      const packed = before[at + 1]
      if (packed === 0) continue
      let place = startOf(this.#hashes.values[packed >>> WORD_SHIFT], this.placeMask)
      while (this.places[PLACE * place + 1] !== 0) place = (place + 1) & this.placeMask
      this.places[PLACE * place] = before[at]
      this.places[PLACE * place + 1] = packed
    }
  }
}

/** Where the search for a hash begins: its low bits say what the tag does not. */
export function startOf(hash: number, placeMask: number): number {
  return (hash >>> 11) & placeMask
}
