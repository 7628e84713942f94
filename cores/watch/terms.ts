import { doubled, IntList, PairMap } from './growing.ts'
import { HashIndex, hashOf } from './hash-index.ts'
import type { Lexicon } from './lexicon.ts'
import type { Atom } from './plain-form.ts'
import { spell } from './plain-match.ts'
import type { Phrase, Placed, Word, Zone } from './query.ts'

/** Of each term in `facts`: where its entries begin and how many they are, the last that came late, and in how many posts it was seen. */
export const FACTS = 4
export const FROM = 0
export const COUNT = 1
export const LATE = 2
export const SEEN = 3

/** The term that is in every post. */
export const ANYTHING = 0

export const STARTS_PHRASE = 1
/** Its places are wanted, because something has to stand near it. */
export const HAS_PLACES = 2
/** One of the two sides of a NEAR. */
export const IS_NEAR = 4
/** Somebody asks for it in one zone alone. */
export const HAS_ZONE = 8
/** It stands in a phrase, but not first. */
export const GOES_ON = 16

/** A NEAR as a term: where one of each side stands close enough, it is there. */
export type Near = { term: number; distance: number; left: readonly number[]; right: readonly number[] }

const zoneNames: readonly Zone[] = ['title', 'text']

/**
 * All that watches look for, as numbers from 1 on: words by their stems, parts of words, phrases, what is near, properties. Each has a
 * mask of 32 bits: in which posts of a batch it is. A term that is asked for in one zone alone is another term.
 */
export class Terms {
  readonly #lexicon: Lexicon
  readonly #byKey = new Map<string, number>()
  /** Of words as they were asked for, so that none is stemmed twice. */
  readonly #ofWord = new HashIndex()
  #length = 1
  mask = new Int32Array(1024)
  facts = new Int32Array(FACTS * 1024)
  /** Of each term what it is for besides itself. */
  flags = new Uint8Array(1024)
  /** The same term in the title alone, and in the text alone; 0 where nobody asks. */
  readonly ofZone: [Int32Array, Int32Array] = [new Int32Array(1024), new Int32Array(1024)]
  /** Phrases as paths: from a node and a term to the next node; the first node is 0. */
  readonly paths = new PairMap()
  /** Of each node: the phrase that ends there or 0, and how many words it has. */
  readonly phraseAt = new IntList()
  readonly nodeDepth = new IntList()
  readonly nears: Near[] = []
  readonly nearsOf = new Map<number, Near[]>()
  hasProperties = false

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
    this.mask[ANYTHING] = -1
    this.phraseAt.push(0)
    this.nodeDepth.push(0)
  }

  get size(): number {
    return this.#length
  }

  /** The term of `host:…` and the like; 0 where nobody asks for it. */
  find(key: string): number {
    return this.#byKey.get(key) ?? 0
  }

  /** The term that an atom is, made where there is none. */
  termOf(atom: Atom): number {
    if (atom.kind === 'property') {
      this.hasProperties = true
      return this.#make(`${atom.name}:${atom.value}`).term
    }
    if (atom.kind !== 'near') return this.#zoned(this.#placed(atom), atom.zone)
    const sides = [atom.left, atom.right].map((side) =>
      side.map((placed) => this.#zoned(this.#placed(placed), atom.zone)).sort((a, b) => a - b),
    )
    const [left = [], right = []] = sides
    const { term, isNew } = this.#make(`near/${atom.distance} ${left} ${right}`)
    if (isNew) this.#addNear({ term, distance: atom.distance, left, right })
    return term
  }

  /** How common something is thought to be before it was seen: short words are. */
  guessOf(atom: Atom): number {
    switch (atom.kind) {
      case 'property':
        return 8
      case 'near':
        return Math.min(guessOfAll(atom.left), guessOfAll(atom.right)) / 2
      default:
        return guessOfPlaced(atom)
    }
  }

  #addNear(near: Near): void {
    this.nears.push(near)
    for (const side of [...near.left, ...near.right]) {
      this.flags[side] |= HAS_PLACES | IS_NEAR
      const known = this.nearsOf.get(side)
      if (known) known.push(near)
      else this.nearsOf.set(side, [near])
    }
  }

  #zoned(term: number, zone: Zone | undefined): number {
    if (!zone) return term
    const column = this.ofZone[zoneNames.indexOf(zone)] as Int32Array
    if (column[term] !== 0) return column[term]
    const made = this.#make(`${zone}: ${term}`).term
    // Making it may have made new columns.
    ;(this.ofZone[zoneNames.indexOf(zone)] as Int32Array)[term] = made
    this.flags[term] |= HAS_ZONE
    return made
  }

  #placed(placed: Placed): number {
    return placed.kind === 'word' ? this.#word(placed) : this.#phrase(placed)
  }

  #word({ word, open }: Word): number {
    if (open === 'no') return this.#wholeWord(word)
    const { term, isNew } = this.#make(spell({ kind: 'word', word, open }))
    if (isNew) this.#lexicon.namePart(open, word, term)
    return term
  }

  #wholeWord(word: string): number {
    const hash = hashOf(word)
    const known = this.#ofWord.find(hash)
    if (known !== 0) return known
    const stem = this.#lexicon.stemOf(word)
    const term = this.#lexicon.termOfStem(stem) || this.#new()
    this.#lexicon.nameStem(stem, term)
    this.#ofWord.set(hash, term)
    return term
  }

  #phrase({ words }: Phrase): number {
    let node = 0
    for (const [at, word] of words.entries()) {
      const term = this.#word(word)
      this.flags[term] |= at === 0 ? STARTS_PHRASE : GOES_ON
      let next = this.paths.get(node, term)
      if (next === 0) {
        next = this.phraseAt.length
        this.phraseAt.push(0)
        this.nodeDepth.push(at + 1)
        this.paths.set(node, term, next)
      }
      node = next
    }
    if (this.phraseAt.values[node] === 0) this.phraseAt.values[node] = this.#new()
    return this.phraseAt.values[node]
  }

  #make(key: string): { term: number; isNew: boolean } {
    const known = this.#byKey.get(key)
    if (known !== undefined) return { term: known, isNew: false }
    const term = this.#new()
    this.#byKey.set(key, term)
    return { term, isNew: true }
  }

  #new(): number {
    const term = this.#length++
    if (term === this.mask.length) {
      this.mask = doubled(this.mask)
      this.facts = doubled(this.facts)
      const flags = new Uint8Array(2 * this.flags.length)
      flags.set(this.flags)
      this.flags = flags
      this.ofZone[0] = doubled(this.ofZone[0])
      this.ofZone[1] = doubled(this.ofZone[1])
    }
    return term
  }
}

function guessOfAll(side: readonly Placed[]): number {
  return side.reduce((sum, placed) => sum + guessOfPlaced(placed), 0)
}

function guessOfPlaced(placed: Placed): number {
  if (placed.kind === 'phrase') return Math.min(...placed.words.map(guessOfPlaced)) / 4
  return (placed.open === 'no' ? 20 : 60) / placed.word.length ** 2
}
