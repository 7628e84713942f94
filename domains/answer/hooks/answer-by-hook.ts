import type { Db, Tx } from '#db'
import { queueHook } from '#platform/hooks'
import type { Conversation } from '../conversations/conversation.ts'
import type { HookAnswer } from './hook-message.ts'

/** The channel of others by which a conversation came. */
export type HookOfConversation = { channel: string; takesAnswers: boolean }

export async function findHookOfConversation(
  db: Db,
  conversationId: string,
): Promise<HookOfConversation | undefined> {
  const found = await findThread(db, conversationId)
  return found && { channel: found.channel, takesAnswers: found.takesAnswers }
}

function findThread(db: Db, conversationId: string) {
  return db
    .selectFrom('hook_thread')
    .innerJoin('channel', 'channel.id', 'hook_thread.channel_id')
    .select(['channel.name as channel', 'channel.takes_answers as takesAnswers'])
    .select(['hook_thread.thread', 'hook_thread.author'])
    .where('hook_thread.conversation_id', '=', conversationId)
    .executeTakeFirst()
}

/**
 * Puts an answer in the outbox of the channel that a conversation came by.
 * @returns its id there; undefined where it came by none, or by one that takes no answers
 */
export async function answerByHook(
  tx: Tx,
  { conversation, body }: { conversation: Conversation; body: string },
  now: Date,
): Promise<string | undefined> {
  const thread = await findThread(tx, conversation.id)
  if (!thread?.takesAnswers) return undefined
  const at = now.toISOString()
  const bodyOf = (id: string): HookAnswer => ({
    ...{ type: 'message.answered', timestamp: at },
    data: {
      ...{ id, thread: thread.thread, author: { id: thread.author } },
      ...{ text: body, language: conversation.language, sentAt: at },
    },
  })
  return queueHook(tx, { channel: thread.channel, bodyOf, now })
}
