import { listWords } from './words.ts'

/** One thing that is looked for, or that may not be there. */
export type Term = {
  /** More than one stand next to each other, in this order and spelled like this. */
  words: readonly string[]
  /** In quotes: spelled like this, and not as another form of the word. */
  isExact: boolean
  /** Written with a minus before it. */
  isExcluded: boolean
  /** It may go on: the last word that somebody typed. */
  isOpen: boolean
}

/** What somebody looks for; `isCut` where they typed more than is looked for. */
export type Search = { terms: readonly Term[]; isCut: boolean }

/** Letters: longer than any question, short enough that nobody makes the database busy with one. */
export const LONGEST_SEARCH = 200
export const MOST_TERMS = 12

/** A shorter beginning stands in half of all texts. */
const SHORTEST_OPEN = 3

/** What is in quotes, closed or not, with or without a minus; or anything else up to a space. */
const TERM = /(-?)"([^"]*)"?|[^\s"]+/gu

/**
 * Reads what somebody typed to look for: words that must all be there, "phrases", and what may not be there with a minus before it.
 * Any text is read, and none is refused: what is no word is passed over.
 */
export function readSearch(typed: string): Search {
  const letters = [...typed.toWellFormed().replace(/[“”„‟«»＂]/g, '"')]
  const text = letters.slice(0, LONGEST_SEARCH).join('')
  const all = [...text.matchAll(TERM)].flatMap(readTerm)
  const terms = all.slice(0, MOST_TERMS)
  const isCut = letters.length > LONGEST_SEARCH || all.length > MOST_TERMS
  return { terms: isCut || !endsWithWord(text) ? terms : openLast(terms), isCut }
}

function readTerm([typed, minus, quoted]: RegExpMatchArray): Term[] {
  const words = listWords(quoted ?? typed).map(({ word }) => word)
  if (words.length === 0) return []
  const isExact = quoted !== undefined || words.length > 1
  const isExcluded = quoted === undefined ? typed.startsWith('-') : minus === '-'
  return [{ words, isExact, isExcluded, isOpen: false }]
}

/** Whoever typed a space or a full stop was done with the word. */
function endsWithWord(text: string): boolean {
  return listWords(text).at(-1)?.end === text.length
}

function openLast(terms: Term[]): Term[] {
  const last = terms.at(-1)
  if (!last || last.isExact || last.isExcluded || [...(last.words[0] ?? '')].length < SHORTEST_OPEN)
    return terms
  return [...terms.slice(0, -1), { ...last, isOpen: true }]
}
