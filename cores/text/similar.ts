import { foldWords } from './letters.ts'

/** Words that stand behind each other, taken as one: word order counts, and a changed word costs three. */
const WORDS_IN_SHINGLE = 3

/** Two texts are the same from this part in common on; an excerpt from that part of the shorter one on. */
const SAME = 0.6
const EXCERPT = 0.8
/** Of a text shorter than this, much stands in many others. */
const SHORTEST_EXCERPT = 8

/** How much of two texts is word for word alike. */
export type Similarity = {
  /** What they have in common, of all that either has; 0 to 1. */
  jaccard: number
  /** What they have in common, of all that the shorter one has; 0 to 1. */
  containment: number
  /** The same text, or one is an excerpt of the other. */
  same: boolean
}

/**
 * Compares what two texts say by their runs of three words, without case, diacritics and signs (Broder 1997, "On the resemblance
 * and containment of documents"). A text of fewer words is one run. Two texts without a word are alike in nothing.
 * Steps: the words of both.
 */
export function compareTexts(one: string, other: string): Similarity {
  const [a, b] = [shinglesOf(one), shinglesOf(other)]
  const [small, large] = a.size <= b.size ? [a, b] : [b, a]
  let common = 0
  for (const shingle of small) if (large.has(shingle)) common++
  const all = a.size + b.size - common
  const jaccard = all === 0 ? 0 : common / all
  const containment = small.size === 0 ? 0 : common / small.size
  const isExcerpt = containment >= EXCERPT && small.size >= SHORTEST_EXCERPT
  return { jaccard, containment, same: jaccard >= SAME || isExcerpt }
}

function shinglesOf(text: string): Set<string> {
  const words = foldWords(text)
  const shingles = new Set<string>()
  const last = Math.max(words.length - WORDS_IN_SHINGLE, 0)
  if (words.length > 0)
    for (let at = 0; at <= last; at++) shingles.add(words.slice(at, at + WORDS_IN_SHINGLE).join(' '))
  return shingles
}
