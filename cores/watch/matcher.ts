import { BATCH, Batch } from './batch.ts'
import { Files, HIT } from './files.ts'
import { Filing } from './filing.ts'
import { Lexicon } from './lexicon.ts'
import { type PlainForm, plainForm } from './plain-form.ts'
import type { Post, Stemmer } from './plain-match.ts'
import { type Anchors, type Clauses, Programs, WATCH } from './programs.ts'
import type { Query } from './query.ts'
import { FACTS, SEEN, Terms } from './terms.ts'

/** Told of each match: the place of the post in the list that was given, and the watch by its number. */
export type Found = (post: number, watch: number) => void

/** So many posts after the start watches are filed anew by how common words turned out to be, and after eight times as many again. */
const FIRST_SETTLING = 512

/** All watches are gone through where more than one in so many would be looked at. */
const LEAST_SHARE = 3

/** So many entries may stand in chains before all are filed anew; more, where there are many. */
const MOST_LATE = 256

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
  readonly #programs: Programs
  readonly #files: Files
  #batches = 0
  /** Where the program of each watch begins. */
  readonly #starts = new Map<number, number>()
  /** Queries that are more than clauses, to file them anew. */
  readonly #forms = new Map<number, PlainForm>()
  #posts = 0
  #settleAt = FIRST_SETTLING

  constructor(stem: Stemmer) {
    const lexicon = new Lexicon(stem)
    this.#terms = new Terms(lexicon)
    this.#batch = new Batch(this.#terms, lexicon)
    this.#programs = new Programs(this.#terms)
    this.#files = new Files(this.#terms, this.#programs)
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
    this.#programs.remove(start)
    this.#starts.delete(watch)
    this.#forms.delete(watch)
  }

  /** Holds every watch against every post. */
  match(posts: readonly Post[], found: Found): void {
    for (let from = 0; from < posts.length; from += BATCH) {
      if (this.#isUnsettled()) this.#settle()
      const to = Math.min(from + BATCH, posts.length)
      this.#batch.read(posts, from, to)
      this.#lookUp(from, found)
      this.#batch.clear()
      this.#posts += to - from
    }
  }

  #isUnsettled(): boolean {
    if (this.#posts >= this.#settleAt) {
      this.#settleAt = 8 * this.#posts
      return true
    }
    const { late, settled } = this.#files
    return late > MOST_LATE + settled / 4 || 2 * this.#programs.removed > this.#programs.length + 4096
  }

  #lookUp(from: number, found: Found): void {
    this.#batches += 1
    const count = this.#files.count(this.#batch.touched)
    if (count > this.size / LEAST_SHARE) this.#lookAtAll(from, found)
    else this.#lookAtFiled(count, from, found)
  }

  #lookAtFiled(entries: number, from: number, found: Found): void {
    const [programs, files] = [this.#programs, this.#files]
    files.find(this.#batch.touched, entries)
    const { values, length } = files.hits
    for (let at = 0; at < length; at += HIT) {
      const start = values[at]
      const posts = programs.note(start, values[at + 1], this.#batches)
      if (posts !== 0) tell(posts, from, programs.code[start + WATCH], found)
    }
  }

  /** Where most watches would be looked at, it is faster to go through all in the order in which they lie. */
  #lookAtAll(from: number, found: Found): void {
    const [programs, { mask }] = [this.#programs, this.#terms]
    const { code, length } = programs
    for (let start = 0; start < length; start += programs.lengthOf(start)) {
      const posts = programs.compute(code, start, mask)
      if (posts !== 0) tell(posts, from, code[start + WATCH], found)
    }
  }

  /** A query as clauses, where it is no more than that. */
  #clausesOf(form: PlainForm): Clauses | undefined {
    const some: Anchors[] = []
    const none: number[] = []
    for (const part of form.kind === 'all' ? form.of : [form]) {
      if (part.kind === 'all') return undefined
      const atoms = part.kind === 'atom' ? [part] : part.of
      if (part.kind === 'atom' && part.isNegated) {
        none.push(this.#terms.termOf(part.atom))
        continue
      }
      const terms: number[] = []
      let cost = 0
      for (const one of atoms) {
        if (one.kind !== 'atom' || one.isNegated) return undefined
        terms.push(this.#terms.termOf(one.atom))
        cost += this.#terms.guessOf(one.atom)
      }
      some.push({ terms, cost: cost + this.#seen(terms) })
    }
    return some.length === 0 ? undefined : { some, none }
  }

  #seen(terms: readonly number[]): number {
    const { facts } = this.#terms
    let sum = 0
    for (const term of terms) sum += facts[FACTS * term + SEEN]
    return sum
  }

  #addClauses(watch: number, { some, none }: Clauses): void {
    some.sort((a, b) => a.cost - b.cost)
    const start = this.#programs.addClauses(watch, { some, none })
    this.#starts.set(watch, start)
    this.#files.add(start, some[0]?.terms ?? [])
  }

  #addForm(watch: number, form: PlainForm): void {
    const anchors = this.#anchorsOf(form)
    if (!anchors) throw new Error(`Watch ${watch} would match what nothing stands in.`)
    const start = this.#programs.addForm(watch, form)
    this.#starts.set(watch, start)
    this.#forms.set(watch, form)
    this.#files.add(start, anchors.terms)
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

  /**
   * Files all watches anew, now that it is known which words are rare; those of one term come to lie side by side, in the order in
   * which they are gone through, and what was removed is gone. Linear in what all watches ask for.
   */
  #settle(): void {
    const [programs, { facts, size }] = [this.#programs, this.#terms]
    const { code } = programs
    const anchorsOf = (watch: number) => {
      const form = this.#forms.get(watch)
      return (form && this.#anchorsOf(form)?.terms) ?? []
    }
    const filing = new Filing(this.size)
    for (const [watch, start] of this.#starts) {
      if (this.#forms.has(watch)) filing.put(start, anchorsOf(watch))
      else filing.putClauses(code, start, facts)
    }
    const filed = filing.inOrder(size)
    const starts = programs.arrange(filed.starts)
    for (const start of starts) this.#starts.set(programs.code[start + WATCH], start)
    this.#files.settle({ ...filed, starts }, anchorsOf)
  }
}

/** Tells a match for each bit. */
function tell(posts: number, from: number, watch: number, found: Found): void {
  for (let bits = posts; bits !== 0; bits &= bits - 1) found(from + 31 - Math.clz32(bits & -bits), watch)
}
