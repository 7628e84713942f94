import { normalizeText } from '#platform/text'

/** A word as it is compared, and where it stands in the text as given, in UTF-16 units; `end` is past it. */
export type Word = { word: string; start: number; end: number }

/** Marks that writers leave out: accents, the vowels of Hebrew and Arabic. They show nothing of their own. */
const LEFT_OUT = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670]/gu

/** Letters of scripts that put no spaces between words: each is a word, and a word of more of them a phrase. */
const ALONE =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fff\u3005-\u3007\u3021-\u318f\u31a0-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u

/** What stands between words. */
const BETWEEN =
  /[\0-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u02c2-\u02c5\u02d2-\u02df\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u060c\u061b-\u061f\u066a-\u066d\u06d4\u0964\u0965\u2000-\u206f\u20a0-\u20cf\u2190-\u2bff\u3000-\u3004\u3008-\u3020\ufd3e\ufd3f\ufe30-\ufe6f\ufeff\ufff0-\uffff\u{1f000}-\u{1faff}\u{e0000}-\u{e0fff}]|[\ufe00-\ufe1f]/u

const CAPITALS = pairs(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐØøŁłĐđÐðı',
  'abcdefghijklmnopqrstuvwxyzαβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґoollddddi',
)
const LETTERS = new Map([...CAPITALS, ...pairs('æœþßÆŒÞẞ', ['ae', 'oe', 'th', 'ss', 'ae', 'oe', 'th', 'ss'])])

/** A longer word is compared by its beginning. */
const LONGEST_WORD = 40

/**
 * The words of a text as they are looked for: small letters without accents, divided where neither a letter nor a digit stands.
 * The same as `plain_words` in the database makes of it. O(letters)
 */
export function listWords(text: string): Word[] {
  const words: Word[] = []
  let [word, start, at] = ['', 0, 0]
  const finish = (end: number) => {
    if (word !== '') words.push({ word: comparable(word), start, end })
    word = ''
  }
  for (const character of text) {
    const end = at + character.length
    for (const letter of plainLettersOf(character)) {
      if (letter === ' ') finish(at)
      else if (ALONE.test(letter)) {
        finish(at)
        words.push({ word: letter, start: at, end })
      } else {
        if (word === '') start = at
        word += letter
      }
    }
    at = end
  }
  finish(at)
  return words
}

function comparable(word: string): string {
  const whole = /^[ -~]*$/.test(word) ? word : normalizeText(word, 'NFKD')
  return whole.length <= LONGEST_WORD ? whole : [...whole].slice(0, LONGEST_WORD).join('')
}

const plain = new Map<string, readonly string[]>()
const MOST_KEPT = 20_000

/** What one character comes to: letters to compare, and a space where a word ends. */
function plainLettersOf(character: string): readonly string[] {
  const known = plain.get(character)
  if (known) return known
  const letters = [...character.normalize('NFKD').replace(LEFT_OUT, '')].map((letter) =>
    BETWEEN.test(letter) ? ' ' : (LETTERS.get(letter) ?? letter),
  )
  if (plain.size < MOST_KEPT) plain.set(character, letters)
  return letters
}

function pairs(from: string, to: Iterable<string>): [string, string][] {
  const others = [...to]
  return [...from].map((letter, at) => [letter, others[at] ?? letter])
}
