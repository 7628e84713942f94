import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '#db'
import { newId } from '../db/index.ts'
import { defineJob } from '../jobs/index.ts'

/** How long we know to whom a mail went, in days: long enough to find out why it did not come through. */
export const MAIL_KEPT_DAYS = 30

const DAY_MS = 24 * 60 * 60 * 1000

/** Forgets to whom mail went: clockwork, once a day. */
export const forgetRecipientsJob = defineJob('forget-recipients', z.looseObject({}))

/**
 * Forgets address, subject and error of mail that left, or was refused, long ago, and writes down how many; that there
 * was a mail and how it ended stays.
 */
export async function forgetRecipients(db: Db, now: Date): Promise<number> {
  const olderThan = new Date(now.getTime() - MAIL_KEPT_DAYS * DAY_MS)
  return db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('outgoing_mail')
      .set({ recipient: '', subject: '', last_error: null })
      .where('state', '<>', 'waiting')
      .where(sql<Date>`coalesce(sent_at, created_at)`, '<', olderThan)
      .where('recipient', '<>', '')
      .executeTakeFirstOrThrow()
    const removed = Number(numUpdatedRows)
    const run = { kind: 'mail-recipient', older_than: olderThan, removed, ran_at: now }
    await tx
      .insertInto('retention_run')
      .values({ id: newId(), ...run })
      .execute()
    return removed
  })
}
