import type { Selectable } from 'kysely'
import type { DB, Db } from '#db'
import type { Consumer } from './consumer.ts'
import type { RecordedEvent } from './event.ts'
import { findNewest } from './number-events.ts'

/** Events of one transaction. */
const AT_ONCE = 100

/**
 * Lets a consumer take all that it has not taken yet, in order. Killed anywhere, it goes on where it was. An event at
 * which it throws holds up what comes behind, for this consumer alone, until it can be taken; what comes before goes.
 */
export async function readEvents(db: Db, consumer: Consumer): Promise<void> {
  while (await readBatch(db, consumer, AT_ONCE).catch(() => readBatch(db, consumer, 1))) {}
}

/** @returns whether there may be more */
function readBatch(db: Db, { name, types, take }: Consumer, size: number): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    // Of two at once the second waits, and reads from where the first ended.
    const { read_through } = await tx
      .selectFrom('event_consumer')
      .select('read_through')
      .where('name', '=', name)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const newest = await findNewest(tx)
    const names = types.map((type) => type.name)
    const rows = await tx
      .selectFrom('event')
      .selectAll()
      .where('seq', '>', read_through)
      .where('seq', '<=', newest)
      .where('type', 'in', names)
      .orderBy('seq')
      .limit(size)
      .execute()
    for (const row of rows) await take(tx, eventOf(row))
    const last = rows.length === size ? rows.at(-1)?.seq : undefined
    await tx
      .updateTable('event_consumer')
      .set({ read_through: last ?? newest })
      .where('name', '=', name)
      .execute()
    return last !== undefined
  })
}

function eventOf(row: Selectable<DB['event']>): RecordedEvent {
  return {
    seq: row.seq ?? 0,
    type: row.type,
    subject: { id: row.subject_id, number: row.subject_number },
    dossierId: row.dossier_id,
    at: row.happened_at,
    on: row.happened_on,
  }
}
