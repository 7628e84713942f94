import type { Db } from '#db'
import { type Consumer, numberEvents, readEvents } from '#platform/events'

/** Lets these consumers take all that happened, as the worker does. */
export async function passEventsOn(db: Db, consumers: readonly Consumer[]): Promise<void> {
  await numberEvents(db, consumers)
  for (const consumer of consumers) await readEvents(db, consumer)
}
