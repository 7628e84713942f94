import { HashIndex, hashOf, SEEDS, stepFirst, stepSecond } from './hash-index.ts'
import type { Word } from './query.ts'

type Open = Exclude<Word['open'], 'no'>

const NONE: readonly number[] = []

/** The parts of words that somebody looks for, found in a word without a string of any. */
export class Parts {
  readonly #beginnings = new PartIndex()
  /** Read backwards. */
  readonly #ends = new PartIndex()
  readonly #pieces = new PartIndex()
  isEmpty = true

  /** From now on words with this part are a term. */
  add(open: Open, part: string, term: number): void {
    this.isEmpty = false
    if (open === 'end') this.#beginnings.add(part, term)
    else if (open === 'start') this.#ends.add(Array.from(part, (_, at) => part.at(-1 - at)).join(''), term)
    else this.#pieces.add(part, term)
  }

  /**
   * The terms of the parts of a word, each once. Time grows with the length of the word, and where pieces of words are looked for with that of
   * the longest of them too.
   */
  find(letters: Uint16Array, from: number, to: number): readonly number[] {
    if (this.isEmpty) return NONE
    const found: number[] = []
    this.#beginnings.find(letters, { from, to, step: 1 }, found)
    this.#ends.find(letters, { from: to - 1, to: from - 1, step: -1 }, found)
    if (this.#pieces.longest > 0)
      for (let at = from; at < to; at++) this.#pieces.find(letters, { from: at, to, step: 1 }, found)
    return found.length === 0 ? NONE : found
  }
}

/** Parts that begin at one place of a word, by their hashes, which are made letter by letter. */
class PartIndex {
  readonly #terms = new HashIndex()
  readonly #hasLength: boolean[] = []

  get longest(): number {
    return this.#hasLength.length - 1
  }

  add(part: string, term: number): void {
    this.#terms.set(hashOf(part), term)
    while (this.#hasLength.length <= part.length) this.#hasLength.push(false)
    this.#hasLength[part.length] = true
  }

  find(
    letters: Uint16Array,
    { from, to, step }: { from: number; to: number; step: 1 | -1 },
    found: number[],
  ): void {
    const most = Math.min(this.longest, step * (to - from))
    let [first, second] = SEEDS
    for (let length = 1, at = from; length <= most; length++, at += step) {
      first = stepFirst(first, letters[at])
      second = stepSecond(second, letters[at])
      if (!this.#hasLength[length]) continue
      const term = this.#terms.findHalves(first, second | 1)
      if (term !== 0 && !found.includes(term)) found.push(term)
    }
  }
}
