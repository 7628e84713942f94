import {
  type ConversationPage,
  findHookOfConversation,
  findPostOfConversation,
  type HookOfConversation,
  type PostOfConversation,
} from '#domains/answer'
import type { WebContext } from '#web/http'

/** By which way a conversation came, where that is one of its own. */
export type Ways = {
  /** The post in public that it was made of. */
  post: PostOfConversation | undefined
  /** The channel of others that brought it, as long as it is known where it came from there. */
  hook: HookOfConversation | undefined
}

export async function readWays(c: WebContext, { conversation, entries }: ConversationPage): Promise<Ways> {
  const { db } = c.var.services
  const channel = entries[0]?.channel
  return {
    post: channel === 'feed' ? await findPostOfConversation(db, conversation.id) : undefined,
    hook: channel === 'hook' ? await findHookOfConversation(db, conversation.id) : undefined,
  }
}
