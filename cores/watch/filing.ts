import { HEAD } from './programs.ts'
import { ANYTHING, FACTS, SEEN } from './terms.ts'

/** Under which terms programs are to be filed, as numbers: it is made for all watches at once. */
export class Filing {
  #count = 0
  readonly #starts: Int32Array
  readonly #besides: Int32Array
  /** Of each program where its anchors stand in `#anchors`: how many they are, and these. */
  readonly #at: Int32Array
  readonly #anchors: Int32Array
  #length = 0

  /** @param length  of all programs together: they have no more anchors than that */
  constructor(length: number, programs: number) {
    this.#starts = new Int32Array(programs)
    this.#besides = new Int32Array(programs)
    this.#at = new Int32Array(programs)
    this.#anchors = new Int32Array(length + 1)
  }

  put(start: number, terms: readonly number[], besides: number): void {
    this.#begin(start, besides, terms.length)
    for (const term of terms) this.#anchors[this.#length++] = term
  }

  /** Of a program of clauses, the clause that was seen least; and of the others, the term that stands alone and was seen least. */
  putClauses(code: Int32Array, start: number, facts: Int32Array): void {
    const first = start + HEAD + 1
    const clauses = code[first - 1]
    let best = first
    let least = Number.POSITIVE_INFINITY
    for (let clause = 0, at = first; clause < clauses; clause++, at += 1 + code[at]) {
      let seen = 0
      for (let next = at + 1; next <= at + code[at]; next++) seen += facts[FACTS * code[next] + SEEN]
      if (seen >= least) continue
      least = seen
      best = at
    }
    let besides = ANYTHING
    least = Number.POSITIVE_INFINITY
    for (let clause = 0, at = first; clause < clauses; clause++, at += 1 + code[at]) {
      if (at === best || code[at] !== 1 || facts[FACTS * code[at + 1] + SEEN] >= least) continue
      besides = code[at + 1]
      least = facts[FACTS * besides + SEEN]
    }
    this.#begin(start, besides, code[best])
    for (let next = best + 1; next <= best + code[best]; next++) this.#anchors[this.#length++] = code[next]
  }

  #begin(start: number, besides: number, anchors: number): void {
    this.#starts[this.#count] = start
    this.#besides[this.#count] = besides
    this.#at[this.#count] = this.#length
    this.#count += 1
    this.#anchors[this.#length++] = anchors
  }

  /** All of them in the order of their first anchors, by counting. */
  inOrder(terms: number): { starts: Int32Array; besides: Int32Array; anchors: Int32Array } {
    const from = new Int32Array(terms + 1)
    for (let at = 0; at < this.#count; at++) from[1 + this.#firstOf(at)] += 1
    for (let term = 0; term < terms; term++) from[term + 1] += from[term]
    const order = new Int32Array(this.#count)
    for (let at = 0; at < this.#count; at++) order[from[this.#firstOf(at)]++] = at
    const anchors = new Int32Array(this.#length)
    let length = 0
    for (const one of order) {
      const end = this.#at[one] + this.#anchors[this.#at[one]]
      for (let at = this.#at[one]; at <= end; at++) anchors[length++] = this.#anchors[at]
    }
    return {
      starts: order.map((one) => this.#starts[one]),
      besides: order.map((one) => this.#besides[one]),
      anchors,
    }
  }

  #firstOf(program: number): number {
    const at = this.#at[program]
    return this.#anchors[at] === 0 ? ANYTHING : this.#anchors[at + 1]
  }
}
