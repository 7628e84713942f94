import { IntList } from './growing.ts'
import { COUNT, FACTS, FROM, LATE, type Terms } from './terms.ts'

/** Of each entry: where its program begins, and a term that has to be there too. */
const ENTRY = 2
/** The same of one that came late, and the late entry before it under the same term. */
const LATE_ENTRY = 3

/** What is filed under which terms: the entries of a term side by side, and those that came since in a chain. */
export class Files {
  readonly #terms: Terms
  #entries = new Int32Array(ENTRY)
  #late = new IntList()
  /** Where the programs begin that have to be looked at. */
  chosen = new Int32Array(1024)

  constructor(terms: Terms) {
    this.#terms = terms
    this.#emptyLate()
  }

  /** How many entries stand in chains, each a place in memory of its own. */
  get late(): number {
    return this.#late.length / LATE_ENTRY - 1
  }

  get settled(): number {
    return this.#entries.length / ENTRY
  }

  /** Files a program under some terms; `besides` is a term without which it cannot match. */
  add(start: number, terms: readonly number[], besides: number): void {
    const { facts } = this.#terms
    for (const term of terms) {
      const entry = this.#late.length / LATE_ENTRY
      this.#late.push(start)
      this.#late.push(besides)
      this.#late.push(facts[FACTS * term + LATE])
      facts[FACTS * term + LATE] = entry
    }
  }

  /**
   * Files all anew.
   * @param anchors  for each program, one after the other, how many terms it is filed under, and these
   */
  settle(starts: Int32Array, anchors: Int32Array, besides: Int32Array): void {
    const { facts, size } = this.#terms
    for (let term = 0; term < size; term++)
      facts[FACTS * term + COUNT] = facts[FACTS * term + FROM] = facts[FACTS * term + LATE] = 0
    let entries = 0
    for (let at = 0; at < anchors.length; at += 1 + anchors[at]) {
      entries += anchors[at]
      for (let next = at + 1; next <= at + anchors[at]; next++) facts[FACTS * anchors[next] + COUNT] += 1
    }
    let from = 0
    for (let term = 0; term < size; term++) {
      facts[FACTS * term + FROM] = from
      from += facts[FACTS * term + COUNT]
      facts[FACTS * term + COUNT] = 0
    }
    this.#entries = new Int32Array(ENTRY * entries)
    for (let at = 0, program = 0; at < anchors.length; at += 1 + anchors[at], program++)
      for (let next = at + 1; next <= at + anchors[at]; next++) {
        const fact = FACTS * anchors[next]
        const entry = facts[fact + FROM] + facts[fact + COUNT]
        facts[fact + COUNT] += 1
        this.#entries[ENTRY * entry] = starts[program]
        this.#entries[ENTRY * entry + 1] = besides[program]
      }
    this.#emptyLate()
  }

  /** How many entries are filed under some terms, without those that came late. */
  count({ values, length }: IntList): number {
    const { facts } = this.#terms
    let count = 0
    for (let at = 0; at < length; at++) count += facts[FACTS * values[at] + COUNT]
    return count
  }

  /**
   * Chooses the programs that are filed under terms that are there, where the other term is there too, into `chosen`; one may be chosen
   * more than once.
   * @param most  as `count` tells it
   * @returns how many
   */
  choose({ values, length }: IntList, most: number): number {
    this.#makeRoom(most)
    const [chosen, entries] = [this.chosen, this.#entries]
    const { facts, mask } = this.#terms
    let count = 0
    for (let at = 0; at < length; at++) {
      const fact = FACTS * values[at]
      const posts = mask[values[at]]
      const end = facts[fact + FROM] + facts[fact + COUNT]
      for (let entry = facts[fact + FROM]; entry < end; entry++) {
        chosen[count] = entries[ENTRY * entry]
        count += (mask[entries[ENTRY * entry + 1]] & posts) === 0 ? 0 : 1
      }
    }
    return this.late === 0 ? count : this.#chooseLate({ values, length } as IntList, count)
  }

  #chooseLate({ values, length }: IntList, before: number): number {
    const [chosen, late] = [this.chosen, this.#late.values]
    const { facts, mask } = this.#terms
    let count = before
    for (let at = 0; at < length; at++) {
      const posts = mask[values[at]]
      let entry = facts[FACTS * values[at] + LATE]
      for (; entry !== 0; entry = late[LATE_ENTRY * entry + 2])
        if ((mask[late[LATE_ENTRY * entry + 1]] & posts) !== 0) chosen[count++] = late[LATE_ENTRY * entry]
    }
    return count
  }

  #makeRoom(most: number): void {
    const room = most + this.late + 1
    if (this.chosen.length < room) this.chosen = new Int32Array(2 * room)
  }

  /** The first entry is none. */
  #emptyLate(): void {
    this.#late = new IntList()
    for (let at = 0; at < LATE_ENTRY; at++) this.#late.push(0)
  }
}
