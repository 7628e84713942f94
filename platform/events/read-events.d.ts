import type { Db } from '#db'
import type { Consumer } from './consumer.ts'
/**
 * Lets a consumer take all that it has not taken yet, in order. Killed anywhere, it goes on where it was. An event at
 * which it throws holds up what comes behind, for this consumer alone, until it can be taken; what comes before goes.
 */
export declare function readEvents(db: Db, consumer: Consumer): Promise<void>
