import { answerInThread } from '#platform/thread'
import { discoverFeeds } from './feed-discovery.ts'
import type { FeedAnswer, FeedQuestion } from './feed-reader.ts'
import { readFeed } from './read-feed.ts'

// The inside of the thread of a feed reader. Started by feed-reader.ts.
answerInThread<FeedQuestion, FeedAnswer>(({ task, source }) =>
  task === 'read'
    ? { task, outcome: readFeed(source) }
    : { task, addresses: discoverFeeds(source.bytes, source.url, source.contentType) },
)
