import { normalizeText } from '#platform/text'

/**
 * Simple watches: words and "phrases", one of which is enough. Pure: no database, no clock; what a more powerful
 * watch language would replace stands behind `parseWatch` and `findMatches`.
 */

/** One word, phrase or beginning of a word, folded. */
interface Term {
  readonly words: readonly string[]
  /** The last word may go on: `fiets*`. */
  readonly open: boolean
}

export interface WordWatch {
  readonly terms: readonly Term[]
}

export type WatchRefusal =
  | { kind: 'empty' }
  | { kind: 'too-long'; limit: number }
  | { kind: 'too-many-terms'; limit: number }
  | { kind: 'phrase-too-long'; limit: number; term: string }
  | { kind: 'unclosed-quote' }
  | { kind: 'too-short'; term: string; least: number }

export type ParseWatchOutcome =
  | { kind: 'parsed'; watch: WordWatch }
  | { kind: 'refused'; refusal: WatchRefusal }

/** Where a match stands, in UTF-16 units of the text as given; `end` is past it. */
export interface Span {
  readonly start: number
  readonly end: number
}

export const WATCH_LIMITS = {
  characters: 2000,
  terms: 100,
  phraseWords: 10,
  /** Of an open word: shorter beginnings match half the dictionary. */
  openLetters: 3,
  closedLetters: 2,
} as const

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu
const TERM = /"([^"]*)"(\*?)|([^\s",;]+)/g

/** Reads what a person typed: single words, phrases in double quotes, `*` for any ending. */
export function parseWatch(typed: string): ParseWatchOutcome {
  const text = typed.replace(/[“”„«»]/g, '"')
  if (text.length > WATCH_LIMITS.characters)
    return refused({ kind: 'too-long', limit: WATCH_LIMITS.characters })
  if ((text.split('"').length - 1) % 2 === 1) return refused({ kind: 'unclosed-quote' })
  const terms = new Map<string, Term>()
  for (const [, phrase, star, word] of text.matchAll(TERM)) {
    const term = readTerm(`${phrase ?? word ?? ''}${star ?? ''}`)
    if (!term) continue
    const refusal = judge(term)
    if (refusal) return refused(refusal)
    terms.set(spell(term), term)
  }
  if (terms.size === 0) return refused({ kind: 'empty' })
  if (terms.size > WATCH_LIMITS.terms) return refused({ kind: 'too-many-terms', limit: WATCH_LIMITS.terms })
  return { kind: 'parsed', watch: { terms: [...terms.values()] } }
}

function refused(refusal: WatchRefusal): ParseWatchOutcome {
  return { kind: 'refused', refusal }
}

function readTerm(text: string): Term | undefined {
  const words = wordsOf(text).map((word) => word.folded)
  return words.length === 0 ? undefined : { words, open: text.trimEnd().endsWith('*') }
}

function judge(term: Term): WatchRefusal | undefined {
  if (term.words.length > WATCH_LIMITS.phraseWords) {
    return { kind: 'phrase-too-long', limit: WATCH_LIMITS.phraseWords, term: spell(term) }
  }
  const least = term.open ? WATCH_LIMITS.openLetters : WATCH_LIMITS.closedLetters
  const last = term.words.at(-1) ?? ''
  const isShort = term.words.length === 1 && last.length < least
  return isShort ? { kind: 'too-short', term: spell(term), least } : undefined
}

function spell(term: Term): string {
  return term.words.join(' ') + (term.open ? '*' : '')
}

/** A word of a text, as it is compared. */
export interface Word extends Span {
  readonly folded: string
}

/** The words of a text: letters and digits, without case and diacritics. An apostrophe or hyphen divides. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), (match) => ({
    folded: fold(match[0]),
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** `Café`, `CAFÉ` and `cafe` are one word; so are the ligature `ĳ` and `ij`. */
function fold(word: string): string {
  return normalizeText(word, 'NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss')
}

/**
 * Finds where a watch matches.
 * @param words  of the text, from `wordsOf`; once for many watches
 * @returns spans in order, overlapping ones joined; empty when the watch does not match
 */
export function findMatches(watch: WordWatch, words: readonly Word[]): Span[] {
  const [closed, open] = termsByStart(watch)
  const spans: Span[] = []
  for (const [index, first] of words.entries()) {
    const terms = [
      ...(closed.get(first.folded) ?? []),
      ...(open.get(first.folded.slice(0, WATCH_LIMITS.openLetters)) ?? []),
    ]
    for (const term of terms) {
      const last = matchAt(term, words, index)
      if (last) spans.push({ start: first.start, end: last.end })
    }
  }
  return joinSpans(spans)
}

/** Terms by their first word, or by how it begins: a long text is not held against each of them at every word. */
function termsByStart({ terms }: WordWatch): [Map<string, Term[]>, Map<string, Term[]>] {
  const isOpen = (term: Term) => term.open && term.words.length === 1
  const start = (term: Term) => term.words[0] ?? ''
  return [
    Map.groupBy(
      terms.filter((term) => !isOpen(term)),
      start,
    ),
    Map.groupBy(terms.filter(isOpen), (term) => start(term).slice(0, WATCH_LIMITS.openLetters)),
  ]
}

/** The last word of the match, when the term stands at this place. */
function matchAt(term: Term, words: readonly Word[], index: number): Word | undefined {
  const lastAt = term.words.length - 1
  for (const [offset, wanted] of term.words.entries()) {
    const folded = words[index + offset]?.folded
    const isOpen = term.open && offset === lastAt
    if (folded === undefined || !(isOpen ? folded.startsWith(wanted) : folded === wanted)) return undefined
  }
  return words[index + lastAt]
}

/** Of spans in the order of their starts. */
function joinSpans(spans: readonly Span[]): Span[] {
  const joined: Span[] = []
  for (const span of spans) {
    const before = joined.at(-1)
    if (before && span.start < before.end) {
      joined[joined.length - 1] = { start: before.start, end: Math.max(before.end, span.end) }
    } else {
      joined.push(span)
    }
  }
  return joined
}
