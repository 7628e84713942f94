import { createLimitedThread } from '#platform/thread'
import type { ReadOutcome } from './parsed-feed.ts'
import type { FeedSource } from './read-feed.ts'

/** Understands what strangers wrote, in a thread of its own: nobody's page waits for it. */
export interface FeedReader {
  /** What the bytes say, as a feed. */
  read: (source: FeedSource) => Promise<ReadOutcome>
  /** The feeds that a web page points to, the most likely first; none where it is beyond all limits. */
  discover: (page: FeedSource) => Promise<string[]>
  close: () => Promise<void>
}

/** What the thread is asked. */
export type FeedQuestion = { task: 'read' | 'discover'; source: FeedSource }
export type FeedAnswer = { task: 'read'; outcome: ReadOutcome } | { task: 'discover'; addresses: string[] }

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
  return {
    read: async (source) => {
      const outcome = await thread.ask({ task: 'read', source: { timeZone, ...source } })
      if (outcome.kind !== 'answered') return { kind: 'not-a-feed', reason: outcome.kind }
      if (outcome.answer.task !== 'read') throw new Error('The thread answered another question.')
      return outcome.answer.outcome
    },
    discover: async (source) => {
      const outcome = await thread.ask({ task: 'discover', source })
      return outcome.kind === 'answered' && outcome.answer.task === 'discover' ? outcome.answer.addresses : []
    },
    close: thread.close,
  }
}

/** Beside this file: as it is written, or as the build made it. */
function threadFile(): URL {
  const isBuilt = !import.meta.url.endsWith('.ts')
  return new URL(isBuilt ? './feed-reader.worker.js' : './feed-reader.worker.ts', import.meta.url)
}
