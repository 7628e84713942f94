import type { Db, Tx } from '#db'
import type { FeedWeb, ReadPageOutcome } from '#domains/listen'
import { readPage } from '#domains/listen'
import type { Clock } from '#platform/clock'
import { addJob } from '#platform/jobs'
import { tellOfChange } from '../conversations/conversation-feed.ts'
import { listEntries } from '../conversations/entry.queries.ts'
import { lockReadable, type Turn } from '../conversations/take-turn.ts'
import { lookAtPlacedJob } from './elsewhere.jobs.ts'
import type { PlacedState } from './placed.queries.ts'
import { standsOn } from './stands-on.ts'
import { isInThread } from './thread-address.ts'

type Placed = { conversationId: string; seq: number }

/** What came of looking; `settled` where nobody waits for it. */
export type LookOutcome = { kind: Exclude<PlacedState, 'to-look'> | 'settled' }

/**
 * Looks once whether a reply stands where somebody said, as far as the site allows programs to read it. Whatever it comes to, it is
 * not tried again by itself.
 */
export async function lookAtPlaced(
  db: Db,
  web: FeedWeb,
  { conversationId, seq, clock }: Placed & { clock: Clock },
): Promise<LookOutcome> {
  const waiting = await findWaiting(db, { conversationId, seq })
  if (!waiting) return { kind: 'settled' }
  const [page, entries] = await Promise.all([
    readPage(db, web, { address: waiting.address, clock }),
    listEntries(db, conversationId),
  ])
  const text = entries.find((entry) => entry.seq === seq)?.body ?? ''
  const said = entries.flatMap(({ kind, body }) => (kind === 'received' && body ? [body] : []))
  const isThere = page.kind === 'read' && text !== '' && standsOn(page.text, text, said)
  const state = stateOf(page, isThere)
  const feed =
    page.kind === 'read' ? page.feeds.find((one) => isInThread(waiting.thread, pageOf(one))) : undefined
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('placed_reply')
      .set({
        ...{ state, looked_at: clock.now(), feed: feed ?? null },
        reason: page.kind === 'unread' ? page.reason : null,
      })
      .where('conversation_id', '=', conversationId)
      .where('seq', '=', seq)
      .where('state', '=', 'to-look')
      .executeTakeFirstOrThrow()
    if (numUpdatedRows === 0n) return { kind: 'settled' }
    await tellOfChange(tx, conversationId)
    return { kind: state }
  })
}

function stateOf(page: ReadPageOutcome, isThere: boolean): Exclude<PlacedState, 'to-look'> {
  if (page.kind === 'read') return isThere ? 'seen' : 'not-found'
  return page.why
}

/** The page that a feed is of: `…/post/feed/` and `…/topic.rss` belong to what stands before it. */
function pageOf(feed: string): string {
  return feed.replace(/(?:\/(?:feed|rss|atom)(?:\/(?:atom|rss2?))?\/?|\.(?:rss|atom|xml|json))$/, '')
}

async function findWaiting(
  db: Db,
  { conversationId, seq }: Placed,
): Promise<{ address: string; thread: string[] } | undefined> {
  return db
    .selectFrom('placed_reply')
    .select(['address', 'thread'])
    .where('conversation_id', '=', conversationId)
    .where('seq', '=', seq)
    .where('state', '=', 'to-look')
    .where('address', '<>', '')
    .executeTakeFirst()
}

/** What a member of staff says of a reply that was put somewhere else, or asks for. */
export type LookDeed = 'seen' | 'gone' | 'look-again'

export type SayOutcome = { kind: 'kept' } | { kind: 'not-found' }

/** Somebody looked themselves: it stands there, or no longer; or the page is looked at once more. Who said it and when is kept. */
export async function sayOfPlaced(
  tx: Tx,
  turn: Omit<Turn, 'seen'>,
  { seq, deed }: { seq: number; deed: LookDeed },
): Promise<SayOutcome> {
  const { conversationId, by, now } = turn
  if (!(await lockReadable(tx, turn))) return { kind: 'not-found' }
  const said =
    deed === 'look-again'
      ? ({ state: 'to-look', looked_at: null, seen_by: null, reason: null } as const)
      : { state: deed, looked_at: now, seen_by: by, reason: null }
  const { numUpdatedRows } = await tx
    .updateTable('placed_reply')
    .set(said)
    .where('conversation_id', '=', conversationId)
    .where('seq', '=', seq)
    .where('address', '<>', '')
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) return { kind: 'not-found' }
  if (deed === 'look-again') await addJob(tx, lookAtPlacedJob, { conversationId, seq })
  await tellOfChange(tx, conversationId)
  return { kind: 'kept' }
}
