import { type ConversationPage, findPostOfConversation, type PostOfConversation } from '#domains/answer'
import type { WebContext } from '#web/http'

/** By which way a conversation came, where that is one of its own. */
export type Ways = {
  /** The post in public that it was made of. */
  post: PostOfConversation | undefined
}

export async function readWays(c: WebContext, { conversation, entries }: ConversationPage): Promise<Ways> {
  const isPost = entries[0]?.channel === 'feed'
  return { post: isPost ? await findPostOfConversation(c.var.services.db, conversation.id) : undefined }
}
