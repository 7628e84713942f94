import { listWords } from '#platform/search'
import { countSlips } from '#platform/text'

/** A shorter word is near to too many others. */
const SHORTEST = 4
/** Longer words may have two slips. */
const LONG = 8

/**
 * What somebody may have meant who made a slip: each word that stands in none of the texts becomes the nearest that does, the most
 * used of several. Undefined where no word is near.
 * @param texts  that everybody may read: a word that is offered tells that it stands there
 */
export function findNearWords(typed: string, texts: readonly string[]): string | undefined {
  const vocabulary = countWords(texts)
  let near = ''
  let at = 0
  for (const { word, start, end } of listWords(typed)) {
    near += typed.slice(at, start) + (nearestTo(word, vocabulary) ?? typed.slice(start, end))
    at = end
  }
  near += typed.slice(at)
  return near === typed ? undefined : near
}

type Known = { shown: string; times: number }

/** Words as they are compared, with how they are written and how often. */
function countWords(texts: readonly string[]): ReadonlyMap<string, Known> {
  const words = new Map<string, Known>()
  for (const text of texts)
    for (const { word, start, end } of listWords(text)) {
      const known = words.get(word)
      if (known) known.times += 1
      else words.set(word, { shown: text.slice(start, end).toLowerCase(), times: 1 })
    }
  return words
}

function nearestTo(word: string, vocabulary: ReadonlyMap<string, Known>): string | undefined {
  if (word.length < SHORTEST || /\d/.test(word) || vocabulary.has(word)) return undefined
  const most = word.length < LONG ? 1 : 2
  let best: { slips: number; times: number; shown: string } | undefined
  for (const [other, { shown, times }] of vocabulary) {
    if (Math.abs(other.length - word.length) > most || other.length < SHORTEST) continue
    const slips = countSlips(word, other)
    if (slips > most) continue
    if (!best || slips < best.slips || (slips === best.slips && times > best.times))
      best = { slips, times, shown }
  }
  return best?.shown
}
