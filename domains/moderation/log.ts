import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { findRefusalReason, type RefusalReason } from './reasons.ts'

/** Added is what staff wrote themselves; refused is what was never on the site; removed is what two people took from it. */
export type LoggedKind = 'added' | 'published' | 'refused' | 'removed'

/** Something that staff decided about a text. */
export type LoggedDecision = {
  id: string
  /** The number of the text in its space. */
  number: number
  decision: LoggedKind
  reason: RefusalReason | null
  explanation: string
  at: Date
  by: string
  /** Who asked a colleague to remove what was published. */
  requestedBy: string | null
}

export type LogRequest = PageRequest & {
  spaceId: string
  /** `all` tells of each text that was published too. */
  of: 'all' | 'notable'
}

/** What was decided about the texts of a space, by whom and when: the newest first. */
export async function listDecisions(
  db: Db,
  { spaceId, of, ...page }: LogRequest,
): Promise<Page<LoggedDecision>> {
  const after = readCursor(page.after, ['uuid'])?.[0]
  const rows = await selectLog(db, spaceId)
    .select(['log.decided_at as at', 'account.name as by', 'asker.name as requestedBy'])
    .$if(of === 'notable', (query) => query.where('log.decision', '<>', 'published'))
    .$if(after !== undefined, (query) => query.where('log.id', '<', after ?? ''))
    .orderBy('log.id', 'desc')
    .limit(page.size + 1)
    .execute()
  const decisions = rows.map(({ reason_code, ...row }) => ({
    ...row,
    decision: kindOf(row.decision, row.requestedBy),
    reason: findRefusalReason(reason_code),
  }))
  return pageOf(decisions, page.size, (decision) => [decision.id])
}

/** Every decision about a text of a space with the appeal against it, the oldest first: what staff download. */
export async function listAllDecisions(db: Db, spaceId: string) {
  const rows = await selectLog(db, spaceId)
    .leftJoin('moderation_appeal as appeal', (join) =>
      join.onRef('appeal.space_id', '=', 'log.space_id').onRef('appeal.decision_id', '=', 'log.id'),
    )
    .leftJoin('account as second', 'second.id', 'appeal.decided_by')
    .select(['log.decided_at', 'account.name as decided_by', 'asker.name as requested_by'])
    .select(['appeal.lodged_at as appeal_lodged_at', 'appeal.words as appeal_words'])
    .select(['appeal.due_on as appeal_due_on', 'appeal.outcome as appeal_outcome'])
    .select(['appeal.explanation as appeal_explanation', 'second.name as appeal_decided_by'])
    .select('appeal.decided_at as appeal_decided_at')
    .orderBy('log.id')
    .execute()
  return rows.map((row) => ({ ...row, decision: kindOf(row.decision, row.requested_by) }))
}

function selectLog(db: Db, spaceId: string) {
  return db
    .selectFrom('moderation_decision as log')
    .innerJoin('account', 'account.id', 'log.decided_by')
    .leftJoin('account as asker', 'asker.id', 'log.requested_by')
    .select(['log.id', 'log.number', 'log.decision', 'log.reason_code', 'log.explanation'])
    .where('log.space_id', '=', spaceId)
}

function kindOf(decision: Exclude<LoggedKind, 'removed'>, requestedBy: string | null): LoggedKind {
  return requestedBy === null ? decision : 'removed'
}
