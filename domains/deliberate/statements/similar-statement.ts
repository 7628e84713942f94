import { normalizeText } from '#platform/text'
/** A statement that says nearly the same as another, from 0 to 1. */
export type SimilarStatement<Statement> = { statement: Statement; likeness: number }

/** From here on two short sentences usually are about the same thing; tuned on the test's pairs. */
const ALIKE_FROM = 0.42
const MOST_OFFERED = 3

/**
 * Finds the statements that say nearly what somebody is about to say, the most alike first. Half of it is letters, three
 * at a time, which forgive endings and spelling; half is whole words, of which common ones count for little. O(all text).
 */
export function listSimilar<Statement extends { text: string }>(
  text: string,
  existing: readonly Statement[],
): SimilarStatement<Statement>[] {
  const words = existing.map((statement) => wordsOf(statement.text))
  const weigh = weightOfWords(words)
  const ownWords = wordsOf(text)
  const ownThrees = threesOf(ownWords)
  const alike: SimilarStatement<Statement>[] = []
  existing.forEach((statement, at) => {
    const others = words[at] ?? new Set()
    const likeness = (dice(ownThrees, threesOf(others), one) + dice(ownWords, others, weigh)) / 2
    if (likeness >= ALIKE_FROM) alike.push({ statement, likeness })
  })
  return alike.sort((a, b) => b.likeness - a.likeness).slice(0, MOST_OFFERED)
}

const one = () => 1

/** Whether a text seems to hold more than one thing to agree with: two sentences, a list, a choice. A hint, not a refusal. */
export function holdsSeveralIdeas(text: string): boolean {
  const joints = text.match(/\s(?:en|and|of|or)\s|;|\s\/\s|\p{L}\/\p{L}/giu) ?? []
  const sentences = text.split(/(?<=[\p{Ll}\p{N}]{2}[.?!…])\s+(?=\p{Lu})/u)
  return joints.length >= 2 || text.includes(';') || sentences.length > 1
}

function plain(text: string): string {
  return normalizeText(text, 'NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function wordsOf(text: string): Set<string> {
  return new Set(plain(text).match(/[\p{L}\p{N}]+/gu) ?? [])
}

function threesOf(words: ReadonlySet<string>): Set<string> {
  const line = ` ${[...words].join(' ')} `
  const threes = new Set<string>()
  for (let at = 0; at + 3 <= line.length; at++) threes.add(line.slice(at, at + 3))
  return threes
}

/** A word that many statements have says little about one of them. */
function weightOfWords(statements: readonly ReadonlySet<string>[]): (word: string) => number {
  const holding = new Map<string, number>()
  for (const words of statements) for (const word of words) holding.set(word, (holding.get(word) ?? 0) + 1)
  const all = statements.length + 1
  return (word) => Math.log(1 + all / (1 + (holding.get(word) ?? 0))) * Math.min(word.length, 8)
}

/** Twice what both have, over what each has: 1 for the same, 0 for nothing in common. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>, weigh: (part: string) => number): number {
  let total = 0
  let shared = 0
  for (const part of a) {
    const weight = weigh(part)
    total += weight
    if (b.has(part)) shared += weight
  }
  for (const part of b) total += weigh(part)
  return total === 0 ? 0 : (2 * shared) / total
}
