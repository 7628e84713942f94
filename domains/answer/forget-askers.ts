import { z } from 'zod'
import type { Db } from '#db'
import { newId } from '#platform/db'
import { defineJob } from '#platform/jobs'

/** How long after the answer we still know who asked, in days: they may write back, or complain. */
export const ASKER_KEPT_DAYS = 180

const DAY_MS = 24 * 60 * 60 * 1000

/** Forgets who asked what was answered long ago: clockwork, once a day. */
export const forgetAskersJob = defineJob('forget-askers', z.looseObject({}))

/** Forgets name and address of whoever had their answer long ago, and writes down how many; what was asked stays. */
export async function forgetAskers(db: Db, now: Date): Promise<number> {
  const olderThan = new Date(now.getTime() - ASKER_KEPT_DAYS * DAY_MS)
  return db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('conversation_contact')
      .where('conversation_id', 'in', (from) =>
        from
          .selectFrom('conversation')
          .select('id')
          .where('status', '=', 'answered')
          .where('answered_at', '<', olderThan),
      )
      .executeTakeFirstOrThrow()
    const removed = Number(numDeletedRows)
    const run = { kind: 'conversation-contact', older_than: olderThan, removed, ran_at: now }
    await tx
      .insertInto('retention_run')
      .values({ id: newId(), ...run })
      .execute()
    return removed
  })
}
