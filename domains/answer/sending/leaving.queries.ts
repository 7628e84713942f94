import { sql } from 'kysely'
import type { Db } from '#db'
import { defineRetention } from '#platform/retention'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import { copiesSchema } from '../recipients/copy.ts'
import type { LeavingReply } from './leaving.ts'

/** More are not shown at once. */
const MOST_SHOWN = 20

/** What was sent in a conversation and has not left, that which waits first. */
export async function listLeavingReplies(db: Db, conversationId: string): Promise<LeavingReply[]> {
  const rows = await selectReplies(db)
    .where('reply.conversation_id', '=', conversationId)
    .orderBy(sql`reply.held_at desc nulls first`)
    .orderBy('reply.id')
    .limit(MOST_SHOWN)
    .execute()
  return rows.map(({ draftSeq, heldAt, heldWhy, heldBy, copies, ...reply }) => ({
    ...reply,
    copies: copiesSchema.parse(copies).map(({ address }) => address),
    isDraft: draftSeq !== null,
    held: heldAt && heldWhy ? { at: heldAt, why: heldWhy, by: heldBy } : undefined,
  }))
}

function selectReplies(db: Db) {
  return db
    .selectFrom('leaving_reply as reply')
    .innerJoin('account', 'account.id', 'reply.account_id')
    .leftJoin('account as holder', 'holder.id', 'reply.held_by')
    .leftJoin('conversation_entry as draft', (join) =>
      join
        .onRef('draft.conversation_id', '=', 'reply.conversation_id')
        .onRef('draft.seq', '=', 'reply.draft_seq'),
    )
    .select([
      'reply.id',
      'account.name as by',
      'account.id as byId',
      'reply.draft_seq as draftSeq',
      'reply.leaves_at as leavesAt',
      'reply.copies',
      'reply.held_at as heldAt',
      'reply.held_why as heldWhy',
      'holder.name as heldBy',
    ])
    .select(sql<string>`coalesce(reply.body, draft.body, '')`.as('body'))
}

/** A conversation in which a reply did not leave. */
export type HeldReplyLine = { conversationId: string; subject: string; language: string }

/** In which conversations replies of somebody were held and are not taken back, the newest first. */
export function listHeldReplies(db: Db, reader: Reader): Promise<HeldReplyLine[]> {
  return db
    .selectFrom('leaving_reply as reply')
    .innerJoin('conversation', 'conversation.id', 'reply.conversation_id')
    .select(['conversation.id as conversationId', 'conversation.subject', 'conversation.language'])
    .where('reply.account_id', '=', reader.accountId)
    .where('reply.held_at', 'is not', null)
    .where(mayRead(reader, 'conversation.subject_id'))
    .orderBy('reply.held_at', 'desc')
    .orderBy('reply.id')
    .limit(MOST_SHOWN)
    .execute()
}

/** What became of the reply that somebody just sent in a conversation. */
export type OwnReply = { conversationId: string; subject: string; language: string } & (
  | { state: 'waits'; id: string; leavesAt: Date }
  /** It left, or was taken back. */
  | { state: 'held' | 'gone' }
)

/** What became of the newest reply of somebody in a conversation: for the page that they see after they sent it. */
export async function findOwnReply(
  db: Db,
  conversationId: string,
  reader: Reader,
): Promise<OwnReply | undefined> {
  const found = await db
    .selectFrom('conversation')
    .leftJoin('leaving_reply as reply', (join) =>
      join
        .onRef('reply.conversation_id', '=', 'conversation.id')
        .on('reply.account_id', '=', reader.accountId),
    )
    .select(['conversation.subject', 'conversation.language'])
    .select(['reply.id', 'reply.leaves_at as leavesAt', 'reply.held_at as heldAt'])
    .where('conversation.id', '=', conversationId)
    .where(mayRead(reader, 'conversation.subject_id'))
    .orderBy('reply.ordered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!found) return undefined
  const { id, leavesAt, heldAt, ...conversation } = found
  const about = { conversationId, ...conversation }
  if (id && leavesAt && !heldAt) return { ...about, state: 'waits', id, leavesAt }
  return { ...about, state: heldAt ? 'held' : 'gone' }
}

/** Replies that did not leave and that nobody took back. */
export const heldReplies = defineRetention<string>({
  kind: 'held-reply',
  what: 'a reply that a member of staff sent and that did not leave',
  keptFor: { days: 30 },
  from: 'it was held; sooner, when its writer takes it back',
  ground: 'Nobody loses a text by being ill or on leave, and what nobody will send is not kept for good.',
  table: 'leaving_reply',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`held_at < ${olderThan}`,
})
