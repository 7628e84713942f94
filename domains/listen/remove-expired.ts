import type { Db, Tx } from '#db'
import { newId } from '#platform/db'

const DAY_MS = 24 * 60 * 60 * 1000

/** How long each kind is kept, in days; the register of sources tells the public the same. */
export const RETENTION_DAYS = {
  /** Long enough to understand a file again after a mistake of ours. It holds more than we keep of it. */
  'listen-raw': 14,
  /** Of posts: title, text and earlier versions. */
  'listen-text': 90,
  /** What is left of a post after that, to count by. */
  'listen-post': 730,
} as const

export type RetentionKind = keyof typeof RETENTION_DAYS

const removers: Record<RetentionKind, (tx: Tx, olderThan: Date, now: Date) => Promise<number>> = {
  'listen-raw': removeRaw,
  'listen-text': removeText,
  'listen-post': removePosts,
}

/** In this order: a post goes after its text went. */
const KINDS = ['listen-raw', 'listen-text', 'listen-post'] as const satisfies RetentionKind[]

/**
 * Removes what has been kept as long as it may be, and writes down what went.
 * @param dry  does the same, counts, and undoes it
 */
export async function removeExpired(
  db: Db,
  now: Date,
  { dry = false }: { dry?: boolean } = {},
): Promise<Record<RetentionKind, number>> {
  const tx = await db.startTransaction().execute()
  try {
    const removed = await removeAll(tx, now)
    await (dry ? tx.rollback() : tx.commit()).execute()
    return removed
  } catch (error) {
    await tx.rollback().execute()
    throw error
  }
}

async function removeAll(tx: Tx, now: Date): Promise<Record<RetentionKind, number>> {
  const removed = { 'listen-raw': 0, 'listen-text': 0, 'listen-post': 0 }
  for (const kind of KINDS) {
    const olderThan = new Date(now.getTime() - RETENTION_DAYS[kind] * DAY_MS)
    removed[kind] = await removers[kind](tx, olderThan, now)
    await tx
      .insertInto('retention_run')
      .values({ id: newId(), kind, older_than: olderThan, removed: removed[kind], ran_at: now })
      .execute()
  }
  return removed
}

async function removeRaw(tx: Tx, olderThan: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('source_raw')
    .where('fetched_at', '<', olderThan)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}

/** The row stays to count by, and so that the post is not taken for new while its feed still holds it. */
async function removeText(tx: Tx, olderThan: Date, now: Date): Promise<number> {
  const expired = tx
    .selectFrom('post')
    .select('id')
    .where('text_removed_at', 'is', null)
    .where('text_since', '<', olderThan)
  await tx
    .deleteFrom('post_version')
    .where(({ or, eb }) => or([eb('replaced_at', '<', olderThan), eb('post_id', 'in', expired)]))
    .execute()
  await tx
    .updateTable('post_match')
    .set({ title_spans: [], body_spans: [] })
    .where('post_id', 'in', expired)
    .execute()
  const { numUpdatedRows } = await tx
    .updateTable('post')
    .set({ title: '', html: '', body: '', text_removed_at: now })
    .where('id', 'in', expired)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** A post that counts in a dossier stays, without its text. */
async function removePosts(tx: Tx, olderThan: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('post')
    .where('first_seen_at', '<', olderThan)
    .where('text_removed_at', 'is not', null)
    .where('id', 'not in', (query) => query.selectFrom('post_input').select('post_input.post_id'))
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
