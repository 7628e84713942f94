import { answerInThread } from '#platform/thread'
import { readList } from '../lists/read-list.ts'
import { readPage } from '../pages/read-page.ts'
import { discoverFeeds } from './feed-discovery.ts'
import type { FeedAnswer, FeedQuestion } from './feed-reader.ts'
import { readFeed } from './read-feed.ts'
import { readPageWords } from './read-page-words.ts'

// The inside of the thread of a feed reader. Started by feed-reader.ts.
answerInThread<FeedQuestion, FeedAnswer>(({ task, source }) => {
  if (task === 'read') return { task, outcome: readFeed(source) }
  if (task === 'page') return { task, outcome: readPage(source) }
  if (task === 'list') return { task, outcome: readList(source) }
  if (task === 'words') return { task, ...readPageWords(source) }
  return { task, addresses: discoverFeeds(source.bytes, source.url, source.contentType) }
})
