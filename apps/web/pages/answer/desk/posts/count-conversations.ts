import { countConversationsOfSources } from '#domains/answer'
import type { CountForCommunity } from '#web/pages/listen'
import { say } from '#web/words'
import { postsMessages } from './posts.messages.ts'

/** On the page of a community: how many conversations were made of what its sources brought. */
export const countConversationsOf: CountForCommunity = async (c, sourceIds, from) => [
  {
    term: say(c, postsMessages)('conversations'),
    detail: await countConversationsOfSources(c.var.services.db, sourceIds, from),
  },
]
