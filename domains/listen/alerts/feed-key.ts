import { createHash } from 'node:crypto'
import type { Db, Tx } from '#db'
import { findStaffMember, isAllowed } from '#domains/people'
import type { Locale } from '#platform/i18n'
import { drawOnceKey, isOnceKey } from '#platform/once'
import { ensureFollower, type Follower } from './follow.ts'

/**
 * Makes the key to the feeds of a member of staff: 128 bits, told once and kept as a hash. One that they had before opens nothing any more.
 * @returns the key
 */
export async function makeFeedKey(tx: Tx, follower: Follower, now: Date): Promise<string> {
  const key = drawOnceKey()
  await ensureFollower(tx, follower)
  await tx
    .updateTable('watch_follower')
    .set({ feed_seal: sealOf(key), feed_made_at: now })
    .where('account_id', '=', follower.accountId)
    .execute()
  return key
}

/** Ends the key of somebody. */
export async function dropFeedKey(tx: Tx, accountId: string): Promise<void> {
  await tx
    .updateTable('watch_follower')
    .set({ feed_seal: null, feed_made_at: null })
    .where('account_id', '=', accountId)
    .execute()
}

/** When the key of somebody was made; undefined where they have none. */
export async function findFeedKey(db: Db, accountId: string): Promise<Date | undefined> {
  const row = await db
    .selectFrom('watch_follower')
    .select('feed_made_at')
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row?.feed_made_at ?? undefined
}

/** Whose key it is; `ended` where they may not read it any more. */
export type FeedReading =
  | { kind: 'reader'; accountId: string; language: Locale; madeAt: Date }
  | { kind: 'ended' | 'unknown' }

/** Who reads by a key, asked anew each time: who works here no more reads nothing. */
export async function findFeedReading(db: Db, key: string, today: string): Promise<FeedReading> {
  const row = isOnceKey(key)
    ? await db
        .selectFrom('watch_follower')
        .select(['account_id', 'language', 'feed_made_at'])
        .where('feed_seal', '=', sealOf(key))
        .executeTakeFirst()
    : undefined
  if (!row?.feed_made_at) return { kind: 'unknown' }
  const staff = await findStaffMember(db, row.account_id, today)
  if (!staff || !isAllowed(staff, 'listen')) return { kind: 'ended' }
  return { kind: 'reader', accountId: row.account_id, language: row.language, madeAt: row.feed_made_at }
}

function sealOf(key: string): Buffer {
  return createHash('sha256').update(`watch-feed:${key}`).digest()
}
