import type { ConversationFeed, Progress } from '#domains/answer'
import { LiveRooms, writeEvent } from '#web/http'

/** Conversations as they go on, for pages that are open. Staff are told of every entry, whoever asked of what they can see. */
export type LiveConversations = { ofStaff: LiveRooms<Progress>; ofAskers: LiveRooms<Progress> }

declare module 'hono' {
  interface ContextVariableMap {
    liveConversations: LiveConversations
  }
}

export function createLiveConversations(feed: ConversationFeed): LiveConversations {
  const rooms = (versionOf: (progress: Progress) => number) =>
    new LiveRooms<Progress>({
      newest: (id) => feed.newest(id),
      follow: (id, follower) => feed.follow(id, follower),
      versionOf,
      eventOf: (progress) => writeEvent('changed', versionOf(progress), null),
    })
  return { ofStaff: rooms(({ seq }) => seq), ofAskers: rooms(({ shown }) => shown) }
}
