import type { Tx } from '#db'
import {
  type ModerationDecision,
  type RefusalReason,
  type RequestRemovalOutcome,
  recordDecision,
  requestTextRemoval,
  type SettleRemovalOutcome,
  settleTextRemoval,
} from '#domains/moderation'
import {
  lockedTextOf,
  lockStatement,
  type StatementKey,
  statementOwner,
  textKeyOf,
} from './statement-owner.ts'

type Who = { by: string; now: Date; today: string }

export type ModerateStatementOutcome =
  | { kind: 'published' }
  | { kind: 'refused' }
  | { kind: 'not-found' }
  | { kind: 'already-decided'; state: 'published' | 'refused' | 'closed' }

/** Decides about a statement that waits, and writes down who did and why. To remove what is published takes two people. */
export async function moderateStatement(
  tx: Tx,
  key: StatementKey,
  decision: ModerationDecision,
  who: Who,
): Promise<ModerateStatementOutcome> {
  const statement = await lockStatement(tx, key)
  if (!statement) return { kind: 'not-found' }
  if (statement.state !== 'held') return { kind: 'already-decided', state: statement.state }
  await recordDecision(tx, statementOwner, lockedTextOf(statement), { ...decision, ...who })
  return { kind: decision.kind === 'publish' ? 'published' : 'refused' }
}

/** Asks to remove a statement that everybody can read; a second person decides. */
export function requestRemoval(
  tx: Tx,
  key: StatementKey,
  why: { reason: RefusalReason; explanation: string },
  who: Who,
): Promise<RequestRemovalOutcome> {
  return requestTextRemoval(tx, { owner: statementOwner, key: textKeyOf(key) }, why, who)
}

/** Confirms or rejects the request to remove a statement. */
export function settleRemoval(
  tx: Tx,
  key: StatementKey,
  outcome: 'confirmed' | 'rejected',
  who: Who,
): Promise<SettleRemovalOutcome> {
  return settleTextRemoval(tx, { owner: statementOwner, key: textKeyOf(key) }, outcome, who)
}
