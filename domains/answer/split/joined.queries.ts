import { sql } from 'kysely'
import type { Db } from '#db'
import type { ConversationStatus } from '../conversations/conversation.ts'

/** A conversation of whoever asked that goes on from another of theirs, as they may know of it. */
export type JoinedConversation = {
  /** Of its input. */
  publicId: string
  inputId: string
  subject: string
  status: ConversationStatus
  receivedAt: Date
  /** It was split off, or they came back long after the other was solved. */
  why: 'split' | 'later'
}

/** More of one person are not followed from one beginning. */
const MOST_JOINED = 20

/**
 * The conversations that go on from the one that an input began, whichever of them they go on from: what the holder of its code reads too. What
 * was merged into another is not among them; it is read where it is handled. In the order in which they began.
 */
export async function listJoined(db: Db, inputId: string): Promise<JoinedConversation[]> {
  const { rows } = await sql<JoinedConversation>`
    with recursive own (id, depth) as (
      select id, 0 from conversation where input_id = ${inputId}::uuid
      union all
      select next.id, own.depth + 1 from own join conversation next on next.continues = own.id where own.depth < ${MOST_JOINED}
    )
    select input.public_id as "publicId", input.id as "inputId", conversation.subject, conversation.status,
      conversation.received_at as "receivedAt", case when first.other_id is null then 'later' else 'split' end as why
    from own
    join conversation on conversation.id = own.id and own.depth > 0 and conversation.merged_into is null
    join input on input.id = conversation.input_id
    join conversation_entry as first on first.conversation_id = conversation.id and first.seq = 1
    order by conversation.id limit ${MOST_JOINED}`.execute(db)
  return rows
}

/** Of some conversations in which things are answered that were split off, those of whoever asked first, by their ids. */
export async function findOfSameAsker(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { publicId: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('conversation')
    .innerJoin('input', 'input.id', 'conversation.input_id')
    .select(['conversation.id', 'input.public_id as publicId'])
    .where('conversation.id', 'in', ids)
    .where('conversation.continues', 'is not', null)
    .execute()
  return new Map(rows.map(({ id, publicId }) => [id, { publicId }]))
}
