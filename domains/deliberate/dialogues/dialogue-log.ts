import { sql } from 'kysely'
import type { Db } from '#db'
import { type LoggedDecision, listAllDecisions, listDecisions } from '#domains/moderation'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { RevisionKind } from '../statements/revise-statement.ts'
import type { Statement } from '../statements/statement.ts'

type Made = { id: string; at: Date; by: string }
type Version = { number: number; text: string; language: string; isPublic: boolean }

export type Terms = { closesOn: string | null; moderation: 'strict' | 'light' }

/** Something that staff decided about a dialogue. */
export type LogEntry =
  | (Omit<LoggedDecision, 'number'> & { kind: 'decision'; statement: Version })
  | (Made & { kind: 'revision'; how: RevisionKind; reason: string; older: Version[]; newer: Version[] })
  | (Made & { kind: 'fact'; isFact: boolean; statement: Version })
  | (Made & { kind: 'terms'; before: Terms; after: Terms })
  | (Made & { kind: 'exclusion'; isExcluded: boolean; people: number; reason: string })
  /** Statements that were refused where a dialogue was imported from: by whom, when and why, its export does not say. */
  | (Omit<Made, 'by'> & { kind: 'refused-elsewhere'; numbers: number[] })

export type LogRequest = PageRequest & {
  dialogueId: string
  /** `all` tells of each statement that was published too. */
  of: 'all' | 'notable'
}

/** What was decided, by whom and when: the newest first. */
export async function listModeration(db: Db, request: LogRequest): Promise<Page<LogEntry>> {
  const after = readCursor(request.after, ['uuid'])?.[0]
  const lists = await Promise.all([
    listStatementDecisions(db, request),
    listRevisions(db, request, after),
    listFactChanges(db, request, after),
    listExclusions(db, request, after),
    listTermsChanges(db, request, after),
    listRefusedElsewhere(db, request, after),
  ])
  // Each list has one more than fits, so the newest of them together are the newest of all.
  const newest = lists.flat().sort((a, b) => (a.id < b.id ? 1 : -1))
  return pageOf(newest, request.size, (entry) => [entry.id])
}

/** One entry at most. The id of the dialogue is older than that of anything that was decided about it. */
async function listRefusedElsewhere(
  db: Db,
  { dialogueId }: LogRequest,
  after: string | undefined,
): Promise<LogEntry[]> {
  if (after !== undefined && after <= dialogueId) return []
  const rows = await db
    .selectFrom('statement')
    .innerJoin('dialogue_import', 'dialogue_import.dialogue_id', 'statement.dialogue_id')
    .select(['number', 'imported_at'])
    .where('statement.dialogue_id', '=', dialogueId)
    .where('reason_code', '=', 'moderated_elsewhere')
    .orderBy('number')
    .execute()
  const at = rows[0]?.imported_at
  if (!at) return []
  return [{ kind: 'refused-elsewhere', id: dialogueId, at, numbers: rows.map((row) => row.number) }]
}

async function listStatementDecisions(
  db: Db,
  { dialogueId, of, size, after }: LogRequest,
): Promise<LogEntry[]> {
  const { rows } = await listDecisions(db, { spaceId: dialogueId, of, after, size: size + 1 })
  const statements = await findStatements(db, dialogueId, rows)
  return rows.flatMap(({ number, ...decision }) => {
    const statement = statements.get(number)
    return statement ? [{ ...decision, kind: 'decision', statement }] : []
  })
}

/** The statements that decisions are about, as everybody may or may not read them. */
async function findStatements(
  db: Db,
  dialogueId: string,
  decisions: readonly { number: number }[],
): Promise<Map<number, Version>> {
  const numbers = [...new Set(decisions.map(({ number }) => number))]
  const rows = await db
    .selectFrom('statement')
    .select(['number', 'text', 'language', 'state'])
    .where('dialogue_id', '=', dialogueId)
    .where(sql<boolean>`number = any(${numbers}::integer[])`)
    .execute()
  return new Map(rows.map(({ state, ...row }) => [row.number, { ...row, isPublic: isReadable(state) }]))
}

function isReadable(state: Statement['state']): boolean {
  return state === 'published' || state === 'closed'
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

async function listFactChanges(
  db: Db,
  { dialogueId, size }: LogRequest,
  after: string | undefined,
): Promise<LogEntry[]> {
  const rows = await db
    .selectFrom('statement_fact_change as log')
    .innerJoin('account', 'account.id', 'log.made_by')
    .innerJoin('statement', (join) =>
      join
        .onRef('statement.dialogue_id', '=', 'log.dialogue_id')
        .onRef('statement.number', '=', 'log.statement'),
    )
    .select(['log.id', 'log.made_at as at', 'account.name as by', 'log.is_fact as isFact'])
    .select(['statement.number', 'statement.text', 'statement.language', 'statement.state'])
    .where('log.dialogue_id', '=', dialogueId)
    .$if(after !== undefined, (query) => query.where('log.id', '<', after ?? ''))
    .orderBy('log.id', 'desc')
    .limit(size + 1)
    .execute()
  return rows.map(({ number, text, language, state, ...made }) => ({
    ...made,
    kind: 'fact',
    statement: { number, text, language, isPublic: isReadable(state) },
  }))
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
  const decisions = await listAllDecisions(db, dialogueId)
  const statements = await findStatements(db, dialogueId, decisions)
  return decisions.map((decision) => ({ ...decision, text: statements.get(decision.number)?.text ?? null }))
}
