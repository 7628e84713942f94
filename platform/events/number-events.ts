import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { addJob } from '../jobs/index.ts'
import { type Consumer, readEventsJob } from './consumer.ts'

/**
 * Gives the next numbers to all events that are committed, and wakes the consumers that have something to read. It looks
 * for rows without a number and remembers no place up to which it looked, so that a transaction that commits late is
 * numbered late, and leaves no gap. One does it at a time; a second waits, since it may have been woken by what the
 * first could not see yet.
 */
export async function numberEvents(db: Db, consumers: readonly Consumer[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('number-events', 0))`.execute(tx)
    // Whoever is new begins before what gets its number now.
    await beginConsumers(tx, consumers)
    await sql`update event set seq = numbered.seq
      from (
        select position, ${await findNewest(tx)}::bigint + row_number() over (order by position) as seq
        from event where event.seq is null
      ) as numbered
      where event.position = numbered.position`.execute(tx)
    await wakeConsumers(tx, consumers)
  })
}

/** The number of the newest event that has one. */
export async function findNewest(db: Db): Promise<number> {
  const { newest } = await db
    .selectFrom('event')
    .select((eb) => eb.fn.max('seq').as('newest'))
    .executeTakeFirstOrThrow()
  return newest ?? 0
}

async function beginConsumers(tx: Tx, consumers: readonly Consumer[]): Promise<void> {
  if (consumers.length === 0) return
  const newest = await findNewest(tx)
  const rows = consumers.map(({ name, begin }) => ({ name, read_through: begin === 'newest' ? newest : 0 }))
  await tx
    .insertInto('event_consumer')
    .values(rows)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}

/** Each has a job of its own, so that one that fails is tried again by itself, later each time. Nobody else uses their keys. */
async function wakeConsumers(tx: Tx, consumers: readonly Consumer[]): Promise<void> {
  if (consumers.length === 0) return
  const names = consumers.map(({ name }) => name)
  const behind = await tx
    .selectFrom('event_consumer')
    .select('name')
    .where('name', 'in', names)
    .where('read_through', '<', await findNewest(tx))
    .execute()
  for (const { name } of behind)
    await addJob(tx, readEventsJob, { consumer: name }, { key: `read-events:${name}`, keepsWaiting: true })
}
