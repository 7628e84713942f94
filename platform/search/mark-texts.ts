import type { Db } from '#db'
import type { PreparedSearch, Wanted } from './prepare-search.ts'
import { findStems, type Stems } from './stems.ts'
import { listWords, type Word } from './words.ts'

/** Where what was looked for stands in a text: pairs of start and end, in UTF-16 units, in order and apart. */
export type Marks = {
  spans: readonly number[]
  /** How many of the things that were looked for stand there at all. */
  holds: number
}

/** Of a longer text the rest is not looked at. */
const MOST_LETTERS = 50_000

/**
 * Marks what was looked for in the texts of each thing that was found, other forms of a word as well: one question to the database
 * for all of them.
 */
export async function markTexts(
  db: Db,
  { wanted }: PreparedSearch,
  things: readonly (readonly string[])[],
): Promise<Marks[][]> {
  const words = things.map((texts) => texts.map((text) => listWords(text.slice(0, MOST_LETTERS))))
  const stems = await findStems(
    db,
    words.flat(2).map(({ word }) => word),
  )
  return words.map((lists) => lists.map((list) => markWords(list, wanted, stems)))
}

/** Marks the words of one text. O(words × wanted) */
function markWords(words: Word[], wanted: readonly Wanted[], stems: ReadonlyMap<string, Stems>): Marks {
  const marked = new Set<number>()
  let holds = 0
  for (const one of wanted) {
    const found = words.flatMap((_, at) => (standsAt(words, at, one, stems) ? [at] : []))
    if (found.length > 0) holds += 1
    const length = 'phrase' in one ? one.phrase.length : 1
    for (const at of found) for (let next = at; next < at + length; next++) marked.add(next)
  }
  return { spans: words.flatMap(({ start, end }, at) => (marked.has(at) ? [start, end] : [])), holds }
}

function standsAt(
  words: readonly Word[],
  at: number,
  wanted: Wanted,
  stems: ReadonlyMap<string, Stems>,
): boolean {
  if ('phrase' in wanted) return wanted.phrase.every((word, next) => words[at + next]?.word === word)
  const word = words[at]?.word ?? ''
  const forms = [word, ...(stems.get(word)?.stems ?? [])]
  const { beginning } = wanted
  return forms.some(
    (form) => wanted.forms.has(form) || (beginning !== undefined && form.startsWith(beginning)),
  )
}
