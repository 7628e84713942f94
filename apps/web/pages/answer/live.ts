import type { ConversationFeed, Passing, Progress } from '#domains/answer'
import { LiveRooms, writeEvent } from '#web/http'

/**
 * Conversations as they go on, for pages that are open. Staff are told of every entry and of what passes, whoever asked of what they
 * can see.
 */
export type LiveConversations = { ofStaff: LiveRooms<Progress | Passing>; ofAskers: LiveRooms<Progress> }

declare module 'hono' {
  interface ContextVariableMap {
    liveConversations: LiveConversations
  }
}

export function createLiveConversations(feed: ConversationFeed): LiveConversations {
  const newest = (id: string) => feed.newest(id)
  return {
    ofStaff: new LiveRooms<Progress | Passing>({
      newest,
      follow: (id, { tell, end }) => feed.follow(id, { tell, pass: tell, end }),
      versionOf: seqOf,
      eventOf: (news) =>
        'here' in news
          ? writeEvent('presence', undefined, news.here)
          : writeEvent('changed', seqOf(news), null),
    }),
    ofAskers: new LiveRooms<Progress>({
      newest,
      follow: (id, { tell, end }) => feed.follow(id, { tell, end }),
      versionOf: ({ shown }) => shown,
      eventOf: ({ shown }) => writeEvent('changed', shown, null),
    }),
  }
}

function seqOf(news: Progress | Passing): number | undefined {
  return 'seq' in news ? news.seq : undefined
}
