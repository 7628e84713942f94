import type { Db, Tx } from '#db'
import { publishInputs, refuseInputs } from '#domains/dossier'
import { newId, type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { RefusalReason, Statement } from './statement.ts'

export type ModerationDecision =
  | { kind: 'publish' }
  | { kind: 'refuse'; reason: RefusalReason; explanation: string }

export type ModerateStatementOutcome =
  | { kind: 'published' }
  | { kind: 'refused' }
  | { kind: 'not-found' }
  | { kind: 'already-decided'; state: 'published' | 'refused' }

/** Decides about a statement that waits, and writes down who did and why. What is published can still be refused. */
export async function moderateStatement(
  tx: Tx,
  { dialogueId, number }: { dialogueId: string; number: number },
  decision: ModerationDecision,
  { by, now }: { by: string; now: Date },
): Promise<ModerateStatementOutcome> {
  const statement = await tx
    .selectFrom('statement')
    .select(['state', 'input_id'])
    .where('dialogue_id', '=', dialogueId)
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  if (!statement) return { kind: 'not-found' }
  const state = decision.kind === 'publish' ? 'published' : 'refused'
  if (statement.state === state || statement.state === 'refused')
    return { kind: 'already-decided', state: statement.state }
  const reason = decision.kind === 'refuse' ? decision.reason : null
  await tx
    .updateTable('statement')
    .set({ state, reason_code: reason })
    .where('dialogue_id', '=', dialogueId)
    .where('number', '=', number)
    .execute()
  await tx
    .insertInto('statement_moderation')
    .values({
      id: newId(),
      dialogue_id: dialogueId,
      statement: number,
      decision: state,
      reason_code: reason,
      explanation: decision.kind === 'refuse' ? decision.explanation : '',
      decided_by: by,
      decided_at: now,
    })
    .execute()
  const inputs = statement.input_id ? [statement.input_id] : []
  await (state === 'published' ? publishInputs(tx, inputs, now) : refuseInputs(tx, inputs))
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
