import { doubled, IntList } from './growing.ts'
import { type Hash, HashIndex, hashOf, SEEDS, stepFirst, stepSecond } from './hash-index.ts'
import { Parts } from './parts.ts'
import type { Stemmer } from './plain-match.ts'
import type { Word } from './query.ts'

/** More words than a language is written with; then all are learned anew. */
const MOST_WORDS = 1 << 20

/** Set in the term of a word that has parts that somebody looks for. */
export const HAS_MORE = 1 << 30

/** Of a place: half of the hash, and a number that is the word, whether it is a term, and what is left of the other half. */
export const PLACE = 2
export const WORD_SHIFT = 12
export const IS_TERM = 1 << 11
export const TAG = IS_TERM - 1

/** Of each word in `#records`: both halves of its hash, where its letters end, and the word of its stem that was met before. */
const RECORD = 4
const SECOND = 1
const END = 2
const BEFORE = 3

/**
 * The words that were met, and which terms each is. They are known by 62 bits of a hash that nobody outside can foresee, so that no two
 * are taken for each other; what is asked of a word that nobody looks for is in one place, eight bytes.
 */
export class Lexicon {
  readonly #stem: Stemmer
  places = new Int32Array(PLACE * 8192)
  placeMask = 8191
  /** Of each word its term, 0 where nobody looks for it, and whether it has parts that are terms too. */
  termOf = new Int32Array(4096)
  /** The terms of its parts. */
  more: (readonly number[])[] = [[]]
  #records = new Int32Array(RECORD * 4096)
  /** The letters of all words, one after the other, for parts that are asked for later: a string of each would have to be made. */
  #letters = new Uint16Array(65_536)
  #shortened = new Uint16Array(256)
  #count = 1
  #stems = new HashIndex()
  readonly #termOfStem = new IntList(4096)
  /** The word of a stem that was met last. */
  readonly #lastOf = new IntList(4096)
  readonly #parts = new Parts()
  #hasNewParts = false

  constructor(stem: Stemmer) {
    this.#stem = stem
    this.#termOfStem.push(0)
    this.#lastOf.push(0)
  }

  stemOf(word: string): string {
    return this.#stem(word)
  }

  /** The term that words of this stem are; 0 where nobody asks for them. */
  termOfStem(stem: string): number {
    return this.#termOfStem.values[this.#stems.find(hashOf(stem))]
  }

  /** From now on words of this stem are a term. Time grows with the words that were met of it. */
  nameStem(stem: string, term: number): void {
    const known = this.#stemId(hashOf(stem))
    if (this.#termOfStem.values[known] === term) return
    this.#termOfStem.values[known] = term
    for (let word = this.#lastOf.values[known]; word !== 0; word = this.#records[RECORD * word + BEFORE])
      this.#setTerm(word, term | (this.termOf[word] & HAS_MORE))
  }

  /** From now on words with this part are a term besides; those that were met learn it before the next batch. */
  namePart(open: Exclude<Word['open'], 'no'>, letters: string, term: number): void {
    this.#parts.add(open, letters, term)
    this.#hasNewParts = true
  }

  /** Between two batches: words that were met learn of new parts, and all are forgotten where they are too many. */
  prepare(): void {
    if (this.#count >= MOST_WORDS) this.#forget()
    if (!this.#hasNewParts) return
    for (let word = 1; word < this.#count; word++) {
      const from = this.#records[RECORD * (word - 1) + END]
      const found = this.#parts.find(this.#letters, from, this.#records[RECORD * word + END])
      if (found.length === this.more[word]?.length) continue
      this.more[word] = found
      this.#setTerm(word, this.termOf[word] | HAS_MORE)
    }
    this.#hasNewParts = false
  }

  /**
   * Learns a word that was not met before, and tells what stands in its place now.
   * @param place  where the search for its hash ended
   * @param letters  of the word, folded, at the beginning of a list
   */
  learn(
    place: number,
    [hash, half]: readonly [number, number],
    letters: Uint16Array,
    length: number,
  ): number {
    const word = this.#count++
    const more = this.#parts.find(letters, 0, length)
    const stem = this.#stemIdOf(letters, length)
    this.more.push(more)
    if (word === this.termOf.length) {
      this.termOf = doubled(this.termOf)
      this.#records = doubled(this.#records)
    }
    const term = this.#termOfStem.values[stem] | (more.length > 0 ? HAS_MORE : 0)
    this.termOf[word] = term
    const record = RECORD * word
    this.#records[record] = hash
    this.#records[record + SECOND] = half
    this.#records[record + END] = this.#keepLetters(letters, length, this.#records[record - RECORD + END])
    this.#records[record + BEFORE] = this.#lastOf.values[stem]
    this.#lastOf.values[stem] = word
    const packed = (word << WORD_SHIFT) | (term === 0 ? 0 : IS_TERM) | (hash & TAG)
    this.places[PLACE * place] = half
    this.places[PLACE * place + 1] = packed
    if (2 * word > this.placeMask) this.#grow()
    return packed
  }

  /** @returns where they end */
  #keepLetters(letters: Uint16Array, length: number, from: number): number {
    if (from + length > this.#letters.length) {
      const more = new Uint16Array(2 * (from + length))
      more.set(this.#letters)
      this.#letters = more
    }
    for (let at = 0; at < length; at++) this.#letters[from + at] = letters[at]
    return from + length
  }

  #stemIdOf(letters: Uint16Array, length: number): number {
    if (!this.#stem.shorten) {
      const word = Array.from(letters.subarray(0, length), (letter) => String.fromCharCode(letter)).join('')
      return this.#stemId(hashOf(this.#stem(word)))
    }
    if (length > this.#shortened.length) this.#shortened = new Uint16Array(2 * length)
    const shortened = this.#shortened
    for (let at = 0; at < length; at++) shortened[at] = letters[at]
    const end = this.#stem.shorten(shortened, length)
    let [first, second] = SEEDS
    for (let at = 0; at < end; at++) {
      first = stepFirst(first, shortened[at])
      second = stepSecond(second, shortened[at])
    }
    return this.#stems.findHalves(first, second | 1) || this.#stemId([first, second | 1])
  }

  #forget(): void {
    this.places.fill(0)
    this.termOf.fill(0)
    this.more.length = 1
    this.#count = 1
    const stems = this.#stems
    const terms = this.#termOfStem.values.slice()
    this.#stems = new HashIndex()
    this.#termOfStem.length = 1
    this.#lastOf.length = 1
    for (const [id, hash] of stems.entries())
      if (terms[id] !== 0) this.#termOfStem.values[this.#stemId(hash)] = terms[id]
  }

  #stemId(hash: Hash): number {
    const known = this.#stems.find(hash)
    if (known !== 0) return known
    const id = this.#termOfStem.length
    this.#stems.set(hash, id)
    this.#termOfStem.push(0)
    this.#lastOf.push(0)
    return id
  }

  #setTerm(word: number, term: number): void {
    this.termOf[word] = term
    let place = startOf(this.#records[RECORD * word], this.placeMask)
    while (this.places[PLACE * place + 1] >>> WORD_SHIFT !== word) place = (place + 1) & this.placeMask
    this.places[PLACE * place + 1] |= IS_TERM
  }

  /** In the order in which they were met, so that frequent words stand where the search for them begins. */
  #grow(): void {
    this.places = new Int32Array(2 * this.places.length)
    this.placeMask = 2 * this.placeMask + 1
    const [places, records] = [this.places, this.#records]
    for (let word = 1; word < this.#count; word++) {
      const hash = records[RECORD * word]
      let place = startOf(hash, this.placeMask)
      while (places[PLACE * place + 1] !== 0) place = (place + 1) & this.placeMask
      places[PLACE * place] = records[RECORD * word + SECOND]
      const isTerm = this.termOf[word] === 0 ? 0 : IS_TERM
      places[PLACE * place + 1] = (word << WORD_SHIFT) | isTerm | (hash & TAG)
    }
  }
}

/** Where the search for a hash begins: its low bits say what the tag does not. */
export function startOf(hash: number, placeMask: number): number {
  return (hash >>> 11) & placeMask
}
