import { normalizeText } from './normalize.ts'

/** Nearly all text is of these alone, and needs no work. */
const UNUSUAL = /[^\t\n -~]/

/** Scripts whose letters take another shape beside a joiner, so that one can change the word. */
const JOINING =
  '[[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Nkoo}\\p{scx=Mand}\\p{scx=Adlm}\\p{scx=Deva}\\p{scx=Beng}' +
  '\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}' +
  '\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}\\p{scx=Bali}\\p{scx=Java}]--\\p{DI}]'

/** Scripts without spaces between words, in which an empty space says where a line may end. */
const UNSPACED = '[\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}]'

const DIRECTION = '[\\u200E\\u200F\\u061C]'

const PICTURE = '[[\\p{Extended_Pictographic}\\p{Emoji}]--[#*0-9]]'

/** What shows nothing, and means something where it stands. */
const MEANT = [
  // One picture of several, such as a family; the same with a tone of skin.
  `(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}]\\uFE0F?)\\u200D(?=\\p{Extended_Pictographic})`,
  // How a picture is drawn, and digits as keys.
  `(?<=${PICTURE})[\\uFE0E\\uFE0F]`,
  `(?<=[#*0-9])\\uFE0F(?=\\u20E3)`,
  // Flags of parts of a country: a black flag and the letters of its name.
  `(?<=\\u{1F3F4})[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{1,6}\\u{E007F}`,
  // Another form of the same character.
  `(?<=\\p{Ideographic})[\\uFE00-\\uFE02\\u{E0100}-\\u{E01EF}]`,
  `(?<=[\\p{Sm}\\p{scx=Mymr}\\p{scx=Phag}])\\uFE00`,
  `(?<=[\\p{scx=Mong}--\\p{DI}])[\\u180B-\\u180F]`,
  // Letters apart or together: in Persian a non-joiner divides a word, in Hindi a joiner makes half a letter.
  `(?<=[${JOINING}&&\\p{L}]\\p{M}*)\\u200D`,
  `(?<=[${JOINING}&&\\p{L}]\\p{M}*${DIRECTION}*)\\u200C(?=${DIRECTION}*[${JOINING}&&[\\p{L}\\p{M}]])`,
  `(?<=${UNSPACED})\\u200B(?=${UNSPACED})`,
  // What keeps marks in the order in which they were written.
  `(?<=[^\\p{DI}\\p{Cf}\\p{Noncharacter_Code_Point}\\s])\\u034F(?=[\\p{M}--\\p{DI}])`,
].join('|')

const INVISIBLE = /[\p{DI}\uFFF9-\uFFFB\p{Noncharacter_Code_Point}]/v
/** What means nothing anywhere: it goes first, so that what does mean something stands beside its letters. */
const NEVER_MEANT =
  /[[\p{DI}\uFFF9-\uFFFB\p{Noncharacter_Code_Point}]--[\u034F\u061C\u180B-\u180F\u200B-\u200F\uFE00-\uFE0F\u{E0020}-\u{E007F}\u{E0100}-\u{E01EF}]]/gv
/** Whoever types a joiner twice, or pastes it with an empty space, means it once. */
const JOINERS = /[\u200B-\u200D]{2,}/g

const HIDDEN = new RegExp(`(${MEANT})|${INVISIBLE.source}`, 'gv')

const RIGHT_TO_LEFT =
  /[\p{L}&&[\p{scx=Hebr}\p{scx=Arab}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}\p{scx=Samr}\p{scx=Mand}\p{scx=Adlm}\p{scx=Rohg}]]/v
/** Where a line holds Hebrew or Arabic, a mark of direction may hold a full stop or a number on its side. */
const HIDDEN_BESIDE_RIGHT_TO_LEFT = new RegExp(`(${MEANT}|${DIRECTION})|${INVISIBLE.source}`, 'gv')
const MARKS_OF_DIRECTION = new RegExp(`(${DIRECTION})${DIRECTION}+`, 'g')

const windows = new TextDecoder('windows-1252')

/**
 * Text as somebody meant it, whatever came along when they pasted it: the one way in for all that people write, in forms and in
 * files. Soft hyphens, spaces of no width, marks of direction and other characters that show nothing are left out, unless they
 * mean something where they stand: in pictures of several parts, in Persian, Arabic, Hebrew and the scripts of India, in
 * flags, and in forms of Chinese characters. Line ends become `\n`, other control characters go, and bullets of a word
 * processor, which only its own fonts show, become `•`. The result is in Unicode's form C, and cleaning it again
 * changes nothing.
 */
export function cleanText(text: string): string {
  return UNUSUAL.test(text) ? normalizeText(withoutHidden(plainCharacters(text)), 'NFC') : text
}

function withoutHidden(text: string): string {
  if (!INVISIBLE.test(text)) return text
  return text.split('\n').map(lineWithoutHidden).join('\n')
}

function lineWithoutHidden(pasted: string): string {
  const keep = (_: string, kept = '') => kept
  const line = pasted.replace(NEVER_MEANT, '').replace(JOINERS, joinerOf)
  if (!RIGHT_TO_LEFT.test(line)) return line.replace(HIDDEN, keep)
  return line.replace(HIDDEN_BESIDE_RIGHT_TO_LEFT, keep).replace(MARKS_OF_DIRECTION, '$1')
}

function joinerOf(run: string): string {
  return /[\u200C\u200D]/.exec(run)?.[0] ?? run.charAt(0)
}

function plainCharacters(text: string): string {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\v\f\u2028\u2029]/g, '\n')
      // What was ANSI and read as Latin 1: browsers do the same with references to these.
      .replace(/[\x80-\x9F]/g, (character) => windows.decode(Uint8Array.of(character.charCodeAt(0))))
      .replace(/[\uF0A7\uF0B7\uF0D8\uF0FC\uF076]/g, '•')
      .replace(/(?![\t\n])\p{Cc}/gu, '')
  )
}
