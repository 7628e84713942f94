/**
 * The English stemmer of Porter and Snowball ("Porter 2", snowballstem.org/algorithms/english), as PostgreSQL 15 to 18 call
 * `english_stem`. Our own, so that what matches does not change with the version of a database.
 *
 * @param word  in small letters
 * @returns its stem, never longer than the word; linear in its length
 */
export function stemEnglish(word: string): string {
  const known = exceptions.get(word)
  if (known !== undefined) return known
  if (word.length < 3) return word
  const stem = new EnglishStem(prelude(word))
  stem.reduce()
  return stem.text.replaceAll('Y', 'y')
}

const exceptions = new Map(
  Object.entries({
    ...{ skis: 'ski', skies: 'sky', dying: 'die', lying: 'lie', tying: 'tie', idly: 'idl', gently: 'gentl' },
    ...{
      ugly: 'ugli',
      early: 'earli',
      only: 'onli',
      singly: 'singl',
      sky: 'sky',
      news: 'news',
      howe: 'howe',
    },
    ...{ atlas: 'atlas', cosmos: 'cosmos', bias: 'bias', andes: 'andes' },
  }),
)

/** Words that only seem to have an ending, once they are singular. */
const whole = new Set([
  ...['inning', 'outing', 'canning', 'herring', 'earring'],
  ...['proceed', 'exceed', 'succeed'],
])

/** Without an apostrophe before it, and with a capital for each y that is a consonant. */
function prelude(word: string): string {
  let text = ''
  for (const letter of word.replace(/^'/, ''))
    text += letter === 'y' && (text === '' || isVowel(text.at(-1))) ? 'Y' : letter
  return text
}

const isVowel = (letter: string | undefined) => letter !== undefined && 'aeiouy'.includes(letter)
const HAS_VOWEL = /[aeiouy]/

/** Endings and what they become, where they stand in the first region; the longest that fits is the one. */
const secondStep: readonly [string, string][] = [
  ['ational', 'ate'],
  ['fulness', 'ful'],
  ['iveness', 'ive'],
  ['ization', 'ize'],
  ['ousness', 'ous'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['tional', 'tion'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ation', 'ate'],
  ['entli', 'ent'],
  ['fulli', 'ful'],
  ['iviti', 'ive'],
  ['ousli', 'ous'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['anci', 'ance'],
  ['ator', 'ate'],
  ['enci', 'ence'],
  ['izer', 'ize'],
  ['bli', 'ble'],
  ['ogi', 'og'],
  ['li', ''],
]
const thirdStep: readonly [string, string][] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['ative', ''],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
]
const fourthStep = /(?:ement|able|ance|ence|ible|ment|ant|ate|ent|ion|ism|iti|ive|ize|ous|al|er|ic)$/

class EnglishStem {
  text: string
  /** Where the first and the second region begin: behind a consonant that follows a vowel, once and once more. */
  readonly #first: number
  readonly #second: number

  constructor(text: string) {
    this.text = text
    const known = /^(?:gener|commun|arsen)/.exec(text)
    this.#first = known ? known[0].length : behindConsonant(text, 0)
    this.#second = behindConsonant(text, this.#first)
  }

  reduce(): void {
    this.#plural()
    if (whole.has(this.text)) return
    this.#past()
    this.text = this.text.replace(/(?<=.[^aeiouy])[yY]$/, 'i')
    this.#replace(secondStep)
    this.#replace(thirdStep)
    this.#dropSuffix()
    this.#dropLast()
  }

  #plural(): void {
    this.text = this.text.replace(/'(?:s'?)?$/, '')
    if (this.text.endsWith('sses')) this.text = this.text.slice(0, -2)
    else if (/ie[ds]$/.test(this.text)) this.text = this.text.slice(0, this.text.length > 4 ? -2 : -1)
    else if (/[^us]s$/.test(this.text) && HAS_VOWEL.test(this.text.slice(0, -2)))
      this.text = this.text.slice(0, -1)
  }

  #past(): void {
    const eed = /eed(?:ly)?$/.exec(this.text)
    if (eed) {
      if (eed.index >= this.#first) this.text = this.text.slice(0, eed.index + 2)
      return
    }
    const ending = /(?:ingly|edly|ing|ed)$/.exec(this.text)
    if (!ending || !HAS_VOWEL.test(this.text.slice(0, ending.index))) return
    this.text = this.text.slice(0, ending.index)
    if (/(?:at|bl|iz)$/.test(this.text)) this.text += 'e'
    else if (/(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/.test(this.text)) this.#undouble()
    else if (this.text.length === this.#first && isShort(this.text)) this.text += 'e'
  }

  /** `hopped` was `hop`; `added` is `add`. */
  #undouble(): void {
    if (!/^[aeo]..$/.test(this.text)) this.text = this.text.slice(0, -1)
  }

  #replace(endings: readonly [string, string][]): void {
    const found = endings.find(([ending]) => this.text.endsWith(ending))
    if (!found) return
    const [ending, next] = found
    const before = this.text.slice(0, -ending.length)
    if (before.length < this.#first) return
    if (ending === 'ogi' && !before.endsWith('l')) return
    if (ending === 'li' && !/[cdeghkmnrt]$/.test(before)) return
    if (ending === 'ative' && before.length < this.#second) return
    this.text = before + next
  }

  #dropSuffix(): void {
    const ending = fourthStep.exec(this.text)
    if (!ending || ending.index < this.#second) return
    if (ending[0] === 'ion' && !/[st]$/.test(this.text.slice(0, ending.index))) return
    this.text = this.text.slice(0, ending.index)
  }

  #dropLast(): void {
    const at = this.text.length - 1
    const before = this.text.slice(0, -1)
    if (this.text.endsWith('e') && (at >= this.#second || (at >= this.#first && !isShort(before))))
      this.text = before
    else if (this.text.endsWith('ll') && at >= this.#second) this.text = before
  }
}

/** Ends in a short syllable: a vowel between consonants, the last of which is no w, x or Y, or at the beginning. */
function isShort(text: string): boolean {
  return /[^aeiouy][aeiouy][^aeiouywxY]$/.test(text) || /^[aeiouy][^aeiouy]$/.test(text)
}

/** Behind the first consonant after the first vowel from a place on, or at the end. */
function behindConsonant(text: string, from: number): number {
  let at = from
  while (at < text.length && !isVowel(text[at])) at += 1
  while (at < text.length && isVowel(text[at])) at += 1
  return Math.min(at + 1, text.length)
}
