import type { Db } from '#db'
import { newId } from '#platform/db'

/** Notes that a member of staff read or changed something about a person. */
export async function logAccess(
  db: Db,
  entry: { accountId: string; action: 'read' | 'changed'; subjectKind: string; subjectId: string; now: Date },
): Promise<void> {
  await db
    .insertInto('access_log')
    .values({
      id: newId(),
      account_id: entry.accountId,
      action: entry.action,
      subject_kind: entry.subjectKind,
      subject_id: entry.subjectId,
      at: entry.now,
    })
    .execute()
}
