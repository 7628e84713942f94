import { NO_CLAUSE, seenOf } from './filing.ts'
import { HEAD, LENGTH, WATCH } from './programs.ts'
import { COUNT, FACTS, FROM, LATE, type Terms } from './terms.ts'

/**
 * Of each entry: how long it is, and where its program begins. Behind that stands what must be so besides the term that it is filed
 * under: a clause as how many terms it has and these; a term that must not be there with a minus; or `WHOLE`.
 */
export const ENTRY = 2
/** The whole program has to be computed. */
export const WHOLE = 0

/** Writes the entries of programs, those of a term side by side: first it is told of all of them, then it writes them. */
export class Entries {
  readonly #code: Int32Array
  readonly #facts: Int32Array
  readonly #size: number
  readonly #anchorsOf: (watch: number) => readonly number[]
  #entries = new Int32Array(0)
  many = 0

  /** @param anchorsOf  tells of a watch that is not made of clauses what it is filed under */
  constructor(code: Int32Array, { facts, size }: Terms, anchorsOf: (watch: number) => readonly number[]) {
    this.#code = code
    this.#facts = facts
    this.#size = size
    this.#anchorsOf = anchorsOf
    for (let term = 0; term < size; term++)
      facts[FACTS * term + COUNT] = facts[FACTS * term + FROM] = facts[FACTS * term + LATE] = 0
  }

  count(start: number, clause: number): void {
    const code = this.#code
    if (clause === NO_CLAUSE) {
      for (const term of this.#anchorsOf(code[start + WATCH])) this.#count(term, ENTRY + 1)
      return
    }
    const anchor = start + clause
    const length = lengthOf(code, start, anchor)
    for (let at = anchor + 1; at <= anchor + code[anchor]; at++) this.#count(code[at], length)
  }

  #count(term: number, length: number): void {
    this.#facts[FACTS * term + COUNT] += 1
    this.#facts[FACTS * term + FROM] += length
    this.many += 1
  }

  /** From how long the entries of each term are together to where they begin. */
  place(): void {
    let from = 0
    for (let fact = FROM; fact < FACTS * this.#size; fact += FACTS) {
      const length = this.#facts[fact]
      this.#facts[fact] = from
      from += length
    }
    this.#entries = new Int32Array(from)
  }

  write(start: number, clause: number): void {
    const code = this.#code
    if (clause === NO_CLAUSE) {
      for (const term of this.#anchorsOf(code[start + WATCH])) {
        const entry = this.#begin(term, ENTRY + 1, start)
        this.#entries[entry + ENTRY] = WHOLE
      }
      return
    }
    const anchor = start + clause
    const length = lengthOf(code, start, anchor)
    let first = -1
    for (let at = anchor + 1; at <= anchor + code[anchor]; at++) {
      const entry = this.#begin(code[at], length, start)
      if (first < 0) this.#writeRest(entry + ENTRY, start, anchor)
      else this.#entries.copyWithin(entry + ENTRY, first + ENTRY, first + length)
      first = entry
    }
  }

  /** @returns where the next entry of a term is, with its head written */
  #begin(term: number, length: number, start: number): number {
    const entry = this.#facts[FACTS * term + FROM]
    this.#facts[FACTS * term + FROM] += length
    this.#entries[entry] = length
    this.#entries[entry + 1] = start
    return entry
  }

  /** What else a program of clauses asks for; first what was seen least, since most entries end there. */
  #writeRest(to: number, start: number, anchor: number): void {
    const [code, entries] = [this.#code, this.#entries]
    const first = start + HEAD + 1
    let [rarest, least] = [0, Number.POSITIVE_INFINITY]
    let at = first
    for (let clause = code[first - 1]; clause > 0; clause--, at += 1 + code[at]) {
      const seen = at === anchor ? Number.POSITIVE_INFINITY : seenOf(code, at, this.#facts)
      if (seen < least) [rarest, least] = [at, seen]
    }
    let next = rarest === 0 ? to : this.#copy(rarest, to)
    at = first
    for (let clause = code[first - 1]; clause > 0; clause--, at += 1 + code[at])
      if (at !== anchor && at !== rarest) next = this.#copy(at, next)
    for (let none = at + 1; none <= at + code[at]; none++) entries[next++] = -code[none]
  }

  /** @returns the place behind the clause that was copied */
  #copy(clause: number, to: number): number {
    const length = 1 + this.#code[clause]
    for (let at = 0; at < length; at++) this.#entries[to + at] = this.#code[clause + at]
    return to + length
  }

  close(): Int32Array<ArrayBuffer> {
    const facts = this.#facts
    // Each term went on from its own beginning to that of the next.
    for (let term = this.#size - 1; term > 0; term--)
      facts[FACTS * term + FROM] = facts[FACTS * (term - 1) + FROM]
    facts[FROM] = 0
    return this.#entries
  }
}

/** Of the entry of a program of clauses: without the clause that it is filed under, and without how many clauses there are. */
function lengthOf(code: Int32Array, start: number, anchor: number): number {
  return ENTRY + code[start + LENGTH] - HEAD - (1 + code[anchor]) - 2
}
