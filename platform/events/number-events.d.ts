import type { Db } from '#db'
import { type Consumer } from './consumer.ts'
/**
 * Gives the next numbers to all events that are committed, and wakes the consumers that have something to read. It looks
 * for rows without a number and remembers no place up to which it looked, so that a transaction that commits late is
 * numbered late, and leaves no gap. One does it at a time; a second waits, since it may have been woken by what the
 * first could not see yet.
 */
export declare function numberEvents(db: Db, consumers: readonly Consumer[]): Promise<void>
/** The number of the newest event that has one. */
export declare function findNewest(db: Db): Promise<number>
