/**
 * The Dutch stemmer of Porter and Snowball (snowballstem.org/algorithms/dutch_porter), which PostgreSQL 15 to 18 call
 * `dutch_stem`. Our own, so that what matches does not change with the version of a database.
 *
 * @param word  in small letters
 * @returns its stem, never longer than the word; linear in its length
 */
export function stemDutch(word: string): string {
  const stem = letters.take(word)
  stem.reduce()
  return stem.toString()
}

/**
 * What a folded Dutch word is compared as: its stem, and the stem of that, until there is nothing left to take off. One turn leaves
 * `fiets` of `fietsen` and `fiet` of `fiets`, and neither would find the other. No Dutch word ends in a z or a v that does in more
 * syllables: `huizen` has the root `huis`.
 */
export function dutchRoot(word: string): string {
  const root = letters.take(word)
  root.reduceAll()
  return root.toString()
}

/**
 * The same on letters that stand at the beginning of a list, as UTF-16 units, in place.
 * @returns how many letters are left
 */
dutchRoot.shorten = (word: Uint16Array, length: number): number => {
  const root = lentLetters.takeIn(word, length)
  root.reduceAll()
  return root.length
}

const code = (letter: string) => letter.charCodeAt(0)
const codes = (text: string) => [...text].map(code)

const [A, D, E, I, K, O, S, T, U, V, Y, Z] = codes('adeikostuvyz') as [
  ...[number, number, number, number, number, number],
  ...[number, number, number, number, number, number],
]
const [C, G, J, M] = codes('cgjm') as [number, number, number, number]
/** An i and a y that are consonants. */
const [CONSONANT_I, CONSONANT_Y] = codes('IY') as [number, number]

const vowels = new Uint8Array(256)
for (const vowel of codes('aeiouyè')) vowels[vowel] = 1

const plainVowels = new Map(
  ['äáa', 'ëée', 'ïíi', 'öóo', 'üúu'].flatMap((three) => {
    const [first = 0, second = 0, plain = 0] = codes(three)
    return [[first, plain] as const, [second, plain] as const]
  }),
)

const [HEDEN, HEID, ENE, EN, SE, LIJK, BAAR, END, ING, BAR, IG] = (
  ['heden', 'heid', 'ene', 'en', 'se', 'lijk', 'baar', 'end', 'ing', 'bar', 'ig'] as const
).map(codes) as [
  ...[number[], number[], number[], number[], number[]],
  ...[number[], number[], number[], number[], number[], number[]],
]
const ONE_S = [S]
const ONE_E = [E]

/** The last letters of endings: most words end in none of them, and are not held against each. */
const endsPlural = new Uint8Array(256)
for (const ending of [HEDEN, ENE, EN, SE, ONE_S]) endsPlural[ending.at(-1) ?? 0] = 1
const endsDerivation = new Uint8Array(256)
for (const ending of [LIJK, BAAR, END, ING, BAR, IG]) endsDerivation[ending.at(-1) ?? 0] = 1

/** No region begins before the third letter. */
const LEAST_BEFORE = 3

/** A word as its letters, which are taken off in place: a string for each step would take most of the time. */
class Letters {
  #word = ''
  #letters: Uint16Array = new Uint16Array(64)
  length = 0
  /** Whether letters became others, and were not only taken off. */
  #isOther = false
  /** Where the first and the second region begin: behind a consonant that follows a vowel, once and once more. */
  #first = 0
  #second = 0
  #lostE = false

  take(word: string): this {
    if (this.#letters.length < word.length) this.#letters = new Uint16Array(2 * word.length)
    this.#word = word
    this.length = word.length
    this.#isOther = false
    for (let at = 0; at < word.length; at++) this.#letters[at] = word.charCodeAt(at)
    return this
  }

  /** Works on letters where they stand. */
  takeIn(word: Uint16Array, length: number): this {
    this.#letters = word
    this.length = length
    return this
  }

  toString(): string {
    if (!this.#isOther) return this.#word.slice(0, this.length)
    let text = ''
    for (let at = 0; at < this.length; at++) text += String.fromCharCode(this.#letters[at])
    return text
  }

  reduce(): void {
    this.#mark()
    const first = this.#behindConsonant(0)
    this.#first = Math.max(first, LEAST_BEFORE)
    this.#second = this.#behindConsonant(first)
    if (endsPlural[this.#last()] === 1) this.#plural()
    this.#dropE()
    if (this.#isAt(HEID, this.#second) && this.#before(HEID) !== C && this.#cut(HEID)) this.#dropEn(EN)
    if (endsDerivation[this.#last()] === 1) this.#derivations()
    this.#shortenVowel()
    this.#unmark()
  }

  /** Until nothing is left to take off. */
  reduceAll(): void {
    for (let isOther = true; isOther; ) {
      const { length } = this
      this.reduce()
      isOther = this.#makeVoiceless() || this.length < length
    }
  }

  #makeVoiceless(): boolean {
    const last = this.#last()
    if (last !== Z && last !== V) return false
    this.#letters[this.length - 1] = last === Z ? S : code('f')
    this.#isOther = true
    return true
  }

  /** Takes accents off, and marks each i and y that is a consonant: at the beginning, or after a vowel. */
  #mark(): void {
    const [letters, { length }] = [this.#letters, this]
    for (let at = 0; at < length; at++) {
      const plain = letters[at] < 0xe0 ? undefined : plainVowels.get(letters[at])
      if (plain === undefined) continue
      letters[at] = plain
      this.#isOther = true
    }
    if (length > 0 && letters[0] === Y) letters[0] = CONSONANT_Y
    for (let at = 1; at < length; at++) {
      if (letters[at] === Y) {
        if (this.#isVowel(at - 1)) letters[at] = CONSONANT_Y
      } else if (letters[at] === I && this.#isVowel(at - 1) && at + 1 < length && this.#isVowel(at + 1))
        letters[at] = CONSONANT_I
    }
  }

  #unmark(): void {
    const letters = this.#letters
    for (let at = 0; at < this.length; at++) {
      if (letters[at] === CONSONANT_I) letters[at] = I
      else if (letters[at] === CONSONANT_Y) letters[at] = Y
    }
  }

  #plural(): void {
    if (this.#endsWith(HEDEN)) {
      if (!this.#isAt(HEDEN, this.#first)) return
      for (let at = 0; at < HEID.length; at++) this.#letters[this.length - HEDEN.length + at] = HEID[at] ?? 0
      this.length -= 1
      this.#isOther = true
    } else if (this.#endsWith(ENE)) this.#dropEn(ENE)
    else if (this.#endsWith(EN)) this.#dropEn(EN)
    else {
      const ending = this.#endsWith(SE) ? SE : ONE_S
      if (this.#isAt(ending, this.#first) && this.#isBehindConsonant(ending) && this.#before(ending) !== J)
        this.#cut(ending)
    }
  }

  #dropEn(ending: number[]): void {
    if (!this.#isAt(ending, this.#first) || !this.#isBehindConsonant(ending)) return
    const at = this.length - ending.length
    const [letters] = [this.#letters]
    if (at >= 3 && letters[at - 1] === M && letters[at - 2] === E && letters[at - 3] === G) return
    if (this.#cut(ending)) this.#undouble()
  }

  #dropE(): void {
    this.#lostE = this.#isAt(ONE_E, this.#first) && this.#isBehindConsonant(ONE_E) && this.#cut(ONE_E)
    if (this.#lostE) this.#undouble()
  }

  #derivations(): void {
    const ending = [LIJK, BAAR, END, ING, BAR, IG].find((one) => this.#endsWith(one))
    if (!ending || !this.#isAt(ending, this.#second)) return
    if (ending === IG) this.#dropIg()
    else if (ending !== BAR || this.#lostE) this.length -= ending.length
    if (ending === LIJK) this.#dropE()
    if ((ending === END || ending === ING) && !this.#dropIg()) this.#undouble()
  }

  #dropIg(): boolean {
    return this.#isAt(IG, this.#second) && this.#before(IG) !== E && this.#cut(IG)
  }

  /** A long vowel before the last consonant is written once, as it is before more syllables. */
  #shortenVowel(): void {
    const [letters, end] = [this.#letters, this.length - 1]
    if (end < 3 || this.#isVowel(end) || letters[end] === CONSONANT_I) return
    const vowel = letters[end - 1]
    if (vowel !== letters[end - 2] || this.#isVowel(end - 3)) return
    if (vowel !== A && vowel !== E && vowel !== O && vowel !== U) return
    letters[end - 1] = letters[end]
    this.length = end
    this.#isOther = true
  }

  #undouble(): void {
    const last = this.#letters[this.length - 1]
    if (this.length < 2 || this.#letters[this.length - 2] !== last) return
    if (last === K || last === D || last === T) this.length -= 1
  }

  /** Takes an ending off, if anything is left. */
  #cut(ending: number[]): boolean {
    if (this.length === ending.length) return false
    this.length -= ending.length
    return true
  }

  #isAt(ending: number[], region: number): boolean {
    return this.length - ending.length >= region && this.#endsWith(ending)
  }

  #endsWith(ending: number[]): boolean {
    const from = this.length - ending.length
    if (from < 0) return false
    for (let at = ending.length - 1; at >= 0; at--) if (this.#letters[from + at] !== ending[at]) return false
    return true
  }

  /** 0 where there is none. */
  #last(): number {
    return this.length === 0 ? 0 : this.#letters[this.length - 1]
  }

  /** The letter before an ending; 0 where there is none. */
  #before(ending: number[]): number {
    const at = this.length - ending.length - 1
    return at < 0 ? 0 : this.#letters[at]
  }

  #isBehindConsonant(ending: number[]): boolean {
    const at = this.length - ending.length - 1
    return at < 0 || !this.#isVowel(at)
  }

  #isVowel(at: number): boolean {
    const letter = this.#letters[at]
    return letter < 256 && vowels[letter] === 1
  }

  /** Behind the first consonant after the first vowel from a place on, or at the end. */
  #behindConsonant(from: number): number {
    let at = from
    while (at < this.length && !this.#isVowel(at)) at += 1
    while (at < this.length && this.#isVowel(at)) at += 1
    return Math.min(at + 1, this.length)
  }
}

/** One is enough: no word is begun before another has ended. */
const letters = new Letters()
/** Has no letters of its own. */
const lentLetters = new Letters()
