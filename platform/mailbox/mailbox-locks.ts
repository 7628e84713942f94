import { sql } from 'kysely'
import type { DB } from '#db'
import { connect } from '#platform/db'

/**
 * Says which process reads which mailbox, so that not all fetch the same; none is free for long after its process is gone.
 * Whoever would read without it does no harm: the cursor moves from where it was read, or not at all.
 */
export type MailboxLocks = {
  /** Whether a mailbox is ours to read now. */
  take: (mailboxId: string) => Promise<boolean>
  leave: (mailboxId: string) => Promise<void>
  close: () => Promise<void>
}

const ANSWER_WITHIN_MS = 10_000

/** Opens a session of its own, whose end gives all back. */
export function openMailboxLocks(databaseUrl: string): MailboxLocks {
  const { db, close } = connect<DB>(databaseUrl, { max: 1, lasting: true, answerWithinMs: ANSWER_WITHIN_MS })
  const held = new Map<string, number>()
  const unlock = (id: string) => sql`select pg_advisory_unlock(${keyOf(id)})`.execute(db)
  return {
    take: async (id) => {
      const { rows } = await sql<{ isOurs: boolean; session: number }>`
        select pg_try_advisory_lock(${keyOf(id)}) as "isOurs", pg_backend_pid() as session`.execute(db)
      const { isOurs = false, session = 0 } = rows[0] ?? {}
      // Locks of a session are counted.
      if (isOurs && held.get(id) === session) await unlock(id)
      if (isOurs) held.set(id, session)
      return isOurs
    },
    leave: async (id) => {
      if (!held.delete(id)) return
      await unlock(id).catch(() => undefined)
    },
    close,
  }
}

function keyOf(id: string) {
  return sql`hashtextextended(${`mailbox:${id}`}, 0)`
}
