import type { Tx } from '#db'
import { lockStatement, recordDecision } from '#domains/moderation'
import type { RefusalReason } from './statement.ts'

export type ModerationDecision =
  | { kind: 'publish' }
  | { kind: 'refuse'; reason: RefusalReason; explanation: string }

export type ModerateStatementOutcome =
  | { kind: 'published' }
  | { kind: 'refused' }
  | { kind: 'not-found' }
  | { kind: 'already-decided'; state: 'published' | 'refused' | 'closed' }

/** Decides about a statement that waits, and writes down who did and why. To remove what is published takes two people. */
export async function moderateStatement(
  tx: Tx,
  key: { dialogueId: string; number: number },
  decision: ModerationDecision,
  who: { by: string; now: Date },
): Promise<ModerateStatementOutcome> {
  const statement = await lockStatement(tx, key)
  if (!statement) return { kind: 'not-found' }
  const state = decision.kind === 'publish' ? 'published' : 'refused'
  if (statement.state !== 'held') return { kind: 'already-decided', state: statement.state }
  const why =
    decision.kind === 'refuse'
      ? { reason: decision.reason, explanation: decision.explanation }
      : { reason: null, explanation: '' }
  await recordDecision(tx, statement, { state, ...why, ...who })
  return { kind: state }
}
