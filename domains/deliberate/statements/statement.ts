import type { Selectable } from 'kysely'
import type { DB } from '#db'
import { cleanText, normalizeText } from '#platform/text'

/** One short sentence that people agree or disagree with; its number is its name within the dialogue. */
export type Statement = Selectable<DB['statement']>

/** Shorter says nothing that one can agree with; longer says more than one thing. */
export const shortestStatement = 10
export const longestStatement = 280

/** Most statements of one dialogue: more than anybody can vote on, and few enough to count on one page. */
export const mostStatements = 2000

export type StatementReading =
  | { kind: 'read'; text: string; fingerprint: string }
  | { kind: 'too-short'; length: number }
  | { kind: 'too-long'; length: number }
  | { kind: 'hidden-characters' }
  | { kind: 'markup' }
  | { kind: 'no-words' }

/** Reads a statement as somebody typed it: one line of plain text. */
export function readStatement(typed: string): StatementReading {
  // Beyond this no text can be short enough after tidying, and tidying a megabyte is work for nothing.
  if (typed.length > 20 * longestStatement) return { kind: 'too-long', length: typed.length }
  const text = cleanText(typed).replace(/\s+/g, ' ').trim()
  if (hidesSomething(text)) return { kind: 'hidden-characters' }
  if (/<\s*[/!?a-z]/i.test(text)) return { kind: 'markup' }
  const length = [...text].length
  if (length < shortestStatement) return { kind: 'too-short', length }
  if (length > longestStatement) return { kind: 'too-long', length }
  if ((text.match(/\p{L}/gu)?.length ?? 0) < fewestLetters) return { kind: 'no-words' }
  return { kind: 'read', text, fingerprint: fingerprintOf(text) }
}

/** Nobody can agree with dots or a telephone number; in some scripts a letter is a word. */
const fewestLetters = 3

/**
 * What only some fonts show, and marks piled up on a letter until they cover the lines around it: no script needs five.
 */
function hidesSomething(text: string): boolean {
  return /\p{M}{5}|\p{Co}/u.test(text)
}

/**
 * What is left of a statement when capitals, accents, punctuation and spaces do not count. Not more than that: a
 * statement that differs by one word may say the opposite.
 */
export function fingerprintOf(text: string): string {
  const letters = normalizeText(text, 'NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
  return letters || text
}
