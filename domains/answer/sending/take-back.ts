import type { Tx } from '#db'
import { tellOfChange } from '../conversations/conversation-feed.ts'
import { lockReadable, type Turn } from '../conversations/take-turn.ts'

/** What became of a reply that somebody wants back; `body` is null where it is a draft that stands in the conversation. */
export type TakeBackOutcome =
  /** Their own: it no longer leaves, and is theirs to go on with. */
  | { kind: 'taken-back'; body: string | null }
  /** That of a colleague: it is held for them, and they are told. */
  | { kind: 'stopped' }
  /** That of a colleague which is held: its words, to go on with; theirs stay. */
  | { kind: 'copied'; body: string | null }
  /** It left already, or was taken back. */
  | { kind: 'left' }

/** Takes back a reply that has not left, or stops that of a colleague. */
export async function takeBackReply(tx: Tx, turn: Omit<Turn, 'seen'>, id: string): Promise<TakeBackOutcome> {
  const { conversationId, by, now } = turn
  if (!(await lockReadable(tx, turn))) return { kind: 'left' }
  const reply = await tx
    .selectFrom('leaving_reply')
    .select(['account_id', 'body', 'held_at'])
    .where('conversation_id', '=', conversationId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!reply) return { kind: 'left' }
  const { account_id: writer, body, held_at: heldAt } = reply
  if (writer !== by && heldAt) return { kind: 'copied', body }
  if (writer === by) await tx.deleteFrom('leaving_reply').where('id', '=', id).execute()
  else
    await tx
      .updateTable('leaving_reply')
      .set({ held_at: now, held_why: 'stopped', held_by: by })
      .where('id', '=', id)
      .execute()
  await tellOfChange(tx, conversationId)
  return writer === by ? { kind: 'taken-back', body } : { kind: 'stopped' }
}
