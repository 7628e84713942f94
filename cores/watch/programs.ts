import { IntList } from './growing.ts'
import type { PlainForm } from './plain-form.ts'
import type { Terms } from './terms.ts'

/** Atoms that are there, and how common they are together: without one of them a query cannot match. */
export type Anchors = { terms: readonly number[]; cost: number }

/** A query as clauses: all must hold; of the terms of a clause one must be there, of `none` no one. */
export type Clauses = { some: Anchors[]; none: readonly number[] }

/** Of each program: in which batch it was true last, and of which posts that was told; its watch; how long it is. */
export const HEAD = 4
export const TRUE_IN = 0
export const TOLD = 1
export const WATCH = 2
export const LENGTH = 3

const ALL = -1
const ANY = -2
const NOT = -3

/** What watches compute: one program each, side by side in one list of numbers. */
export class Programs {
  readonly #terms: Terms
  #code = new IntList(4096)
  /** As long as the longest form. */
  #stack = new Int32Array(256)
  /** Numbers of programs that were removed. */
  removed = 0

  constructor(terms: Terms) {
    this.#terms = terms
  }

  get code(): Int32Array {
    return this.#code.values
  }

  get length(): number {
    return this.#code.length
  }

  /** @returns where the program begins */
  addClauses(watch: number, { some, none }: Clauses): number {
    const start = this.#begin(watch)
    this.#code.push(some.length)
    for (const { terms } of some) this.#pushAll(terms)
    this.#pushAll(none)
    return this.#end(start)
  }

  /** Any form, from its parts to the whole: terms, and operations on so many of what came before. */
  addForm(watch: number, form: PlainForm): number {
    const start = this.#begin(watch)
    this.#code.push(0)
    this.#write(form)
    const length = this.#code.length - start - HEAD - 1
    this.#code.values[start + HEAD] = -length
    if (length > this.#stack.length) this.#stack = new Int32Array(2 * length)
    return this.#end(start)
  }

  /** Nothing is found by it any more; it goes when programs are moved. */
  remove(start: number): void {
    // No clause.
    this.code[start + HEAD] = 0
    this.removed += this.code[start + LENGTH]
  }

  lengthOf(start: number): number {
    return this.code[start + LENGTH]
  }

  /**
   * Lays programs side by side in this order, and lets go of all others.
   * @returns where each begins now
   */
  arrange(starts: Int32Array): Int32Array {
    const before = this.code
    this.#code = new IntList(Math.max(4096, this.length))
    this.removed = 0
    return starts.map((start) => {
      const moved = this.length
      for (let at = start; at < start + before[start + LENGTH]; at++) this.#code.push(before[at])
      return moved
    })
  }

  /** Notes in which posts of a batch a program was found to be true; tells of which that was not noted before. */
  note(start: number, posts: number, batch: number): number {
    const code = this.code
    // It was removed since.
    if (code[start + HEAD] === 0) return 0
    const told = code[start + TRUE_IN] === batch ? code[start + TOLD] : 0
    code[start + TRUE_IN] = batch
    code[start + TOLD] = told | posts
    return posts & ~told
  }

  /** In which posts of the batch the program that begins at a place is true. */
  compute(code: Int32Array, start: number, mask: Int32Array): number {
    let at = start + HEAD
    const clauses = code[at++]
    if (clauses < 0) return this.#computeForm(at, -clauses)
    let posts = clauses === 0 ? 0 : -1
    for (let clause = 0; clause < clauses; clause++) {
      const end = at + 1 + code[at]
      let some = 0
      for (at += 1; at < end; at++) some |= mask[code[at]]
      posts &= some
      if (posts === 0) return 0
    }
    const end = at + 1 + code[at]
    for (at += 1; at < end; at++) posts &= ~mask[code[at]]
    return posts
  }

  #computeForm(start: number, length: number): number {
    const [code, stack, { mask }] = [this.code, this.#stack, this.#terms]
    let top = 0
    for (let at = start; at < start + length; at++) {
      const step = code[at]
      if (step >= 0) {
        stack[top++] = mask[step]
        continue
      }
      if (step === NOT) {
        stack[top - 1] = ~stack[top - 1]
        continue
      }
      at += 1
      const parts = code[at]
      let whole = step === ALL ? -1 : 0
      for (let part = 0; part < parts; part++) {
        top -= 1
        whole = step === ALL ? whole & stack[top] : whole | stack[top]
      }
      stack[top++] = whole
    }
    return stack[0]
  }

  #write(form: PlainForm): void {
    if (form.kind === 'atom') {
      this.#code.push(this.#terms.termOf(form.atom))
      if (form.isNegated) this.#code.push(NOT)
      return
    }
    for (const part of form.of) this.#write(part)
    this.#code.push(form.kind === 'all' ? ALL : ANY)
    this.#code.push(form.of.length)
  }

  #begin(watch: number): number {
    const start = this.#code.length
    this.#pushEach([0, 0, watch, 0])
    return start
  }

  #end(start: number): number {
    this.code[start + LENGTH] = this.length - start
    return start
  }

  #pushAll(terms: readonly number[]): void {
    this.#code.push(terms.length)
    this.#pushEach(terms)
  }

  #pushEach(values: readonly number[]): void {
    for (const value of values) this.#code.push(value)
  }
}
