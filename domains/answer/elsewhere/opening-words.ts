import { compareTexts } from '#cores/text'

const LONGEST = 160
/** A shorter sentence may be anybody's. */
const FEWEST_WORDS = 4
/** As much of a sentence, and it was taken over from what somebody else said. */
const TAKEN_OVER = 0.8

const GREETING =
  /^(?:beste|geachte|dag|hallo|hoi|hey|goede(?:morgen|middag|avond)|dear|hi|hello|good (?:morning|afternoon|evening))(?![\p{L}\p{N}])/iu
/** Who speaks, as it stands below each of our replies. */
const DISCLOSURE = /\n[^\n]*, (?:namens|on behalf of) [^\n]+$/u
/** How somebody is called on the fediverse and elsewhere. */
const HANDLE = /(?<![\p{L}\p{N}@/])@[\p{L}\p{N}._-]+(?:@[\p{L}\p{N}.-]+)?/gu

/**
 * The first words of a reply of ours as everybody may read them apart from where it stands: without whom it greets or names by a handle,
 * without lines and sentences that were taken over from what somebody else said, and without who speaks.
 * @param said  what others said in the conversation
 * @returns at most 160 characters, cut between words; empty where nothing of our own is left
 */
export function openingWords(reply: string, said: readonly string[]): string {
  const lines = reply
    .replace(DISCLOSURE, '')
    .split('\n')
    .filter((line) => !/^\s*(?:>|&gt;|“[^”]*”\s*$|"[^"]*"\s*$)/u.test(line))
  const own = withoutGreeting(lines.join('\n').replace(HANDLE, '').trim())
    .split(/(?<=[.!?…])\s+|\n+/u)
    .map((sentence) => sentence.replace(/\s+/gu, ' ').trim())
    .filter((sentence) => /\p{L}/u.test(sentence) && !said.some((text) => isTakenOver(sentence, text)))
  return cut(own.join(' '))
}

/** A greeting ends with its line, or with its first comma, colon or mark: what stands before may be a name. */
function withoutGreeting(text: string): string {
  if (!GREETING.test(text)) return text
  const end = /[,:!.?\n]/u.exec(text)
  return end ? text.slice(end.index + 1).trim() : ''
}

function isTakenOver(sentence: string, text: string): boolean {
  if (sentence.split(' ').length < FEWEST_WORDS) return text.includes(sentence)
  return text.length >= sentence.length && compareTexts(text, sentence).containment >= TAKEN_OVER
}

function cut(text: string): string {
  if (text.length <= LONGEST) return text
  const part = text.slice(0, LONGEST)
  const end = part.lastIndexOf(' ')
  return `${(end > LONGEST / 2 ? part.slice(0, end) : part).toWellFormed()} …`
}
