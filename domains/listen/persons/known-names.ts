import { sql } from 'kysely'
import { foldWords } from '#cores/text'
import type { Db } from '#db'
import { listSubjects } from '#domains/people'
import { findPlaces } from '#domains/places'
import { readTextsByHandle } from '../watches/named-watches.ts'
import { listNameRuns } from './name-runs.ts'
import { findPersonNames, type SeenName } from './person-names.ts'

/** More names in one query are looked up no further, and count as those of people. */
const LOOKED_UP = 20

/** What names somebody in a query, and the query with all that it takes in. */
export type NamesInQuery = { names: string[]; query: string }

/** A query that a watch would get, by the name of the watch. */
export type TypedQuery = { handle: string; query: string }

/**
 * What in a query, or in those that it takes in, looks like the name of a person, and is the name of no place, subject or team that is known here.
 * @param own  the watch that would get the query
 * @param changed  another, which would change with it
 */
export async function listPersonNames(
  db: Db,
  typed: string,
  own?: { handle: string },
  changed?: TypedQuery,
): Promise<NamesInQuery> {
  const texts = await readTextsByHandle(db, typed, own)
  if (changed && changed.handle !== own?.handle) texts.set(changed.handle, changed.query)
  const parts = new Set([typed])
  const seen = findPersonNames(
    listNameRuns(typed, (handle) => {
      const text = texts.get(handle)
      if (text !== undefined) parts.add(`@${handle}: ${text}`)
      return text
    }),
  )
  const names = await leaveOutKnown(db, seen)
  return { names: names.map(({ text }) => text), query: [...parts].join('\n') }
}

async function leaveOutKnown(db: Db, seen: readonly SeenName[]): Promise<SeenName[]> {
  if (seen.length === 0) return []
  const known = await listKnown(db)
  const unknown = seen.filter(({ text }) => !known.has(folded(text)))
  const isPlace = await Promise.all(unknown.slice(0, LOOKED_UP).map((name) => isOfPlaces(db, name)))
  return unknown.filter((_, at) => !isPlace[at])
}

async function listKnown(db: Db): Promise<Set<string>> {
  const [subjects, { rows }] = await Promise.all([
    listSubjects(db),
    sql<{ name: string }>`
      select name from unit where closed_on is null union select name from organisation`.execute(db),
  ])
  const ofSubjects = subjects.flatMap(({ name, otherName }) => [name, otherName])
  return new Set([...ofSubjects, ...rows.map(({ name }) => name)].filter(Boolean).map(folded))
}

/** A place by its whole name; or words that stand apart in the query, each a place. */
async function isOfPlaces(db: Db, { text, words, isPhrase }: SeenName): Promise<boolean> {
  if (text.includes('@')) return false
  if (await isNameOfPlace(db, text)) return true
  if (isPhrase) return false
  return (await Promise.all(words.map((word) => isNameOfPlace(db, word)))).every(Boolean)
}

async function isNameOfPlace(db: Db, name: string): Promise<boolean> {
  const places = await findPlaces(db, name)
  return places.some(({ why, name: found }) => why === 'name' && folded(found) === folded(name))
}

function folded(name: string): string {
  return foldWords(name).join(' ')
}
