import type { Tx } from '#db'
import type { NewEvent } from './event.ts'
/** Numbers what was recorded, and wakes those who follow: added with each event, and by clockwork as a net. */
export declare const numberEventsJob: import('../jobs/job.ts').Job<{
  [x: string]: unknown
}>
/**
 * Records that something became public, changed or was withdrawn, in the transaction that does it: those who follow hear
 * of it when that is committed, and never when it is not. The job has no key: transactions that share one would wait for
 * each other.
 */
export declare function recordEvent(tx: Tx, ...events: NewEvent[]): Promise<void>
