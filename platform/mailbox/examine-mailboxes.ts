import type { Db } from '#db'
import type { MailboxSource } from '#platform/config'
import type { MailboxFailure } from './failure.ts'
import { accountOf } from './mailbox.store.ts'

/** How it stands with a mailbox. */
export type MailboxCondition = {
  name: string
  /** As user@host:port. */
  account: string
  folder: string
  /** When mail was last taken from it, or there was none; null before the first time. */
  readAt: Date | null
  /** How much is still to be fetched. */
  waiting: number
  failure: MailboxFailure | null
  failingSince: Date | null
  /** When its numbers were last compared, and how many mails had been missed then. */
  comparedAt: Date | null
  missed: number
  /** Whether it is so long ago that it was read that somebody should look. */
  isLate: boolean
}

/** It is looked at each half minute; an alarm is to be heard within five. */
const LATE_AFTER_MS = 4 * 60_000

/** How it stands with each of these mailboxes, in their order, whether it was ever read or not. */
export async function examineMailboxes(
  db: Db,
  sources: readonly MailboxSource[],
  now: Date,
): Promise<MailboxCondition[]> {
  if (sources.length === 0) return []
  const rows = await db
    .selectFrom('mailbox')
    .selectAll()
    .where(
      'name',
      'in',
      sources.map(({ name }) => name),
    )
    .execute()
  return sources.map((source) => {
    const about = { name: source.name, account: accountOf(source), folder: source.folder }
    const row = rows.find(
      ({ name, account, folder }) =>
        name === about.name && account === about.account && folder === about.folder,
    )
    const readAt = row?.read_at ?? null
    return {
      ...{ ...about, readAt, waiting: row?.waiting ?? 0 },
      ...{ failure: row?.failure ?? null, failingSince: row?.failing_since ?? null },
      ...{ comparedAt: row?.compared_at ?? null, missed: row?.missed ?? 0 },
      isLate: readAt === null || now.getTime() - readAt.getTime() > LATE_AFTER_MS,
    }
  })
}
