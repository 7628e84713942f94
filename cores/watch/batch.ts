import { doubled, IntList } from './growing.ts'
import { HAS_MORE, IS_TERM, type Lexicon, PLACE, startOf, TAG, WORD_SHIFT } from './lexicon.ts'
import type { Post } from './plain-match.ts'
import {
  FACTS,
  GOES_ON,
  HAS_PLACES,
  HAS_ZONE,
  IS_NEAR,
  type Near,
  SEEN,
  STARTS_PHRASE,
  type Terms,
} from './terms.ts'
import { WORD, WordHashes } from './word-hashes.ts'

/** As many posts as a mask has bits. */
export const BATCH = 32

/** Where words of the text are counted from, far behind those of the title. */
const TEXT_FROM = 1 << 30

/** Of a word that is a term in `#met`: its number, and its place. */
const MET = 2

/** Reads posts into the masks of the terms, 32 at once. */
export class Batch {
  readonly #terms: Terms
  readonly #lexicon: Lexicon
  /** Terms that are in some post of this batch. */
  readonly touched = new IntList()
  #bit = 0
  readonly #words = new WordHashes()
  #packed = new Int32Array(1024)
  #met = new Int32Array(MET * 1024)
  #zone: 0 | 1 = 0
  #place = 0
  /** Nodes of phrases that have begun and may go on. */
  #begun = new IntList(16)
  #goOn = new IntList(16)
  #places = new Places()
  #nearsToFind = new Set<Near>()

  constructor(terms: Terms, lexicon: Lexicon) {
    this.#terms = terms
    this.#lexicon = lexicon
  }

  /** Sets in the masks which terms are in which of these posts, at most 32; `touched` tells them. */
  read(posts: readonly Post[], from: number, to: number): void {
    this.#lexicon.prepare()
    this.#places.clear(this.#terms.size)
    this.#nearsToFind.clear()
    for (let at = from; at < to; at++) {
      const post = posts[at] as Post
      this.#bit = 1 << (at - from)
      this.#scan(post.title, 0)
      this.#scan(post.text, 1)
      if (this.#terms.hasProperties) this.#readProperties(post)
    }
    this.#findNears()
  }

  /** Empties the masks again, and counts what was seen. */
  clear(): void {
    const { mask, facts } = this.#terms
    const { values, length } = this.touched
    for (let at = 0; at < length; at++) {
      const term = values[at]
      facts[FACTS * term + SEEN] += countBits(mask[term])
      mask[term] = 0
    }
    this.touched.length = 0
  }

  #set(term: number, posts: number): void {
    const { mask } = this.#terms
    if (mask[term] === 0) this.touched.push(term)
    mask[term] |= posts
  }

  /**
   * The words of a text. Each step goes through all of them and asks one thing, so that the processor fetches what it needs of the next
   * words while it waits for that of the first.
   */
  #scan(text: string, zone: 0 | 1): void {
    this.#zone = zone
    this.#begun.length = 0
    if (text === '') return
    const words = this.#words.read(text)
    while (this.#packed.length <= words) {
      this.#packed = doubled(this.#packed)
      this.#met = doubled(this.#met)
    }
    this.#lookUp(words)
    this.#meetTerms(this.#keepTerms(words), zone === 0 ? 0 : TEXT_FROM)
  }

  /** What each word is, in `#packed`; words that were not met before are learned. */
  #lookUp(words: number): void {
    const [hashes, packed, lexicon] = [this.#words.found, this.#packed, this.#lexicon]
    let { places, placeMask } = lexicon
    let elsewhere = 0
    const met = this.#met
    for (let at = 0; at < words; at++) {
      const hash = hashes[WORD * at]
      const place = PLACE * startOf(hash, placeMask)
      const found = places[place + 1]
      packed[at] = found
      met[elsewhere] = at
      elsewhere += places[place] === hashes[WORD * at + 1] && ((found ^ hash) & TAG) === 0 ? 0 : 1
    }
    for (let one = 0; one < elsewhere; one++) {
      const at = met[one]
      const hash = hashes[WORD * at]
      const second = hashes[WORD * at + 1]
      let place = startOf(hash, placeMask)
      let found = places[PLACE * place + 1]
      while (found !== 0 && (places[PLACE * place] !== second || ((found ^ hash) & TAG) !== 0)) {
        place = (place + 1) & placeMask
        found = places[PLACE * place + 1]
      }
      if (found === 0) {
        const length = this.#words.readWord(hashes[WORD * at + 2])
        found = lexicon.learn(place, [hash, second], this.#words.letters, length)
        places = lexicon.places
        placeMask = lexicon.placeMask
      }
      packed[at] = found
    }
  }

  /** Brings the words that are terms to the front of `#met`; tells how many they are. */
  #keepTerms(words: number): number {
    const [packed, met] = [this.#packed, this.#met]
    let terms = 0
    for (let at = 0; at < words; at++) {
      const found = packed[at]
      met[MET * terms] = found >>> WORD_SHIFT
      met[MET * terms + 1] = at
      terms += (found & IS_TERM) === 0 ? 0 : 1
    }
    return terms
  }

  #meetTerms(terms: number, from: number): void {
    const [met, touched, bit] = [this.#met, this.touched, this.#bit]
    const { termOf } = this.#lexicon
    const { flags, mask } = this.#terms
    touched.makeRoom(terms)
    let next = 0
    for (let at = 0; at < terms; at++) {
      const term = termOf[met[MET * at]]
      const own = term & ~HAS_MORE
      // Without asking whether it is the first time: of most terms nobody could guess that.
      touched.values[touched.length] = own
      touched.length += mask[own] === 0 ? 1 : 0
      mask[own] |= bit
      if (this.#begun.length > 0 && met[MET * at + 1] !== next) this.#begun.length = 0
      if (term === own && this.#begun.length === 0) {
        const flag = flags[own] & ~GOES_ON
        if (flag === 0) continue
        // Most words with which a phrase begins stand before another than its second.
        if (flag === STARTS_PHRASE && !this.#mayGoOn(at, terms)) continue
      }
      this.#place = from + met[MET * at + 1]
      this.#follow(met[MET * at], own, term !== own)
      next = met[MET * at + 1] + 1
      touched.makeRoom(terms - at)
    }
  }

  /** Whether a term stands right behind this one that some phrase goes on with. */
  #mayGoOn(at: number, terms: number): boolean {
    const [met, next] = [this.#met, at + 1]
    if (next === terms || met[MET * next + 1] !== met[MET * at + 1] + 1) return false
    const term = this.#lexicon.termOf[met[MET * next]]
    return (term & HAS_MORE) !== 0 || (this.#terms.flags[term] & GOES_ON) !== 0
  }

  /** Phrases that begin or go on with a word, and what is wanted of it besides that it is there. */
  #follow(word: number, own: number, hasMore: boolean): void {
    this.#goOn.length = 0
    if (own !== 0) this.#note(own)
    if (own !== 0) this.#extend(own)
    if (hasMore)
      for (const term of this.#lexicon.more[word] ?? []) {
        this.#set(term, this.#bit)
        this.#note(term)
        this.#extend(term)
      }
    const before = this.#begun
    this.#begun = this.#goOn
    this.#goOn = before
  }

  #extend(term: number): void {
    const { paths, flags } = this.#terms
    for (let at = 0; at < this.#begun.length; at++) this.#stepTo(paths.get(this.#begun.values[at], term))
    if ((flags[term] & STARTS_PHRASE) !== 0) this.#stepTo(paths.get(0, term))
  }

  #stepTo(node: number): void {
    if (node === 0) return
    this.#goOn.push(node)
    const { phraseAt, nodeDepth } = this.#terms
    const phrase = phraseAt.values[node]
    if (phrase === 0) return
    const before = nodeDepth.values[node] - 1
    this.#set(phrase, this.#bit)
    this.#note(phrase, before)
  }

  /** Keeps in which part of the post a term is, if somebody asks, and where it stands, if something has to stand near it. */
  #note(term: number, before = 0): void {
    const { flags, ofZone } = this.#terms
    if ((flags[term] & HAS_PLACES) !== 0) this.#places.add(term, this.#bit, this.#place - before, this.#place)
    if ((flags[term] & HAS_ZONE) === 0) return
    const zoned = ofZone[this.#zone][term]
    if (zoned === 0) return
    this.#set(zoned, this.#bit)
    if ((flags[zoned] & HAS_PLACES) !== 0)
      this.#places.add(zoned, this.#bit, this.#place - before, this.#place)
  }

  #readProperties({ host, language, source }: Post): void {
    for (let own = host?.toLowerCase() ?? ''; own !== ''; own = own.slice(own.indexOf('.') + 1)) {
      this.#setFound(`host:${own}`)
      if (!own.includes('.')) break
    }
    if (language) this.#setFound(`lang:${language.toLowerCase()}`)
    if (source) this.#setFound(`source:${source.toLowerCase()}`)
  }

  #setFound(key: string): void {
    const term = this.#terms.find(key)
    if (term !== 0) this.#set(term, this.#bit)
  }

  #findNears(): void {
    if (this.#terms.nears.length === 0) return
    const { flags, nearsOf, mask } = this.#terms
    const { length } = this.touched
    for (let at = 0; at < length; at++) {
      const term = this.touched.values[at]
      if ((flags[term] & IS_NEAR) === 0) continue
      for (const near of nearsOf.get(term) ?? []) this.#nearsToFind.add(near)
    }
    for (const near of this.#nearsToFind) {
      let [left, right] = [0, 0]
      for (const term of near.left) left |= mask[term]
      for (const term of near.right) right |= mask[term]
      const found = this.#places.findNear(near, left & right)
      if (found !== 0) this.#set(near.term, found)
    }
  }
}

/** Where terms stand in the posts of a batch. */
class Places {
  /** Of each term the place that was added last, from 1 on. */
  #last = new Int32Array(1024)
  readonly #used = new IntList()
  #length = 1
  /** The place before it of the same term; its post; its first and last word. */
  #rows = new Int32Array(4 * 1024)

  clear(terms: number): void {
    for (let at = 0; at < this.#used.length; at++) this.#last[this.#used.values[at]] = 0
    this.#used.length = 0
    this.#length = 1
    while (this.#last.length < terms) this.#last = doubled(this.#last)
  }

  add(term: number, post: number, first: number, last: number): void {
    const row = this.#length++
    if (4 * this.#length > this.#rows.length) this.#rows = doubled(this.#rows)
    if (this.#last[term] === 0) this.#used.push(term)
    this.#rows[4 * row] = this.#last[term]
    this.#rows[4 * row + 1] = post
    this.#rows[4 * row + 2] = first
    this.#rows[4 * row + 3] = last
    this.#last[term] = row
  }

  /** In which of some posts one of the left stands close to one of the right. */
  findNear({ left, right, distance }: Near, posts: number): number {
    let found = 0
    for (let bits = posts; bits !== 0; bits &= bits - 1) {
      const post = bits & -bits
      const [lefts, rights] = [this.#ofPost(left, post), this.#ofPost(right, post)]
      if (hasNear(lefts, rights, distance) || hasNear(rights, lefts, distance)) found |= post
    }
    return found
  }

  /** First and last word of each, in the order of the first words. */
  #ofPost(terms: readonly number[], post: number): [number, number][] {
    const places: [number, number][] = []
    for (const term of terms)
      for (let row = this.#last[term]; row !== 0; row = this.#rows[4 * row])
        if (this.#rows[4 * row + 1] === post) places.push([this.#rows[4 * row + 2], this.#rows[4 * row + 3]])
    return places.sort((a, b) => a[0] - b[0])
  }
}

/** Whether one of `before` ends at most so many words before one of `after` begins: for each the next that begins is the nearest. */
function hasNear(
  before: readonly [number, number][],
  after: readonly [number, number][],
  distance: number,
): boolean {
  for (const [, last] of before) {
    let [low, high] = [0, after.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((after[middle] as [number, number])[0] > last) high = middle
      else low = middle + 1
    }
    const next = after[low]
    if (next && next[0] - last <= distance) return true
  }
  return false
}

export function countBits(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
