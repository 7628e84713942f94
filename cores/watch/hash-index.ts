/** Two halves, of which the second is never 0. */
export type Hash = readonly [number, number]

const random = () => (Math.random() * 2 ** 32) | 0
/** Secret, so that nobody outside can write two words of one hash. */
export const SEEDS = [random(), random()] as const
const FACTORS = [random() | 1, random() | 1] as const
const [FIRST_FACTOR, SECOND_FACTOR] = FACTORS

/** A word by 63 bits that nobody outside can foresee. Linear in its length. */
export function hashOf(word: string): Hash {
  let [first, second] = SEEDS
  for (let at = 0; at < word.length; at++) {
    const letter = word.charCodeAt(at)
    first = stepFirst(first, letter)
    second = stepSecond(second, letter)
  }
  return [first, second | 1]
}

/** The first half of a hash with one more letter; both halves begin as `SEEDS`. */
export function stepFirst(first: number, letter: number): number {
  const step = Math.imul(first ^ letter, FIRST_FACTOR)
  return step ^ (step >>> 15)
}

/** The second half of a hash with one more letter; at the end its lowest bit is set. */
export function stepSecond(second: number, letter: number): number {
  const step = Math.imul(second + letter, SECOND_FACTOR)
  return step ^ (step >>> 13)
}

/** Numbers above 0 by hashes: no word is kept, and none is taken for another. Open addressing, at most half full. */
export class HashIndex {
  /** Both halves of each place, and its number. */
  #places = new Int32Array(3 * 4096)
  #mask = 4095
  #size = 0

  /** The number of a hash; 0 where there is none. */
  find([first, second]: Hash): number {
    return this.findHalves(first, second)
  }

  findHalves(first: number, second: number): number {
    const places = this.#places
    for (let at = first & this.#mask; ; at = (at + 1) & this.#mask) {
      const known = places[3 * at + 1]
      if (known === 0 || (known === second && places[3 * at] === first)) return places[3 * at + 2]
    }
  }

  /** Gives a hash its number, that had none. */
  set([first, second]: Hash, value: number): void {
    if (2 * this.#size > this.#mask) this.#grow()
    this.#put(first, second, value)
    this.#size += 1
  }

  *entries(): Generator<[number, Hash]> {
    const places = this.#places
    for (let at = 0; at < places.length; at += 3)
      if (places[at + 1] !== 0) yield [places[at + 2], [places[at], places[at + 1]]]
  }

  #put(first: number, second: number, value: number): void {
    let at = first & this.#mask
    while (this.#places[3 * at + 1] !== 0) at = (at + 1) & this.#mask
    this.#places[3 * at] = first
    this.#places[3 * at + 1] = second
    this.#places[3 * at + 2] = value
  }

  #grow(): void {
    const before = this.#places
    this.#places = new Int32Array(2 * before.length)
    this.#mask = 2 * this.#mask + 1
    for (let at = 0; at < before.length; at += 3)
      if (before[at + 1] !== 0) this.#put(before[at], before[at + 1], before[at + 2])
  }
}
