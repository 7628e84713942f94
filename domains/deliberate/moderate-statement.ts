import type { Db, Tx } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { lockStatement, recordDecision } from './record-decision.ts'
import type { RefusalReason, Statement } from './statement.ts'

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

/** A statement that waits for a moderator. */
export type HeldStatement = Pick<Statement, 'number' | 'text' | 'language' | 'created_at'>

/** What waits for a moderator in a dialogue, the oldest first. */
export async function listHeldStatements(
  db: Db,
  dialogueId: string,
  page: PageRequest,
): Promise<Page<HeldStatement>> {
  const after = readCursor(page.after, ['number'])?.[0]
  const rows = await db
    .selectFrom('statement')
    .select(['number', 'text', 'language', 'created_at'])
    .where('dialogue_id', '=', dialogueId)
    .where('state', '=', 'held')
    .$if(after !== undefined, (query) => query.where('number', '>', Number(after)))
    .orderBy('number')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, (row) => [String(row.number)])
}

/** A decision of a moderator. */
export type ModerationEntry = {
  id: string
  number: number
  text: string
  decision: 'published' | 'refused'
  reason_code: string | null
  explanation: string
  by: string
  decided_at: Date
}

/** Every decision of a dialogue with the appeal against it, the oldest first: what staff download. */
export async function listModerationLog(db: Db, dialogueId: string) {
  return db
    .selectFrom('statement_moderation as log')
    .innerJoin('statement', (join) =>
      join
        .onRef('statement.dialogue_id', '=', 'log.dialogue_id')
        .onRef('statement.number', '=', 'log.statement'),
    )
    .innerJoin('account', 'account.id', 'log.decided_by')
    .leftJoin('account as asker', 'asker.id', 'log.requested_by')
    .leftJoin('statement_appeal as appeal', 'appeal.decision_id', 'log.id')
    .leftJoin('account as second', 'second.id', 'appeal.decided_by')
    .select(['log.decided_at', 'log.statement as number', 'statement.text', 'log.decision'])
    .select(['log.reason_code', 'log.explanation', 'account.name as decided_by'])
    .select(['asker.name as requested_by', 'appeal.lodged_at as appeal_lodged_at'])
    .select(['appeal.words as appeal_words', 'appeal.due_on as appeal_due_on'])
    .select(['appeal.outcome as appeal_outcome', 'appeal.explanation as appeal_explanation'])
    .select(['second.name as appeal_decided_by', 'appeal.decided_at as appeal_decided_at'])
    .where('log.dialogue_id', '=', dialogueId)
    .orderBy('log.id')
    .execute()
}

/** What was decided, by whom and when: the newest first. */
export async function listModeration(
  db: Db,
  dialogueId: string,
  page: PageRequest,
): Promise<Page<ModerationEntry>> {
  const after = readCursor(page.after, ['uuid'])?.[0]
  const rows = await db
    .selectFrom('statement_moderation as log')
    .innerJoin('statement', (join) =>
      join
        .onRef('statement.dialogue_id', '=', 'log.dialogue_id')
        .onRef('statement.number', '=', 'log.statement'),
    )
    .innerJoin('account', 'account.id', 'log.decided_by')
    .select([
      'log.id',
      'log.statement as number',
      'statement.text',
      'log.decision',
      'log.reason_code',
      'log.explanation',
      'account.name as by',
      'log.decided_at',
    ])
    .where('log.dialogue_id', '=', dialogueId)
    .$if(after !== undefined, (query) => query.where('log.id', '<', after ?? ''))
    .orderBy('log.id', 'desc')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, (row) => [row.id])
}
