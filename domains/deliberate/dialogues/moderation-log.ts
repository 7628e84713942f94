import { sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { RevisionKind } from '../statements/revise-statement.ts'
import { findRefusalReason, type RefusalReason } from '../statements/statement.ts'

type Made = { id: string; at: Date; by: string }
type Version = { number: number; text: string; language: string; isPublic: boolean }

/** Added is what staff wrote themselves; refused is what never was on the site; removed is what two people took from it. */
export type StatementDecision = 'added' | 'published' | 'refused' | 'removed'

export type Terms = { closesOn: string | null; moderation: 'strict' | 'light' }

/** Something that staff decided about a dialogue. */
export type LogEntry =
  | (Made & {
      kind: 'decision'
      decision: StatementDecision
      /** Who asked a colleague to remove what was published. */
      requestedBy: string | null
      statement: Version
      reason: RefusalReason | null
      explanation: string
    })
  | (Made & { kind: 'revision'; how: RevisionKind; reason: string; older: Version[]; newer: Version[] })
  | (Made & { kind: 'terms'; before: Terms; after: Terms })
  | (Made & { kind: 'exclusion'; isExcluded: boolean; people: number; reason: string })

export type LogRequest = PageRequest & {
  dialogueId: string
  /** `all` tells of each statement that was published too. */
  of: 'all' | 'notable'
}

/** What was decided, by whom and when: the newest first. */
export async function listModeration(db: Db, request: LogRequest): Promise<Page<LogEntry>> {
  const after = readCursor(request.after, ['uuid'])?.[0]
  const lists = await Promise.all([
    listDecisions(db, request, after),
    listRevisions(db, request, after),
    listExclusions(db, request, after),
    listTermsChanges(db, request, after),
  ])
  // Each list has one more than fits, so the newest of them together are the newest of all.
  const newest = lists.flat().sort((a, b) => (a.id < b.id ? 1 : -1))
  return pageOf(newest, request.size, (entry) => [entry.id])
}

async function listDecisions(
  db: Db,
  { dialogueId, of, size }: LogRequest,
  after: string | undefined,
): Promise<LogEntry[]> {
  const rows = await db
    .selectFrom('statement_moderation as log')
    .innerJoin('statement', (join) =>
      join
        .onRef('statement.dialogue_id', '=', 'log.dialogue_id')
        .onRef('statement.number', '=', 'log.statement'),
    )
    .innerJoin('account', 'account.id', 'log.decided_by')
    .leftJoin('account as asker', 'asker.id', 'log.requested_by')
    .select(['log.id', 'log.decided_at as at', 'account.name as by', 'log.decision', 'log.reason_code'])
    .select('asker.name as requestedBy')
    .select(['log.explanation', 'statement.number', 'statement.text', 'statement.language'])
    .select('statement.state')
    .where('log.dialogue_id', '=', dialogueId)
    .$if(of === 'notable', (query) => query.where('log.decision', '<>', 'published'))
    .$if(after !== undefined, (query) => query.where('log.id', '<', after ?? ''))
    .orderBy('log.id', 'desc')
    .limit(size + 1)
    .execute()
  return rows.map(({ number, text, language, state, reason_code, ...entry }) => ({
    ...entry,
    kind: 'decision',
    decision: entry.requestedBy === null ? entry.decision : 'removed',
    reason: findRefusalReason(reason_code),
    statement: { number, text, language, isPublic: state === 'published' || state === 'closed' },
  }))
}

async function listRevisions(
  db: Db,
  { dialogueId, size }: LogRequest,
  after: string | undefined,
): Promise<LogEntry[]> {
  const versions = (side: 'from_statement' | 'to_statement') => sql<Version[]>`(
    select jsonb_agg(
      jsonb_build_object('number', number, 'text', text, 'language', language, 'isPublic', state in ('published', 'closed'))
      order by number
    )
    from statement
    where dialogue_id = ${dialogueId}::uuid and number = any(array_agg(log.${sql.raw(side)}))
  )`
  const rows = await db
    .selectFrom('statement_lineage as log')
    .innerJoin('account', 'account.id', 'log.made_by')
    .select([
      'log.revision as id',
      'log.made_at as at',
      'account.name as by',
      'log.kind as how',
      'log.reason',
    ])
    .select([versions('from_statement').as('older'), versions('to_statement').as('newer')])
    .where('log.dialogue_id', '=', dialogueId)
    .$if(after !== undefined, (query) => query.where('log.revision', '<', after ?? ''))
    .groupBy(['log.revision', 'log.made_at', 'account.name', 'log.kind', 'log.reason'])
    .orderBy('log.revision', 'desc')
    .limit(size + 1)
    .execute()
  return rows.map((row) => ({ ...row, kind: 'revision' }))
}

async function listExclusions(
  db: Db,
  { dialogueId, size }: LogRequest,
  after: string | undefined,
): Promise<LogEntry[]> {
  const rows = await db
    .selectFrom('participant_exclusion as log')
    .innerJoin('account', 'account.id', 'log.decided_by')
    .select(['log.decision as id', 'log.decided_at as at', 'account.name as by', 'log.reason'])
    .select((eb) => ['log.is_excluded as isExcluded', eb.fn.countAll<number>().as('people')] as const)
    .where('log.dialogue_id', '=', dialogueId)
    .$if(after !== undefined, (query) => query.where('log.decision', '<', after ?? ''))
    .groupBy(['log.decision', 'log.decided_at', 'account.name', 'log.reason', 'log.is_excluded'])
    .orderBy('log.decision', 'desc')
    .limit(size + 1)
    .execute()
  return rows.map((row) => ({ ...row, kind: 'exclusion' }))
}

async function listTermsChanges(
  db: Db,
  { dialogueId, size }: LogRequest,
  after: string | undefined,
): Promise<LogEntry[]> {
  const rows = await db
    .selectFrom('dialogue_terms_change as log')
    .innerJoin('account', 'account.id', 'log.changed_by')
    .select(['log.id', 'log.changed_at as at', 'account.name as by'])
    .select(['log.closes_on_before', 'log.moderation_before', 'log.closes_on_after', 'log.moderation_after'])
    .where('log.dialogue_id', '=', dialogueId)
    .$if(after !== undefined, (query) => query.where('log.id', '<', after ?? ''))
    .orderBy('log.id', 'desc')
    .limit(size + 1)
    .execute()
  return rows.map(({ closes_on_before, moderation_before, closes_on_after, moderation_after, ...made }) => ({
    ...made,
    kind: 'terms',
    before: { closesOn: closes_on_before, moderation: moderation_before },
    after: { closesOn: closes_on_after, moderation: moderation_after },
  }))
}

/** Every decision about a statement with the appeal against it, the oldest first: what staff download. */
export async function listDecisionsWithAppeals(db: Db, dialogueId: string) {
  const rows = await db
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
    .select(['log.id', 'log.decided_at', 'log.statement as number', 'statement.text', 'log.decision'])
    .select(['log.reason_code', 'log.explanation', 'account.name as decided_by'])
    .select(['asker.name as requested_by', 'appeal.lodged_at as appeal_lodged_at'])
    .select(['appeal.words as appeal_words', 'appeal.due_on as appeal_due_on'])
    .select(['appeal.outcome as appeal_outcome', 'appeal.explanation as appeal_explanation'])
    .select(['second.name as appeal_decided_by', 'appeal.decided_at as appeal_decided_at'])
    .where('log.dialogue_id', '=', dialogueId)
    .orderBy('log.id')
    .execute()
  return rows.map((row) => ({ ...row, decision: row.requested_by === null ? row.decision : 'removed' }))
}
