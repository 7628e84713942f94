import { sql } from 'kysely'
import type { Db } from '#db'

/** How many words there are; the first is drawn most often, as in any language (Zipf). */
export const VOCABULARY = 40_000
/** Of so many each question is made. */
export const WORDS_EACH = 25

const BEGINNINGS = [
  'ver',
  'ge',
  'be',
  'aan',
  'op',
  'uit',
  'in',
  'on',
  'over',
  'voor',
  'st',
  'br',
  'kl',
  'gr',
  'm',
  'l',
  'w',
  'h',
]
const SYLLABLES = [
  'ra',
  'lo',
  'mi',
  'ken',
  'tar',
  'ging',
  'nen',
  'dor',
  'stel',
  'ver',
  'pli',
  'sto',
  'wa',
  'ter',
  'heid',
  'lijk',
]

/** Words that look like Dutch, the same each time. The one with number 0 was said long ago only. */
export const words = makeWords()

function makeWords(): string[] {
  let seed = 1
  const draw = (many: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return Math.floor((seed / 2_147_483_647) * many)
  }
  const made = new Set(['eertijds'])
  while (made.size <= VOCABULARY) {
    const syllables = Array.from({ length: 1 + draw(4) }, () => SYLLABLES[draw(SYLLABLES.length)])
    made.add(`${BEGINNINGS[draw(BEGINNINGS.length)]}${syllables.join('')}`)
  }
  return [...made]
}

/** The words with all that each is found by, and the same numbers drawn each time. */
export async function fillVocabulary(db: Db): Promise<void> {
  await sql`create temporary table vocabulary as
    select (at - 1)::integer as number, word, found_words(word)::text as found
    from unnest(${words}::text[]) with ordinality as listed (word, at)`.execute(db)
  await sql`create unique index on vocabulary (number)`.execute(db)
  await sql`analyze vocabulary`.execute(db)
  await sql`set max_parallel_workers_per_gather = 0`.execute(db)
  await sql`select setseed(0.5)`.execute(db)
}

/** What is looked for: by how many conversations hold it, and how. */
export const searches = {
  'a common word': `${words[1]} `,
  'two common words': `${words[3]} ${words[4]} `,
  'a word of one in thirty': `${words[90]} `,
  'a rare word': `${words[30_000]} `,
  'a common and a rare word': `${words[2]} ${words[20_000]} `,
  'a word of long ago': 'eertijds ',
  'the beginning of a word': words[60]?.slice(0, 5) ?? '',
  'a word in no conversation': 'onvindbaarheid ',
} as const
