import type { CommunityManners } from '#domains/listen'
import type { WebContext } from '#web/http'
import { say } from '#web/words'
import { communitiesMessages } from './communities.messages.ts'

/** How one behaves in a community, in one line: whether we may reply there, and whom to ask. */
export function mannersLine(
  c: WebContext,
  community: Pick<CommunityManners, 'may_reply' | 'whom_to_ask'>,
): string {
  const t = say(c, communitiesMessages)
  const { may_reply: may, whom_to_ask: whom } = community
  return whom === '' ? t(may) : t('manners', { may: t(may), whom: t('whom', { whom }) })
}
