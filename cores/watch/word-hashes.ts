import { classOf, lettersOf } from '#cores/text'

/** Of each word in `found`: both halves of its hash, and its first byte. */
export const WORD = 3

/** The highest bit of each of four bytes, and the same byte four times. */
const HIGH = 0x80808080
const LOWER = 0x20202020
/** What brings a byte from `a`, from behind `z`, from `0`, from behind `9` to 128. */
const FROM_A = 0x1f1f1f1f
const BEHIND_Z = 0x05050505
const FROM_0 = 0x50505050
const BEHIND_9 = 0x46464646

const random = () => (Math.random() * 2 ** 32) | 0
/** Secret, so that nobody outside can write two words of one hash. */
const SEEDS = [random(), random(), random(), random()] as const
const FACTORS = [random() | 1, random() | 1] as const
const [SEED_FIRST, SEED_SECOND] = SEEDS
const [FIRST_FACTOR, SECOND_FACTOR] = FACTORS

const encoder = new TextEncoder()

/**
 * The words of a text as hashes of 64 bits, without making a string of any. Letters are read as UTF-8, four at once where they are
 * all of ASCII: a word ends at the first byte that is no letter and no digit, which is found by arithmetic on the four together. Words
 * with other letters are read one by one, and folded; folded to ASCII they have the hash of the word that is written so.
 */
export class WordHashes {
  #bytes = new Uint8Array(0)
  #view = new DataView(this.#bytes.buffer)
  #length = 0
  found = new Int32Array(0)
  /** The letters of a word that was read one by one. */
  letters = new Uint16Array(256)
  #count = 0
  /** All bits of its letters together. */
  #united = 0

  /**
   * Reads a text: of each word, `WORD` numbers stand in `found`. Linear in the length of the text.
   * @returns how many words it has
   */
  read(text: string): number {
    this.#encode(text)
    const [view, found, length] = [this.#view, this.found, this.#length]
    let words = 0
    for (let at = 0; at < length; ) {
      const start = at
      let four = view.getInt32(at, true)
      let low = four | LOWER
      let ends = endsOf(four, low)
      if ((four & HIGH) !== 0) {
        at = this.#readSlowly(start)
        if (this.#count > 0) this.#hashLetters(WORD * words++, start)
        continue
      }
      if ((ends & 0x80) !== 0) {
        at += lowestByte(~ends & HIGH)
        continue
      }
      let first: number = SEED_FIRST
      let second: number = SEED_SECOND
      while (ends === 0 && (four & HIGH) === 0) {
        first = Math.imul(first ^ low, FIRST_FACTOR)
        first ^= first >>> 15
        second = Math.imul(second + low, SECOND_FACTOR)
        second ^= second >>> 13
        at += 4
        four = view.getInt32(at, true)
        low = four | LOWER
        ends = endsOf(four, low)
      }
      if ((four & HIGH) !== 0) {
        at = this.#readSlowly(start)
        this.#hashLetters(WORD * words++, start)
        continue
      }
      const rest = lowestByte(ends)
      low &= (1 << (8 * rest)) - 1
      first = Math.imul(first ^ low, FIRST_FACTOR)
      second = Math.imul(second + low, SECOND_FACTOR)
      found[WORD * words] = first ^ (first >>> 15)
      found[WORD * words + 1] = second ^ (second >>> 13)
      found[WORD * words + 2] = start
      words += 1
      // What ended it divides.
      at += rest + 1
    }
    return words
  }

  /**
   * Reads a word of the last text once more, by its first byte: its letters, folded, stand in `letters`.
   * @returns how many they are
   */
  readWord(start: number): number {
    this.#readSlowly(start)
    return this.#count
  }

  #encode(text: string): void {
    const room = 3 * text.length + 8
    if (this.#bytes.length < room) {
      this.#bytes = new Uint8Array(2 * room)
      this.#view = new DataView(this.#bytes.buffer)
    }
    this.#length = encoder.encodeInto(text, this.#bytes).written
    // So that the last word ends, and four can be read from each.
    this.#bytes.fill(0, this.#length, this.#length + 8)
    const most = WORD * ((this.#length >> 1) + 1)
    if (this.found.length < most) this.found = new Int32Array(2 * most)
  }

  /**
   * The letters of the word that begins at a byte, folded, into `#letters`; none where something else stands there.
   * @returns the byte behind it
   */
  #readSlowly(start: number): number {
    this.#count = 0
    this.#united = 0
    const bytes = this.#bytes
    let at = start
    while (at < this.#length) {
      const lead = bytes[at]
      if (lead < 0x80) {
        const letter = classOf(lead)
        if (letter < 4) return this.#count > 0 ? at : at + 1
        this.#addLetter(letter)
        at += 1
        continue
      }
      const width = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
      if (!this.#addPoint(pointAt(bytes, at, width))) return this.#count > 0 ? at : at + width
      at += width
    }
    return at
  }

  /** Adds the letters of a character to the word; false where it divides words. */
  #addPoint(point: number): boolean {
    const letter = point > 0xffff ? 2 : classOf(point)
    if (letter > 3) this.#addLetter(letter)
    if (letter === 0) return false
    if (letter !== 2) return true
    const letters = lettersOf(String.fromCodePoint(point))
    if (letters === undefined) return false
    for (let at = 0; at < letters.length; at++) this.#addLetter(letters.charCodeAt(at))
    return true
  }

  #addLetter(letter: number): void {
    if (this.#count === this.letters.length) {
      const more = new Uint16Array(2 * this.#count)
      more.set(this.letters)
      this.letters = more
    }
    this.letters[this.#count++] = letter
    this.#united |= letter
  }

  /** Of letters of ASCII the hash that `read` gives; else one of twice as many steps, begun from other seeds. */
  #hashLetters(at: number, start: number): void {
    const [letters, count] = [this.letters, this.#count]
    const isPlain = this.#united < 0x80
    const bits = isPlain ? 8 : 16
    const each = isPlain ? 4 : 2
    let first: number = isPlain ? SEED_FIRST : SEEDS[2]
    let second: number = isPlain ? SEED_SECOND : SEEDS[3]
    for (let from = 0; from <= count; from += each) {
      let group = 0
      for (let next = Math.min(from + each, count) - 1; next >= from; next--)
        group = (group << bits) | letters[next]
      first = Math.imul(first ^ group, FIRST_FACTOR)
      first ^= first >>> 15
      second = Math.imul(second + group, SECOND_FACTOR)
      second ^= second >>> 13
    }
    this.found[at] = first
    this.found[at + 1] = second
    this.found[at + 2] = start
  }
}

/** Of four bytes of ASCII, the highest bit of each that is no letter and no digit. */
function endsOf(four: number, low: number): number {
  const letters = (low + FROM_A) & ~(low + BEHIND_Z)
  const digits = (four + FROM_0) & ~(four + BEHIND_9)
  return ~(letters | digits) & HIGH
}

/** Which byte the lowest bit is in that is set: 0 to 3, and 4 where none is. */
function lowestByte(bits: number): number {
  return bits === 0 ? 4 : (31 - Math.clz32(bits & -bits)) >> 3
}

function pointAt(bytes: Uint8Array, at: number, width: number): number {
  const second = bytes[at + 1] & 0x3f
  if (width === 2) return ((bytes[at] & 0x1f) << 6) | second
  const third = bytes[at + 2] & 0x3f
  if (width === 3) return ((bytes[at] & 0x0f) << 12) | (second << 6) | third
  return ((bytes[at] & 0x07) << 18) | (second << 12) | (third << 6) | (bytes[at + 3] & 0x3f)
}
