import type { Tx } from '#db'
import type { EventType, RecordedEvent } from './event.ts'
/** Lets a consumer read what it has not read yet. */
export declare const readEventsJob: import('../jobs/job.ts').Job<{
  consumer: string
}>
/** Somebody who follows events: what becomes of them is a matter of its own, of which whoever recorded them knows nothing. */
export type Consumer = {
  /** How its place among the events is kept: another name begins anew. */
  name: string
  types: readonly [EventType, ...EventType[]]
  /** Where it begins when it is new: at the first event that there is, or behind all that there are. */
  begin: 'oldest' | 'newest'
  /**
   * Takes an event, in order, once: all that it does is in this transaction, in which its place moves too. It may write and
   * add jobs, and do nothing outside of the database.
   */
  take: (tx: Tx, event: RecordedEvent) => Promise<void>
}
