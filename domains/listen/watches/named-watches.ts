import type { Query } from '#cores/watch'
import type { Db } from '#db'
import { mayName, type ReadWatchOutcome, readWatchQuery } from './watch-query.ts'

/** A watch in force by the name that queries use. */
export type NamedWatch = { id: string; name: string; handle: string; query: string }

/** Reads a query as it would be now, with the watches that it names. */
export async function readTypedQuery(
  db: Db,
  typed: string,
  own?: { handle: string },
): Promise<ReadWatchOutcome> {
  const texts = await readTextsByHandle(db, typed, own)
  return readWatchQuery(typed, (handle) => texts.get(handle))
}

/** The queries that a query may take in, by their names, with itself under its own. */
export async function readTextsByHandle(
  db: Db,
  typed: string,
  own?: { handle: string },
): Promise<Map<string, string>> {
  const texts = mayName(typed) ? await textsByHandle(db) : new Map<string, string>()
  if (own) texts.set(own.handle, typed)
  return texts
}

async function textsByHandle(db: Db): Promise<Map<string, string>> {
  const watches = await db
    .selectFrom('watch')
    .select(['handle', 'query'])
    .where('ended_at', 'is', null)
    .execute()
  return new Map(watches.map(({ handle, query }) => [handle, query]))
}

/** The queries of some watches, to say why they match; one that cannot be read is left out. */
export async function readQueriesOf(db: Db, ids: readonly string[]): Promise<Map<string, Query>> {
  if (ids.length === 0) return new Map()
  const watches = await db.selectFrom('watch').select(['id', 'query']).where('id', 'in', ids).execute()
  const texts = watches.some(({ query }) => mayName(query)) ? await textsByHandle(db) : undefined
  const queries = new Map<string, Query>()
  for (const { id, query } of watches) {
    const read = readWatchQuery(query, (handle) => texts?.get(handle))
    if (read.kind === 'read') queries.set(id, read.query)
  }
  return queries
}

/** The watches that name a watch, or name one that does; with what is wrong with them, if its query were this. */
export async function listThoseThatName(
  db: Db,
  handle: string,
  query: string | undefined,
): Promise<(NamedWatch & { isBroken: boolean })[]> {
  const naming = await db
    .selectFrom('watch')
    .select(['id', 'name', 'handle', 'query'])
    .where('ended_at', 'is', null)
    .where('query', 'like', '%@%')
    .where('handle', '<>', handle)
    .orderBy('name')
    .execute()
  if (naming.length === 0) return []
  const texts = await textsByHandle(db)
  if (query === undefined) texts.delete(handle)
  else texts.set(handle, query)
  return naming.flatMap((watch) => {
    let isNamed = false
    const read = readWatchQuery(watch.query, (name) => {
      isNamed ||= name === handle
      return texts.get(name)
    })
    return isNamed ? [{ ...watch, isBroken: read.kind === 'refused' }] : []
  })
}
