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
 * What is filed under which terms. The entries of a term lie side by side, and each holds itself what else its program asks for: to find the
 * program would be a way into far memory for each, which took two thirds of the time with 100,000 watches. Those that came since
 * stand in chains.
 */
export class Files {
  readonly #terms: Terms
  readonly #programs: Programs
  #entries = new Int32Array(0)
  #late = new IntList()
  /** Entries, those in chains left out. */
  settled = 0
  readonly hits = new IntList()

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

  /** Which programs are true in which posts, of those under terms that are there, in `hits`; one may be hit more than once. */
  find({ values, length }: IntList): void {
    const [entries, hits] = [this.#entries, this.hits]
    const { facts, mask } = this.#terms
    hits.length = 0
    for (let at = 0; at < length; at++) {
      const term = values[at]
      let entry = facts[FACTS * term + FROM]
      for (let left = facts[FACTS * term + COUNT]; left > 0; left--) {
        const posts = this.#holdRest(entry, mask[term])
        if (posts !== 0) {
          hits.push(entries[entry + 1])
          hits.push(posts)
        }
        entry += entries[entry]
      }
    }
    if (this.late > 0) this.#findLate(values, length)
  }

  /** In which of some posts the rest of what an entry asks for is there too. */
  #holdRest(entry: number, among: number): number {
    const [entries, { mask }] = [this.#entries, this.#terms]
    const next = entry + entries[entry]
    let posts = among
    for (let at = entry + ENTRY; at < next && posts !== 0; at++) {
      const step = entries[at]
      if (step < 0) posts &= ~mask[-step]
      else if (step === WHOLE) posts &= this.#programs.compute(this.#programs.code, entries[entry + 1], mask)
      else {
        let some = 0
        for (const end = at + step; at < end; ) some |= mask[entries[++at]]
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
