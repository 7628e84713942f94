import type { Selectable } from 'kysely'
import type { DB, Db } from '#db'

/** How it stands with a reply that was put somewhere else, as far as we looked. */
export type PlacedState = Selectable<DB['placed_reply']>['state']

/** Where a reply stands, and what we saw of it. */
export type PlacedReply = {
  /** Empty once it is let go of. */
  address: string
  state: PlacedState
  /** Why it was not read: `robots`, or what the site answered, as `status-403`. */
  reason: string | null
  lookedAt: Date | null
  /** Who saw it with their own eyes, or saw that it is gone. */
  seenBy: string | null
  /** Where what is said below it can be followed, as the page says; null where it says nothing, or we follow it. */
  feed: string | null
}

/** The replies of a conversation that were put somewhere else, by the number of their entry. */
export async function listPlaced(db: Db, conversationId: string): Promise<Map<number, PlacedReply>> {
  const rows = await db
    .selectFrom('placed_reply as placed')
    .leftJoin('account', 'account.id', 'placed.seen_by')
    .leftJoin('source', (join) =>
      join.onRef('source.address', '=', 'placed.feed').on('source.stopped_at', 'is', null),
    )
    .select(['placed.seq', 'placed.address', 'placed.state', 'placed.reason', 'placed.feed'])
    .select(['placed.looked_at as lookedAt', 'account.name as seenBy', 'source.id as sourceId'])
    .where('placed.conversation_id', '=', conversationId)
    .execute()
  return new Map(
    rows.map(({ seq, sourceId, feed, ...placed }) => [
      seq,
      { ...placed, feed: sourceId === null ? feed : null },
    ]),
  )
}
