import { ENTRY, Entries, WHOLE } from './entries.ts'
import type { Filed } from './filing.ts'
import { IntList } from './growing.ts'
import type { Programs } from './programs.ts'
import { COUNT, FACTS, FROM, LATE, type Terms } from './terms.ts'

/** Of one that came late: where its program begins, and the late entry before it under the same term. */
const LATE_ENTRY = 2

/** Of each hit: where a program begins, and the posts in which it is true. */
export const HIT = 2

/**
 * What is filed under which terms. The entries of a term lie side by side, and each holds itself what else its program asks for: to go to the
 * program would be a way into far memory for each, and took half of the time with 100,000 watches. Those that came since stand in
 * chains.
 */
export class Files {
  readonly #terms: Terms
  readonly #programs: Programs
  #entries = new Int32Array(0)
  #late = new IntList()
  /** Entries, those in chains left out. */
  settled = 0
  readonly hits = new IntList()
  #chosen = new Int32Array(1024)
  /** A bit of each term, whether it is in some post: small enough for the nearest memory, where masks are not. With 10,000 watches 6 % faster. */
  #present = new Int32Array(64)

  constructor(terms: Terms, programs: Programs) {
    this.#terms = terms
    this.#programs = programs
    this.#emptyLate()
  }

  /** How many entries stand in chains, each a place in memory of its own. */
  get late(): number {
    return this.#late.length / LATE_ENTRY - 1
  }

  add(start: number, terms: readonly number[]): void {
    const { facts } = this.#terms
    for (const term of terms) {
      const entry = this.#late.length / LATE_ENTRY
      this.#late.push(start)
      this.#late.push(facts[FACTS * term + LATE])
      facts[FACTS * term + LATE] = entry
    }
  }

  /**
   * Files all anew.
   * @param anchorsOf  tells of a watch that is not made of clauses what it is filed under
   */
  settle(filed: Filed, anchorsOf: (watch: number) => readonly number[]): void {
    this.#emptyLate()
    const entries = new Entries(this.#programs.code, this.#terms, anchorsOf)
    for (const [at, start] of filed.starts.entries()) entries.count(start, filed.clauses[at])
    entries.place()
    for (const [at, start] of filed.starts.entries()) entries.write(start, filed.clauses[at])
    this.#entries = entries.close()
    this.settled = entries.many
  }

  /** How many entries are filed under some terms, without those that came late. */
  count({ values, length }: IntList): number {
    const { facts } = this.#terms
    let count = 0
    for (let at = 0; at < length; at++) count += facts[FACTS * values[at] + COUNT]
    return count
  }

  /**
   * Which programs are true in which posts, of those under terms that are there, in `hits`; one may be hit more than once.
   * @param most  as `count` tells it
   */
  find({ values, length }: IntList, most: number): void {
    const [entries, hits] = [this.#entries, this.hits]
    hits.length = 0
    this.#notePresent(values, length)
    const chosen = this.#choose(values, length, most)
    for (let at = 0; at < most; at++) {
      const entry = chosen[2 * at]
      const posts = this.#holdRest(entry, chosen[2 * at + 1])
      if (posts === 0) continue
      hits.push(entries[entry + 1])
      hits.push(posts)
    }
    for (let at = 0; at < length; at++) this.#present[values[at] >>> 5] = 0
    if (this.late > 0) this.#findLate(values, length)
  }

  /** Of each entry its place and the posts that its term is in: one step for all, so that they are on their way before the first is read: 4 % faster. */
  #choose(values: Int32Array, length: number, most: number): Int32Array {
    if (this.#chosen.length < 2 * most) this.#chosen = new Int32Array(4 * most)
    const [entries, chosen] = [this.#entries, this.#chosen]
    const { facts, mask } = this.#terms
    let count = 0
    for (let at = 0; at < length; at++) {
      const fact = FACTS * values[at]
      const end = count + 2 * facts[fact + COUNT]
      for (let entry = facts[fact + FROM]; count < end; entry += entries[entry]) {
        chosen[count++] = entry
        chosen[count++] = mask[values[at]]
      }
    }
    return chosen
  }

  #notePresent(values: Int32Array, length: number): void {
    const words = (this.#terms.size >>> 5) + 1
    if (this.#present.length < words) this.#present = new Int32Array(2 * words)
    for (let at = 0; at < length; at++) this.#present[values[at] >>> 5] |= 1 << values[at]
  }

  /** In which of some posts the rest of what an entry asks for is there too. */
  #holdRest(entry: number, among: number): number {
    const [entries, present, { mask }] = [this.#entries, this.#present, this.#terms]
    const next = entry + entries[entry]
    let posts = among
    for (let at = entry + ENTRY; at < next && posts !== 0; at++) {
      const step = entries[at]
      if (step < 0) posts &= ~mask[-step]
      else if (step === WHOLE) posts &= this.#programs.compute(this.#programs.code, entries[entry + 1], mask)
      else {
        let some = 0
        for (const end = at + step; at < end; ) {
          const term = entries[++at]
          if (((present[term >>> 5] >>> term) & 1) !== 0) some |= mask[term]
        }
        posts &= some
      }
    }
    return posts
  }

  #findLate(values: Int32Array, length: number): void {
    const [late, hits, { code }] = [this.#late.values, this.hits, this.#programs]
    const { facts, mask } = this.#terms
    for (let at = 0; at < length; at++) {
      let entry = facts[FACTS * values[at] + LATE]
      for (; entry !== 0; entry = late[LATE_ENTRY * entry + 1]) {
        const start = late[LATE_ENTRY * entry]
        const posts = this.#programs.compute(code, start, mask)
        if (posts === 0) continue
        hits.push(start)
        hits.push(posts)
      }
    }
  }

  /** The first entry is none. */
  #emptyLate(): void {
    this.#late = new IntList()
    for (let at = 0; at < LATE_ENTRY; at++) this.#late.push(0)
  }
}
