import type { Tx } from '#db'
import { logAccess } from './access-log.ts'

/** Who does something at the desk, and when: `today` is the day of the organisation, as 2026-03-02. */
export type Deed = { by: string; now: Date; today: string }

/** Notes who changed something about how the organisation works. */
export async function logDeed(
  tx: Tx,
  { by, now }: Pick<Deed, 'by' | 'now'>,
  subjectKind: 'staff-member' | 'unit' | 'subject' | 'mandate',
  subjectId: string,
): Promise<void> {
  await logAccess(tx, { accountId: by, action: 'changed', subjectKind, subjectId, now })
}
