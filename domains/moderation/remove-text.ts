import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { getRefusalReason, type RefusalReason } from './reasons.ts'
import { recordDecision } from './record-decision.ts'
import type { TextKey, TextOwner } from './text.ts'

export type RequestRemovalOutcome =
  | { kind: 'requested' }
  | { kind: 'already-requested' }
  | { kind: 'not-found' }
  /** It waits for its first decision, or is gone already: nothing to remove. */
  | { kind: 'not-public' }

type Who = { by: string; now: Date; today: string }

/** Asks to remove a text that everybody can read; a second person decides. */
export async function requestTextRemoval(
  tx: Tx,
  { owner, key }: { owner: TextOwner; key: TextKey },
  { reason, explanation }: { reason: RefusalReason; explanation: string },
  { by, now }: Who,
): Promise<RequestRemovalOutcome> {
  const text = await owner.lock(tx, key)
  if (!text) return { kind: 'not-found' }
  if (text.state !== 'public') return { kind: 'not-public' }
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto('moderation_removal')
    .values({
      id: newId(),
      kind: key.kind,
      space_id: key.spaceId,
      number: key.number,
      reason_code: reason,
      explanation,
      requested_by: by,
      requested_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['space_id', 'number']).where('outcome', 'is', null).doNothing(),
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

/** Confirms or rejects the request that waits for a text. Confirmed, it is refused with the request's reason. */
export async function settleTextRemoval(
  tx: Tx,
  { owner, key }: { owner: TextOwner; key: TextKey },
  outcome: 'confirmed' | 'rejected',
  { by, now, today }: Who,
): Promise<SettleRemovalOutcome> {
  const text = await owner.lock(tx, key)
  const request = await tx
    .selectFrom('moderation_removal')
    .select(['id', 'reason_code', 'explanation', 'requested_by'])
    .where('space_id', '=', key.spaceId)
    .where('number', '=', key.number)
    .where('outcome', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!text || !request) return { kind: 'not-found' }
  if (outcome === 'confirmed' && request.requested_by === by) return { kind: 'own-request' }
  await tx
    .updateTable('moderation_removal')
    .set({ outcome, settled_by: by, settled_at: now })
    .where('space_id', '=', key.spaceId)
    .where('id', '=', request.id)
    .execute()
  if (outcome === 'rejected') return { kind: 'kept' }
  await recordDecision(tx, owner, text, {
    kind: 'refuse',
    reason: getRefusalReason(request.reason_code),
    explanation: request.explanation,
    by,
    requestedBy: request.requested_by,
    now,
    today,
  })
  return { kind: 'removed' }
}

/** The first of these texts that somebody asked to remove. Asked after they are locked, it stays true until the commit. */
export async function findRequestedRemoval(
  db: Db,
  spaceId: string,
  numbers: readonly number[],
): Promise<{ number: number } | undefined> {
  return db
    .selectFrom('moderation_removal')
    .select('number')
    .where('space_id', '=', spaceId)
    .where('number', 'in', numbers)
    .where('outcome', 'is', null)
    .orderBy('number')
    .executeTakeFirst()
}

/** How many requests to remove a text wait for this reader: nobody settles their own. */
export async function countRemovalsToSettle(
  db: Db,
  { spaceId, reader }: { spaceId: string; reader: string },
): Promise<number> {
  const { waiting } = await db
    .selectFrom('moderation_removal')
    .select((eb) => eb.fn.countAll<number>().as('waiting'))
    .where('space_id', '=', spaceId)
    .where('outcome', 'is', null)
    .where('requested_by', '<>', reader)
    .executeTakeFirstOrThrow()
  return waiting
}
