import type { QueryFault } from '#cores/watch'
import type { Db } from '#db'
import { findUnagreedNames } from '../persons/watch-person.ts'
import { type PostMark, placesIn } from './marks-of.ts'
import { readTypedQuery } from './named-watches.ts'
import { type TriedPost, tryQuery, type WatchTrial } from './try-watch.ts'
import type { Watch } from './watch.ts'

export type TryTypedOutcome =
  | { kind: 'refused'; fault: QueryFault }
  | { kind: 'read' }
  /** A trial is a search as well: not for a person, before a second colleague agreed. */
  | { kind: 'not-for-persons'; names: string[] }
  | { kind: 'tried'; trial: Omit<WatchTrial, 'newest'>; newest: ShownPost[] }

/** A post that was found or lost, and where that stands of which it was. */
export type ShownPost = TriedPost & Pick<PostMark, 'titleSpans' | 'bodySpans'>

type TypedTrial = {
  typed: string
  watchId?: string | undefined
  isOnlyRead?: boolean
  now: Date
  timeZone: string
}

/**
 * Tries what somebody typed on the posts that are there, before it is saved.
 * @param isOnlyRead  whether it can be read is all that is asked
 * @param watchId  the watch that would be changed: what would be other than now is told too
 */
export async function tryTyped(
  db: Db,
  { typed, watchId, isOnlyRead = false, now, timeZone }: TypedTrial,
): Promise<TryTypedOutcome> {
  const own = watchId === undefined ? undefined : await findOwn(db, watchId)
  const read = await readTypedQuery(db, typed, own)
  if (read.kind === 'refused') return read
  if (isOnlyRead) return { kind: 'read' }
  const names = await findUnagreedNames(db, { typed, own, now })
  if (names.length > 0) return { kind: 'not-for-persons', names }
  // What a watch that is held would find is shown to nobody.
  const isSame = own === undefined || own.held || own.query === typed
  const earlier = isSame ? undefined : await readTypedQuery(db, own.query, own)
  const before = earlier?.kind === 'read' ? earlier.query : undefined
  const { newest, ...trial } = await tryQuery(db, { query: read.query, before, now, timeZone })
  const shown = newest.map((post) => ({
    ...post,
    ...placesIn(post.change === 'lost' && before ? before : read.query, post),
  }))
  return { kind: 'tried', trial, newest: shown }
}

async function findOwn(
  db: Db,
  id: string,
): Promise<Pick<Watch, 'id' | 'handle' | 'query' | 'held'> | undefined> {
  return db
    .selectFrom('watch')
    .select(['id', 'handle', 'query', 'held'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}
