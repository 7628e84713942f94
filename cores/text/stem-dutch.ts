/**
 * The Dutch stemmer of Porter and Snowball (snowballstem.org/algorithms/dutch_porter), which PostgreSQL 15 to 18 call
 * `dutch_stem`. Our own, so that what matches does not change with the version of a database.
 *
 * @param word  in small letters
 * @returns its stem, never longer than the word; linear in its length
 */
export function stemDutch(word: string): string {
  const text = prelude(word)
  const stem = new DutchStem(text)
  stem.reduce()
  return stem.text.replace(/[YI]/g, (letter) => letter.toLowerCase())
}

const plainVowels: Record<string, string> = {
  ä: 'a',
  á: 'a',
  ë: 'e',
  é: 'e',
  ï: 'i',
  í: 'i',
  ö: 'o',
  ó: 'o',
  ü: 'u',
  ú: 'u',
}

/** Without accents, and with a capital for each i and y that is a consonant: at the beginning, or after a vowel. */
function prelude(word: string): string {
  const plain = word.replace(/[äáëéïíöóüú]/g, (letter) => plainVowels[letter] ?? letter)
  if (!/^y|[aeiouyè](?:i[aeiouyè]|y)/.test(plain)) return plain
  let text = plain.startsWith('y') ? 'Y' : plain.slice(0, 1)
  for (let at = 1; at < plain.length; at++) {
    const letter = plain[at] ?? ''
    const isConsonant = letter === 'y' || (letter === 'i' && isVowel(plain[at + 1]))
    text += isConsonant && isVowel(text[at - 1]) ? letter.toUpperCase() : letter
  }
  return text
}

const isVowel = (letter: string | undefined) => letter !== undefined && 'aeiouyè'.includes(letter)

/** No region begins before the third letter. */
const LEAST_BEFORE = 3

class DutchStem {
  text: string
  /** Where the first and the second region begin: behind a consonant that follows a vowel, once and once more. */
  readonly #first: number
  readonly #second: number
  #lostE = false

  constructor(text: string) {
    this.text = text
    const first = behindConsonant(text, 0)
    this.#first = Math.max(first, LEAST_BEFORE)
    this.#second = behindConsonant(text, first)
  }

  reduce(): void {
    this.#plural()
    this.#dropE()
    if (this.#drop('heid', this.#second, (before) => !before.endsWith('c'))) this.#dropEn('en')
    this.#derivations()
    this.#shortenVowel()
  }

  #plural(): void {
    const ending = this.#longest('heden', 'ene', 'en', 'se', 's')
    if (ending === 'heden') {
      if (this.#isIn(ending, this.#first)) this.text = `${this.text.slice(0, -5)}heid`
    } else if (ending === 's' || ending === 'se')
      this.#drop(ending, this.#first, (before) => !isVowel(before.at(-1)) && !before.endsWith('j'))
    else if (ending) this.#dropEn(ending)
  }

  #dropEn(ending: string): void {
    const isDropped = this.#drop(
      ending,
      this.#first,
      (before) => !isVowel(before.at(-1)) && !before.endsWith('gem'),
    )
    if (isDropped) this.#undouble()
  }

  #dropE(): void {
    this.#lostE = this.#drop('e', this.#first, (before) => !isVowel(before.at(-1)))
    if (this.#lostE) this.#undouble()
  }

  #derivations(): void {
    const ending = this.#longest('lijk', 'baar', 'end', 'ing', 'bar', 'ig')
    if (!ending || !this.#isIn(ending, this.#second)) return
    if (ending === 'ig') this.#drop('ig', this.#second, (before) => !before.endsWith('e'))
    else if (ending !== 'bar' || this.#lostE) this.text = this.text.slice(0, -ending.length)
    if (ending === 'lijk') this.#dropE()
    if (ending === 'end' || ending === 'ing') {
      if (!this.#drop('ig', this.#second, (before) => !before.endsWith('e'))) this.#undouble()
    }
  }

  /** A long vowel before the last consonant is written once, as it is before more syllables. */
  #shortenVowel(): void {
    if (/[^aeiouyè](?:aa|ee|oo|uu)[^aeiouyèI]$/.test(this.text))
      this.text = this.text.slice(0, -2) + this.text.slice(-1)
  }

  #undouble(): void {
    if (/(?:kk|dd|tt)$/.test(this.text)) this.text = this.text.slice(0, -1)
  }

  #longest(...endings: string[]): string | undefined {
    return endings.find((ending) => this.text.endsWith(ending))
  }

  #isIn(ending: string, region: number): boolean {
    return this.text.length - ending.length >= region
  }

  #drop(ending: string, region: number, may: (before: string) => boolean): boolean {
    if (!this.text.endsWith(ending) || !this.#isIn(ending, region)) return false
    const before = this.text.slice(0, -ending.length)
    if (!may(before) || before === '') return false
    this.text = before
    return true
  }
}

/** Behind the first consonant after the first vowel from a place on, or at the end. */
function behindConsonant(text: string, from: number): number {
  let at = from
  while (at < text.length && !isVowel(text[at])) at += 1
  while (at < text.length && isVowel(text[at])) at += 1
  return Math.min(at + 1, text.length)
}
