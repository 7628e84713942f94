import { compareTexts } from '#cores/text'

/** Of a shorter sentence, much stands on many pages. */
const FEWEST_WORDS = 5
/** Of a page, and of each of its texts, more is not looked through. */
const LONGEST_PAGE = 400_000
const MOST_SENTENCES = 5
/** A site may leave out a sign or a letter, and cut a sentence short. */
const ENOUGH = 0.8

/**
 * Whether a text of ours stands on a page: one of its longest sentences does, that was not said there before; where it has none that
 * is long enough, all of it. Case, signs and layout count for nothing.
 * @param said  what stood there already
 */
export function standsOn(page: string, text: string, said: readonly string[]): boolean {
  const seen = page.slice(0, LONGEST_PAGE)
  const own = sentencesOf(text).filter((sentence) => !said.some((one) => holds(one, sentence)))
  if (own.length > 0) return own.some((sentence) => holds(seen, sentence))
  return !said.some((one) => holds(one, text)) && holds(seen, text)
}

/** The longest first. */
function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?…])\s+|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(/\s+/).length >= FEWEST_WORDS)
    .toSorted((one, other) => other.length - one.length)
    .slice(0, MOST_SENTENCES)
}

function holds(whole: string, part: string): boolean {
  return whole.length >= part.length && compareTexts(whole, part).containment >= ENOUGH
}
