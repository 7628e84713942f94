import type { Db } from '#db'
import { type Consumer } from '#platform/events'
/** Lets these consumers take all that happened, as the worker does. */
export declare function passEventsOn(db: Db, consumers: readonly Consumer[]): Promise<void>
