import type { Tx } from '#db'
import { getRefusalReason, type RefusalReason } from '#domains/deliberate'
import { newId } from '#platform/db'
import { lockStatement, recordDecision } from './record-decision.ts'

export type RequestRemovalOutcome =
  | { kind: 'requested' }
  | { kind: 'already-requested' }
  | { kind: 'not-found' }
  /** It waits for its first decision, or is gone already: nothing to remove. */
  | { kind: 'not-public' }

type Key = { dialogueId: string; number: number }
type Who = { by: string; now: Date }

/** Asks to remove a statement that everybody can read; a second person decides. */
export async function requestRemoval(
  tx: Tx,
  { dialogueId, number }: Key,
  { reason, explanation }: { reason: RefusalReason; explanation: string },
  { by, now }: Who,
): Promise<RequestRemovalOutcome> {
  const statement = await lockStatement(tx, { dialogueId, number })
  if (!statement) return { kind: 'not-found' }
  if (!isPublic(statement.state)) return { kind: 'not-public' }
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto('statement_removal')
    .values({
      id: newId(),
      dialogue_id: dialogueId,
      statement: number,
      reason_code: reason,
      explanation,
      requested_by: by,
      requested_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['dialogue_id', 'statement']).where('outcome', 'is', null).doNothing(),
    )
    .executeTakeFirstOrThrow()
  return { kind: inserted ? 'requested' : 'already-requested' }
}

export type SettleRemovalOutcome =
  | { kind: 'removed' }
  | { kind: 'kept' }
  | { kind: 'not-found' }
  /** Who asked for it cannot confirm it; taking the request back is allowed. */
  | { kind: 'own-request' }

/** Confirms or rejects the request that waits for a statement. Confirmed, it is refused with the request's reason. */
export async function settleRemoval(
  tx: Tx,
  key: Key,
  outcome: 'confirmed' | 'rejected',
  { by, now }: Who,
): Promise<SettleRemovalOutcome> {
  const statement = await lockStatement(tx, key)
  const request = await tx
    .selectFrom('statement_removal')
    .select(['id', 'reason_code', 'explanation', 'requested_by'])
    .where('dialogue_id', '=', key.dialogueId)
    .where('statement', '=', key.number)
    .where('outcome', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!statement || !request) return { kind: 'not-found' }
  if (outcome === 'confirmed' && request.requested_by === by) return { kind: 'own-request' }
  await tx
    .updateTable('statement_removal')
    .set({ outcome, settled_by: by, settled_at: now })
    .where('id', '=', request.id)
    .execute()
  if (outcome === 'rejected') return { kind: 'kept' }
  await recordDecision(tx, statement, {
    state: 'refused',
    reason: getRefusalReason(request.reason_code),
    explanation: request.explanation,
    by,
    requestedBy: request.requested_by,
    now,
  })
  return { kind: 'removed' }
}

function isPublic(state: string): boolean {
  return state === 'published' || state === 'closed'
}
