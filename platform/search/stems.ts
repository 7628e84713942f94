import { sql } from 'kysely'
import type { Db } from '#db'

/** What a word is found by besides itself, and whether it says nothing in Dutch or in English, as `de` and `the`. */
export type Stems = { stems: readonly string[]; saysNothing: boolean }

/** Stems do not change while a process runs. Words alone, of many texts together: they tell of none. */
const known = new Map<string, Stems>()
const MOST_KEPT = 50_000

/** The stems of words as `listWords` gives them, by the rules that the index of the database goes by. */
export async function findStems(db: Db, words: Iterable<string>): Promise<ReadonlyMap<string, Stems>> {
  const asked = new Set(words)
  const found = new Map<string, Stems>()
  const unknown: string[] = []
  for (const word of asked) {
    const stems = known.get(word)
    if (stems) found.set(word, stems)
    else unknown.push(word)
  }
  if (unknown.length === 0) return found
  const { rows } = await sql<{ word: string } & Stems>`
    select word, word_stems(word) as stems,
      ts_lexize('dutch_stem', word) = '{}' or ts_lexize('english_stem', word) = '{}' as "saysNothing"
    from unnest(${unknown}::text[]) as word`.execute(db)
  if (known.size + rows.length > MOST_KEPT) known.clear()
  for (const { word, ...stems } of rows) {
    known.set(word, stems)
    found.set(word, stems)
  }
  return found
}
