import { createLimitedThread } from '#platform/thread'
import type { ReadListOutcome } from '../lists/feed-list.ts'
import type { ReadPageOutcome } from '../pages/page-outcome.ts'
import type { ReadOutcome } from './parsed-feed.ts'
import type { FeedSource } from './read-feed.ts'

/** Understands what strangers wrote, in a thread of its own: nobody's page waits for it. */
export interface FeedReader {
  /** What the bytes say, as a feed. */
  read: (source: FeedSource) => Promise<ReadOutcome>
  /** The feeds that a web page points to, the most likely first; none where it is beyond all limits. */
  discover: (page: FeedSource) => Promise<string[]>
  /** The words of a web page, and the feeds that it points to; none where it is beyond all limits. */
  readWords: (page: FeedSource) => Promise<PageWords>
  /** The feeds that a list of them names. */
  readList: (file: Pick<FeedSource, 'bytes'>) => Promise<ReadListOutcome>
  /** What a page of the web says, if it may be taken in. */
  readPage: (page: FeedSource) => Promise<ReadPageOutcome>
  close: () => Promise<void>
}

/** What a page says, one line a paragraph. */
export type PageWords = { text: string; feeds: string[] }

/** What the thread is asked. */
export type FeedQuestion = { task: FeedAnswer['task']; source: FeedSource }
export type FeedAnswer =
  | { task: 'read'; outcome: ReadOutcome }
  | { task: 'list'; outcome: ReadListOutcome }
  | { task: 'discover'; addresses: string[] }
  | { task: 'page'; outcome: ReadPageOutcome }
  | ({ task: 'words' } & PageWords)

/** The largest feeds take a second on a slow machine. */
const LIMIT_MS = 10_000
/** A feed of the largest size that is fetched needs a fifth. */
const MEMORY_MB = 512

/**
 * Makes a reader; whoever makes it closes it.
 * @param timeZone for dates that say no zone
 */
export function createFeedReader({ timeZone = 'UTC', limitMs = LIMIT_MS } = {}): FeedReader {
  const thread = createLimitedThread<FeedQuestion, FeedAnswer>({
    file: threadFile(),
    limitMs,
    memoryMb: MEMORY_MB,
  })
  const ask = (task: FeedQuestion['task'], source: FeedSource) =>
    thread.ask({ task, source: { timeZone, ...source } })
  return {
    read: async (source) => {
      const asked = await ask('read', source)
      if (asked.kind !== 'answered') return { kind: 'not-a-feed', reason: asked.kind }
      return asked.answer.task === 'read' ? asked.answer.outcome : answeredAnother()
    },
    readList: async (file) => {
      const asked = await ask('list', { ...file, url: '' })
      if (asked.kind !== 'answered') return { kind: 'not-a-list', reason: asked.kind }
      return asked.answer.task === 'list' ? asked.answer.outcome : answeredAnother()
    },
    discover: async (source) => {
      const asked = await ask('discover', source)
      if (asked.kind !== 'answered') return []
      return asked.answer.task === 'discover' ? asked.answer.addresses : answeredAnother()
    },
    readPage: async (source) => {
      const asked = await ask('page', source)
      if (asked.kind !== 'answered') return { kind: 'no-page', reason: `page-${asked.kind}` }
      return asked.answer.task === 'page' ? asked.answer.outcome : answeredAnother()
    },
    readWords: async (source) => {
      const asked = await ask('words', source)
      if (asked.kind !== 'answered') return { text: '', feeds: [] }
      return asked.answer.task === 'words' ? asked.answer : answeredAnother()
    },
    close: thread.close,
  }
}

function answeredAnother(): never {
  throw new Error('The thread answered another question.')
}

/** Beside this file: as it is written, or as the build made it. */
function threadFile(): URL {
  const isBuilt = !import.meta.url.endsWith('.ts')
  return new URL(isBuilt ? './feed-reader.worker.js' : './feed-reader.worker.ts', import.meta.url)
}
