import type { Db } from '#db'
import { readSearch, type Term } from './read-search.ts'
import { findStems, type Stems } from './stems.ts'

/** What is looked for, ready for the database and for marking it in texts. */
export type PreparedSearch = {
  /** As `tsquery` reads it. */
  tsquery: string
  wanted: readonly Wanted[]
}

/** A word or a phrase that texts must hold: any of these forms, or a word that begins so; or these words next to each other. */
export type Wanted =
  | { forms: ReadonlySet<string>; beginning: string | undefined }
  | { phrase: readonly string[] }

/** What somebody typed, read and prepared. */
export type SearchRequest = {
  /** Undefined where nothing was typed that can be found: no word, or only what may not be there. */
  search: PreparedSearch | undefined
  /** Whether they typed more than is looked for. */
  isCut: boolean
}

/**
 * Prepares what somebody typed. A text is found that holds all of it: each word, or another form of it in Dutch or in English;
 * the last word, or one that begins with it; what is in quotes exactly; and nothing that has a minus before it. Words that say
 * nothing count where there are no others.
 */
export async function prepareSearch(db: Db, typed: string): Promise<SearchRequest> {
  const { terms, isCut } = readSearch(typed)
  const stems = await findStems(
    db,
    terms.flatMap(({ words }) => words),
  )
  const asked = terms.filter(({ isExcluded }) => !isExcluded)
  const telling = asked.filter((term) => term.isExact || !stems.get(term.words[0] ?? '')?.saysNothing)
  const wanted = (telling.length > 0 ? telling : asked).map((term) => wantedOf(term, stems))
  if (wanted.length === 0) return { search: undefined, isCut }
  const unwanted = terms.filter(({ isExcluded }) => isExcluded).map((term) => wantedOf(term, stems))
  const parts = [...wanted.map(tsqueryOf), ...unwanted.map((one) => `!${tsqueryOf(one)}`)]
  return { search: { tsquery: parts.join(' & '), wanted }, isCut }
}

function wantedOf({ words, isExact, isOpen }: Term, stems: ReadonlyMap<string, Stems>): Wanted {
  const [word = ''] = words
  if (isExact) return { phrase: words }
  const forms = stems.get(word)?.stems ?? []
  return {
    // Whatever holds a word holds its stems too.
    forms: new Set(forms.length > 0 ? forms : [word]),
    beginning: isOpen ? word : undefined,
  }
}

/** Words hold letters and digits alone, so that nothing in them means anything in a query. */
function tsqueryOf(wanted: Wanted): string {
  if ('phrase' in wanted) return `(${wanted.phrase.map(quoted).join(' <-> ')})`
  const forms = [...wanted.forms].map(quoted)
  const beginning = wanted.beginning === undefined ? [] : [`${quoted(wanted.beginning)}:*`]
  return `(${[...forms, ...beginning].join(' | ')})`
}

function quoted(word: string): string {
  return `'${word}'`
}
