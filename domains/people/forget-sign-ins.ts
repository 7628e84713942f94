import { z } from 'zod'
import type { Db } from '#db'
import { defineJob } from '#platform/jobs'
import { removeEndedSessions } from './session.ts'

/** Accounts looked at in one run. */
const AT_ONCE = 1000

/** Forgets sessions and links that are over, and accounts of nobody who works here: clockwork, a few times an hour. */
export const forgetSignInsJob = defineJob('people-forget-sign-ins', z.looseObject({}))

/**
 * Removes sessions and links that are over, and accounts of people who never worked here and did nothing: opening a
 * link used to make one for any stranger.
 * @returns how many of each went
 */
export async function forgetSignIns(db: Db): Promise<{ sessions: number; accounts: number }> {
  const sessions = await db.transaction().execute(removeEndedSessions)
  const strangers = await db
    .selectFrom('account')
    .select('id')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('staff_member').select('account_id').whereRef('account_id', '=', 'account.id'))),
    )
    .orderBy('id')
    .limit(AT_ONCE)
    .execute()
  let accounts = 0
  for (const { id } of strangers) if (await removeStranger(db, id)) accounts++
  return { sessions, accounts }
}

/** Whatever room has something of the account keeps it: foreign keys say so, without this room knowing the others. */
async function removeStranger(db: Db, id: string): Promise<boolean> {
  try {
    return await db.transaction().execute(async (tx) => {
      await tx.selectFrom('account').select('id').where('id', '=', id).forUpdate().execute()
      // Only now: somebody may have made them a colleague while we waited for the lock.
      const { numDeletedRows } = await tx
        .deleteFrom('account')
        .where('id', '=', id)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('staff_member').select('account_id').where('account_id', '=', id))),
        )
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('access_log').select('account_id').where('account_id', '=', id))),
        )
        .executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    })
  } catch (error) {
    if (isReferenced(error)) return false
    throw error
  }
}

/** PostgreSQL's foreign_key_violation. */
function isReferenced(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503'
}
