/** What a code unit of a text is to a word. */
const BETWEEN = 0
const UNSEEN = 1
const SEVERAL = 2
const UNKNOWN = 3

/**
 * Of each code unit: `BETWEEN` words, `UNSEEN` within one, `SEVERAL` letters at once (or half of one), or else the one letter that
 * it is compared as. Filled as letters are met.
 */
const classes = new Uint16Array(65_536).fill(UNKNOWN)

/** Marks belong to the letter that they stand on, and are left out; those that write vowels, as in Hindi, are letters. */
const WORDLIKE =
  /[\p{L}\p{N}]|(?![\p{sc=Inherited}\p{sc=Common}\p{sc=Hebrew}\p{sc=Arabic}\p{sc=Syriac}])\p{M}/u
const INVISIBLE = /[\p{M}\p{DI}]/u
const HALF = /[\ud800-\udfff]/

/**
 * The letter or digit that a code unit is compared as, without case and diacritics: always above 3. Else 0 between words, 1 for what
 * nobody sees (a soft hyphen, a mark on a letter), 2 where `foldPoint` has to be asked.
 */
export function classOf(unit: number): number {
  const known = classes[unit]
  return known === UNKNOWN ? learnClass(unit) : known
}

function learnClass(unit: number): number {
  const text = String.fromCharCode(unit)
  const found = HALF.test(text) ? SEVERAL : classOfPoint(text)
  classes[unit] = found
  return found
}

function classOfPoint(text: string): number {
  const folded = foldPoint(text)
  if (folded.length === 1) return folded.charCodeAt(0)
  if (folded.length > 1) return SEVERAL
  return INVISIBLE.test(text) ? UNSEEN : BETWEEN
}

/**
 * A character as words are compared: `É` is `e`, `ß` is `ss`, `ĳ` is `ij`, `𝐛` is `b`; empty for what is no letter and no digit.
 * @param text  one code point
 */
export function foldPoint(text: string): string {
  if (!WORDLIKE.test(text)) return ''
  const plain = text.normalize('NFKD').toLowerCase().normalize('NFKD').replaceAll('ß', 'ss')
  return [...plain].filter((letter) => WORDLIKE.test(letter)).join('')
}

/** The letters of a character as words are compared: none where nobody sees it, undefined where it stands between words. */
export function lettersOf(point: string): string | undefined {
  return foldPoint(point) || (INVISIBLE.test(point) ? '' : undefined)
}

/** A word of a text as it is compared, and where it stands: in UTF-16 units, `end` past it. */
export type Word = { folded: string; start: number; end: number }

/**
 * The words of a text, in order: letters and digits, without case and diacritics. An apostrophe or a hyphen divides; what nobody
 * sees, such as a soft hyphen, does not. Linear in the length of the text.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let word: Word | undefined
  for (let at = 0; at < text.length; ) {
    const { letters, width, isUnseen } = readLetter(text, at)
    const end = at + width
    if (letters !== '') word = { folded: (word?.folded ?? '') + letters, start: word?.start ?? at, end }
    else if (word && !isUnseen) {
      words.push(word)
      word = undefined
    }
    at = end
  }
  if (word) words.push(word)
  return words
}

/** What stands at a place of a text, in letters as they are compared. */
function readLetter(text: string, at: number): { letters: string; width: number; isUnseen: boolean } {
  const found = classOf(text.charCodeAt(at))
  if (found > UNKNOWN) return { letters: String.fromCharCode(found), width: 1, isUnseen: false }
  if (found !== SEVERAL) return { letters: '', width: 1, isUnseen: found === UNSEEN }
  const point = String.fromCodePoint(text.codePointAt(at) ?? 0)
  // What is outside the basic plane may be a mark as well.
  return { letters: foldPoint(point), width: point.length, isUnseen: INVISIBLE.test(point) }
}

/** What is folded as it is. */
const PLAIN = /^[a-z0-9 ]*$/

/** The words of a text that is a word or a phrase of somebody's query, as they are compared. */
export function foldWords(text: string): string[] {
  if (PLAIN.test(text)) return text.split(' ').filter((word) => word !== '')
  return wordsOf(text).map(({ folded }) => folded)
}
