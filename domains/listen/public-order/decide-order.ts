import { z } from 'zod'
import type { Tx } from '#db'
import { listSubjects, logAccess } from '#domains/people'
import { newId } from '#platform/db'
import { settleAllHeld } from '../watches/hold-watch.ts'
import { lockWatches } from '../watches/watch-book.ts'
import { stances } from './stance.ts'

export const orderSchema = z.object({
  subjectId: z.uuid('missing'),
  stance: z.enum(stances, 'missing'),
  reason: z.string().trim().min(1, 'missing').max(500, 'too-long'),
})

/** Says whether a subject is about public order and may be followed; watches that may not any more are held at once. */
export async function decideOrder(
  tx: Tx,
  { subjectId, stance, reason }: z.infer<typeof orderSchema>,
  { by, now }: { by: string; now: Date },
): Promise<{ kind: 'decided' | 'not-found' }> {
  await lockWatches(tx)
  const subjects = await listSubjects(tx)
  if (!subjects.some(({ id, replacedBy }) => id === subjectId && replacedBy === null))
    return { kind: 'not-found' }
  const row = { id: newId(), subject_id: subjectId, stance, reason, decided_by: by, decided_at: now }
  await tx.insertInto('public_order_decision').values(row).execute()
  await logAccess(tx, { accountId: by, action: 'changed', subjectKind: 'subject', subjectId, now })
  await settleAllHeld(tx, now)
  return { kind: 'decided' }
}
