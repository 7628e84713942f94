import type { Db, Tx } from '#db'
import { newId } from '#platform/db'
import { lockStatement, recordDecision } from './record-decision.ts'
import { mostStatements, type RefusalReason, refusalReasons } from './statement.ts'

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
    reason: getReason(request.reason_code),
    explanation: request.explanation,
    by,
    requestedBy: request.requested_by,
    now,
  })
  return { kind: 'removed' }
}

/** A statement that everybody can read, with the request to remove it that waits. */
export type PublicStatement = {
  number: number
  text: string
  language: string
  removal: { reason: RefusalReason; explanation: string; requestedBy: string; isOwn: boolean } | null
}

/** The statements that can be removed, those with a request first. */
export async function listPublicStatements(
  db: Db,
  dialogueId: string,
  reader: string,
): Promise<PublicStatement[]> {
  const rows = await db
    .selectFrom('statement')
    .leftJoin('statement_removal as removal', (join) =>
      join
        .onRef('removal.dialogue_id', '=', 'statement.dialogue_id')
        .onRef('removal.statement', '=', 'statement.number')
        .on('removal.outcome', 'is', null),
    )
    .leftJoin('account', 'account.id', 'removal.requested_by')
    .select(['statement.number', 'statement.text', 'statement.language', 'removal.reason_code'])
    .select(['removal.explanation', 'removal.requested_by', 'account.name'])
    .where('statement.dialogue_id', '=', dialogueId)
    .where('statement.state', 'in', ['published', 'closed'])
    .orderBy((eb) => eb('removal.id', 'is', null))
    .orderBy('statement.number')
    .limit(mostStatements)
    .execute()
  return rows.map(({ number, text, language, reason_code, explanation, requested_by, name }) => ({
    number,
    text,
    language,
    removal:
      reason_code === null
        ? null
        : {
            reason: getReason(reason_code),
            explanation: explanation ?? '',
            requestedBy: name ?? '',
            isOwn: requested_by === reader,
          },
  }))
}

function isPublic(state: string): boolean {
  return state === 'published' || state === 'closed'
}

function getReason(code: string): RefusalReason {
  const reason = refusalReasons.find((known) => known === code)
  if (!reason) throw new Error(`"${code}" is no reason to refuse a statement.`)
  return reason
}
