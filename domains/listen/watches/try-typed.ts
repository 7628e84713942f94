import type { QueryFault } from '#cores/watch'
import type { Db } from '#db'
import { type PostMark, placesIn } from './marks-of.ts'
import { readTypedQuery } from './named-watches.ts'
import { type TriedPost, tryQuery, type WatchTrial } from './try-watch.ts'

export type TryTypedOutcome =
  | { kind: 'refused'; fault: QueryFault }
  | { kind: 'read' }
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
  const isSame = own === undefined || own.query === typed
  const earlier = isSame ? undefined : await readTypedQuery(db, own.query, own)
  const before = earlier?.kind === 'read' ? earlier.query : undefined
  const { newest, ...trial } = await tryQuery(db, { query: read.query, before, now, timeZone })
  const shown = newest.map((post) => ({
    ...post,
    ...placesIn(post.change === 'lost' && before ? before : read.query, post),
  }))
  return { kind: 'tried', trial, newest: shown }
}

async function findOwn(db: Db, id: string): Promise<{ handle: string; query: string } | undefined> {
  return db
    .selectFrom('watch')
    .select(['handle', 'query'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
}
