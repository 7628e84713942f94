import { createLimitedThread } from '#platform/thread'
import type { ReadOutcome } from './received-mail.ts'
import type { SafeHtml, ShownWith } from './shown-html.ts'

/** Understands mail that anybody may have sent, in a thread of its own: nothing in it holds up or ends anything. */
export interface MailReader {
  /** What a mail says, or why it is held. After mail that broke a limit, the next is read by a new thread. */
  read: (raw: Uint8Array, now: Date) => Promise<ReadOutcome>
  /** HTML that is safe to show; undefined where it is beyond all limits, and the text must do. */
  makeSafe: (html: string, shownWith: ShownWith) => Promise<SafeHtml | undefined>
  close: () => Promise<void>
}

/** What the thread is asked, and what it answers. */
export type MailQuestion =
  | { task: 'read'; raw: Uint8Array; now: Date }
  | { task: 'make-safe'; html: string; shownWith: ShownWith }
export type MailAnswer =
  | { task: 'read'; outcome: ReadOutcome }
  | { task: 'make-safe'; safe: SafeHtml | undefined }

/** The largest mail that is read takes three seconds on a slow machine. */
const LIMIT_MS = 20_000
/** Ten times the largest mail, as text of two bytes a character in several states. */
const MEMORY_MB = 768

/** Makes a reader; whoever makes it closes it. */
export function createMailReader({ limitMs = LIMIT_MS } = {}): MailReader {
  const thread = createLimitedThread<MailQuestion, MailAnswer>({
    file: threadFile(),
    limitMs,
    memoryMb: MEMORY_MB,
  })
  return {
    read: async (raw, now) => {
      const outcome = await thread.ask({ task: 'read', raw, now })
      if (outcome.kind !== 'answered') return { kind: 'held', reason: outcome.kind }
      if (outcome.answer.task !== 'read') throw new Error('The thread answered another question.')
      return outcome.answer.outcome
    },
    makeSafe: async (html, shownWith) => {
      const outcome = await thread.ask({ task: 'make-safe', html, shownWith })
      return outcome.kind === 'answered' && outcome.answer.task === 'make-safe'
        ? outcome.answer.safe
        : undefined
    },
    close: thread.close,
  }
}

/** Beside this file: as it is written, or as the build made it. */
function threadFile(): URL {
  const isBuilt = !import.meta.url.endsWith('.ts')
  return new URL(isBuilt ? './mail-reader.worker.js' : './mail-reader.worker.ts', import.meta.url)
}
