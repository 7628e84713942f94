import {
  type ConversationPage,
  findHookOfConversation,
  findPostOfConversation,
  type HookOfConversation,
  type PostOfConversation,
  readDisclosure,
} from '#domains/answer'
import type { WebContext } from '#web/http'
import { getStaff } from '#web/shell'

/** By which way a conversation came, where that is one of its own. */
export type Ways = {
  /** The post in public that it was made of. */
  post: PostOfConversation | undefined
  /** The channel of others that brought it, as long as it is known where it came from there. */
  hook: HookOfConversation | undefined
  /** What stands below their reply, where that is put below the post. */
  speaker: string | undefined
}

export async function readWays(
  c: WebContext,
  { conversation, contact, entries }: ConversationPage,
): Promise<Ways> {
  const { db } = c.var.services
  const channel = entries[0]?.channel
  const post = channel === 'feed' ? await findPostOfConversation(db, conversation.id) : undefined
  const { accountId } = await getStaff(c)
  return {
    post,
    speaker:
      post && contact.address === null ? await readDisclosure(db, conversation.id, accountId) : undefined,
    hook: channel === 'hook' ? await findHookOfConversation(db, conversation.id) : undefined,
  }
}
