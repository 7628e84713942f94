import { BATCH, Batch } from './batch.ts'
import { IntList } from './growing.ts'
import { Lexicon } from './lexicon.ts'
import { type PlainForm, plainForm } from './plain-form.ts'
import type { Post, Stemmer } from './plain-match.ts'
import type { Query } from './query.ts'
import { ANYTHING, FACTS, FILED, FILED_COUNT, SEEN, Terms } from './terms.ts'

/** Told of each match: the place of the post in the list that was given, and the watch by its number. */
export type Found = (post: number, watch: number) => void

/** Atoms that are there, and how common they are together: without one of them a query cannot match. */
type Anchors = { terms: readonly number[]; cost: number }

/** A query as clauses: all must hold; of the terms of a clause one must be there, of `none` no one. */
type Clauses = { some: Anchors[]; none: number[] }

/** So many posts after the start watches are filed anew by how common words turned out to be, and after eight times as many again. */
const FIRST_SETTLING = 512

/** All watches are gone through where more than one in so many would be looked at. */
const LEAST_SHARE = 3

/** Of each watch: in which batch it was looked at last, its number, and how long it is. */
const HEAD = 3

/** Of each entry: where its watch begins, the entry before it under the same term, and a term that has to be there too. */
const ENTRY = 3

const ALL = -1
const ANY = -2
const NOT = -3

/**
 * Finds which of many watches match each post. Posts are taken 32 at once: each term that some watch asks for has a mask of 32 bits,
 * and a watch is a few operations on masks, for all 32 posts together. A watch is looked at where one of its rarest sufficient terms
 * is in a post (Luwak, and Lucene's Monitor after it, file their queries so; masks in batches are ours).
 *
 * Memory grows with the watches and with the words of the language. All posts are in one language: that of the stemmer.
 */
export class Matcher {
  readonly #terms: Terms
  readonly #batch: Batch
  /** Of each watch a head and what it computes. */
  #code = new IntList(4096)
  #batches = 0
  /** Where each watch begins in the code. */
  readonly #starts = new Map<number, number>()
  /** Queries that are more than clauses, to file them anew. */
  readonly #forms = new Map<number, PlainForm>()
  #entries = new IntList(2048)
  #posts = 0
  #settleAt = FIRST_SETTLING
  /** As long as the longest form. */
  #stack = new Int32Array(256)

  constructor(stem: Stemmer) {
    const lexicon = new Lexicon(stem)
    this.#terms = new Terms(lexicon)
    this.#batch = new Batch(this.#terms, lexicon)
    this.#emptyEntries()
  }

  #emptyEntries(): void {
    for (let at = 0; at < ENTRY; at++) this.#entries.push(0)
  }

  /** Watches that are in it. */
  get size(): number {
    return this.#starts.size
  }

  /**
   * Adds a watch, or puts it in the place of the one of that number. Time grows with its query alone.
   * @param query  with every name filled in, and not true of everything
   * @throws Error where nothing has to be in a post for the query to be true
   */
  add(watch: number, query: Query): void {
    this.remove(watch)
    const form = plainForm(query)
    const clauses = this.#clausesOf(form)
    if (clauses) this.#addClauses(watch, clauses)
    else this.#addForm(watch, form)
  }

  remove(watch: number): void {
    const start = this.#starts.get(watch)
    if (start === undefined) return
    // No clause: nothing is found by it until all is filed anew.
    this.#code.values[start + HEAD] = 0
    this.#starts.delete(watch)
    this.#forms.delete(watch)
  }

  /** Holds every watch against every post. */
  match(posts: readonly Post[], found: Found): void {
    for (let from = 0; from < posts.length; from += BATCH) {
      const to = Math.min(from + BATCH, posts.length)
      this.#batch.read(posts, from, to)
      this.#lookUp(from, found)
      this.#batch.clear()
      this.#posts += to - from
      if (this.#posts >= this.#settleAt) this.#settle()
    }
  }

  #lookUp(from: number, found: Found): void {
    this.#batches += 1
    if (this.#countFiled() > this.size / LEAST_SHARE) this.#lookAtAll(from, found)
    else this.#lookAtFiled(from, found)
  }

  /** How many entries are filed under what is in these posts. */
  #countFiled(): number {
    const { facts } = this.#terms
    const { values, length } = this.#batch.touched
    let count = 0
    for (let at = 0; at < length; at++) count += facts[FACTS * values[at] + FILED_COUNT]
    return count
  }

  #lookAtFiled(from: number, found: Found): void {
    const batch = this.#batches
    const { facts, mask } = this.#terms
    const [entries, code] = [this.#entries.values, this.#code.values]
    const { values, length } = this.#batch.touched
    for (let at = 0; at < length; at++) {
      const term = values[at]
      const posts = mask[term]
      let entry = facts[FACTS * term + FILED]
      for (; entry !== 0; entry = entries[ENTRY * entry + 1]) {
        if ((mask[entries[ENTRY * entry + 2]] & posts) === 0) continue
        const start = entries[ENTRY * entry]
        if (code[start] === batch) continue
        code[start] = batch
        const matched = this.#compute(code, start + HEAD)
        if (matched !== 0) tell(matched, from, code[start + 1], found)
      }
    }
  }

  /** Where most watches would be looked at, it is faster to go through all in the order in which they lie. */
  #lookAtAll(from: number, found: Found): void {
    const code = this.#code.values
    const { length } = this.#code
    for (let start = 0; start < length; start += code[start + 2]) {
      const posts = this.#compute(code, start + HEAD)
      if (posts !== 0) tell(posts, from, code[start + 1], found)
    }
  }

  /** In which posts of the batch the clauses that begin at a place of the code are true. */
  #compute(code: Int32Array, start: number): number {
    const { mask } = this.#terms
    let at = start
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

  /** Any form, from its parts to the whole: terms, and operations on so many of what came before. */
  #computeForm(start: number, length: number): number {
    const code = this.#code.values
    const stack = this.#stack
    let top = 0
    for (let at = start; at < start + length; at++) {
      const step = code[at]
      if (step >= 0) {
        stack[top++] = this.#terms.mask[step]
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

  /** A query as clauses, where it is no more than that. */
  #clausesOf(form: PlainForm): Clauses | undefined {
    const clauses: Clauses = { some: [], none: [] }
    for (const part of form.kind === 'all' ? form.of : [form]) {
      if (part.kind === 'all') return undefined
      const atoms = part.kind === 'atom' ? [part] : part.of
      if (part.kind === 'atom' && part.isNegated) {
        clauses.none.push(this.#terms.termOf(part.atom))
        continue
      }
      const terms: number[] = []
      let cost = 0
      for (const one of atoms) {
        if (one.kind !== 'atom' || one.isNegated) return undefined
        terms.push(this.#terms.termOf(one.atom))
        cost += this.#terms.guessOf(one.atom)
      }
      clauses.some.push({ terms, cost: cost + this.#seen(terms) })
    }
    if (clauses.some.length === 0) return undefined
    return clauses
  }

  #seen(terms: readonly number[]): number {
    const { facts } = this.#terms
    return terms.reduce((sum, term) => sum + facts[FACTS * term + SEEN], 0)
  }

  #addClauses(watch: number, { some, none }: Clauses): void {
    some.sort((a, b) => a.cost - b.cost)
    const start = this.#begin(watch)
    this.#code.push(some.length)
    for (const { terms } of some) {
      this.#code.push(terms.length)
      for (const term of terms) this.#code.push(term)
    }
    this.#code.push(none.length)
    for (const term of none) this.#code.push(term)
    const other = some.slice(1).find(({ terms }) => terms.length === 1)
    this.#file(start, some[0]?.terms ?? [], other?.terms[0])
  }

  #addForm(watch: number, form: PlainForm): void {
    const anchors = this.#anchorsOf(form)
    if (!anchors) throw new Error(`Watch ${watch} would match what nothing stands in.`)
    const start = this.#begin(watch)
    const begins = this.#code.length
    this.#code.push(0)
    this.#write(form)
    const length = this.#code.length - begins - 1
    this.#code.values[begins] = -length
    if (length > this.#stack.length) this.#stack = new Int32Array(2 * length)
    this.#forms.set(watch, form)
    this.#file(start, anchors.terms)
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

  /** The rarest terms of which one must be there: of all parts the best, of a choice those of every part. */
  #anchorsOf(form: PlainForm): Anchors | undefined {
    if (form.kind === 'atom') {
      if (form.isNegated) return undefined
      const term = this.#terms.termOf(form.atom)
      return { terms: [term], cost: this.#terms.guessOf(form.atom) + this.#seen([term]) }
    }
    const parts = form.of.map((part) => this.#anchorsOf(part))
    if (form.kind === 'all') {
      const known = parts.filter((part) => part !== undefined)
      return known.reduce<Anchors | undefined>(
        (best, one) => (best && best.cost <= one.cost ? best : one),
        undefined,
      )
    }
    const all = { terms: [] as number[], cost: 0 }
    for (const part of parts) {
      if (!part) return undefined
      all.terms.push(...part.terms)
      all.cost += part.cost
    }
    return all
  }

  #begin(watch: number): number {
    const start = this.#code.length
    this.#code.push(0)
    this.#code.push(watch)
    this.#code.push(0)
    this.#starts.set(watch, start)
    return start
  }

  /** Ends a watch, and files it under some terms. */
  #file(start: number, terms: readonly number[], besides = ANYTHING): void {
    this.#code.values[start + 2] = this.#code.length - start
    const { facts } = this.#terms
    for (const term of terms) {
      const entry = this.#entries.length / ENTRY
      this.#entries.push(start)
      this.#entries.push(facts[FACTS * term + FILED])
      this.#entries.push(besides)
      facts[FACTS * term + FILED] = entry
      facts[FACTS * term + FILED_COUNT] += 1
    }
  }

  /**
   * Files all watches anew, now that it is known which words are rare; those of one term come to lie side by side, in the order in
   * which they are gone through, and what was removed is gone. Linear in what all watches ask for.
   */
  #settle(): void {
    this.#settleAt = 8 * this.#posts
    const code = this.#code.values
    const kept = [...this.#starts].map(([watch, start]) => {
      const form = this.#forms.get(watch)
      const clauses = form ? undefined : this.#readClauses(code, start + HEAD)
      const anchors = form ? this.#anchorsOf(form)?.terms : clauses?.some[0]?.terms
      return { watch, clauses, form, first: anchors?.[0] ?? 0 }
    })
    kept.sort((a, b) => b.first - a.first)
    this.#code = new IntList(Math.max(4096, this.#code.length))
    this.#entries = new IntList(this.#entries.values.length)
    this.#emptyEntries()
    this.#terms.emptyFiles()
    for (const { watch, clauses, form } of kept) {
      if (clauses) this.#addClauses(watch, clauses)
      else if (form) this.#addForm(watch, form)
    }
  }

  #readClauses(code: Int32Array, start: number): Clauses {
    let at = start
    const some = Array.from({ length: code[at++] }, () => {
      const terms = [...code.subarray(at + 1, at + 1 + code[at])]
      at += 1 + terms.length
      return { terms, cost: this.#seen(terms) }
    })
    some.sort((a, b) => a.cost - b.cost)
    return { some, none: [...code.subarray(at + 1, at + 1 + code[at])] }
  }
}

/** Tells a match for each bit. */
function tell(posts: number, from: number, watch: number, found: Found): void {
  for (let bits = posts; bits !== 0; bits &= bits - 1) found(from + 31 - Math.clz32(bits & -bits), watch)
}
