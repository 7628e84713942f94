import { HEAD } from './programs.ts'
import { ANYTHING, FACTS, SEEN } from './terms.ts'

/** The clause of a program that is not made of clauses. */
export const NO_CLAUSE = 0

/** Programs, and which clause of each it is filed under: where that stands, from the beginning of its program on. */
export type Filed = { starts: Int32Array; clauses: Int32Array }

/** Under which terms programs are to be filed, as numbers: it is made for all watches at once. */
export class Filing {
  #count = 0
  readonly #starts: Int32Array
  readonly #clauses: Int32Array
  /** Of each program the first term that it is filed under. */
  readonly #first: Int32Array

  constructor(programs: number) {
    this.#starts = new Int32Array(programs)
    this.#clauses = new Int32Array(programs)
    this.#first = new Int32Array(programs)
  }

  /** A program that is not made of clauses. */
  put(start: number, anchors: readonly number[]): void {
    this.#put(start, NO_CLAUSE, anchors[0] ?? ANYTHING)
  }

  /** A program of clauses goes under the clause that was seen least. */
  putClauses(code: Int32Array, start: number, facts: Int32Array): void {
    const first = start + HEAD + 1
    let best = first
    let least = Number.POSITIVE_INFINITY
    for (let clause = code[first - 1], at = first; clause > 0; clause--, at += 1 + code[at]) {
      const seen = seenOf(code, at, facts)
      if (seen >= least) continue
      least = seen
      best = at
    }
    this.#put(start, best - start, code[best + 1])
  }

  #put(start: number, clause: number, first: number): void {
    this.#starts[this.#count] = start
    this.#clauses[this.#count] = clause
    this.#first[this.#count] = first
    this.#count += 1
  }

  /** All of them in the order of their first terms, by counting. */
  inOrder(terms: number): Filed {
    const from = new Int32Array(terms + 1)
    for (const first of this.#first) from[1 + first] += 1
    for (let term = 0; term < terms; term++) from[term + 1] += from[term]
    const [starts, clauses] = [new Int32Array(this.#count), new Int32Array(this.#count)]
    for (let at = 0; at < this.#count; at++) {
      const to = from[this.#first[at]]++
      starts[to] = this.#starts[at]
      clauses[to] = this.#clauses[at]
    }
    return { starts, clauses }
  }
}

/** In how many posts the terms of a clause were seen, together. */
export function seenOf(code: Int32Array, clause: number, facts: Int32Array): number {
  let seen = 0
  for (let at = clause + 1; at <= clause + code[clause]; at++) seen += facts[FACTS * code[at] + SEEN]
  return seen
}
