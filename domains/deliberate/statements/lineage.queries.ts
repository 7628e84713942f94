import { sql } from 'kysely'
import type { Db } from '#db'
import { type StatementResult, selectCounted } from '../votes/ballot.queries.ts'
import { type Lineage, lineageOf } from './lineage.ts'
import type { RevisionKind } from './revise-statement.ts'

/** Which statement came in the place of which, with the words of the older ones; bounded by what a dialogue may hold. */
export async function findLineage(db: Db, dialogueId: string): Promise<Lineage> {
  const rows = await db
    .selectFrom('statement_lineage as lineage')
    .innerJoin('statement as older', (join) =>
      join
        .onRef('older.dialogue_id', '=', 'lineage.dialogue_id')
        .onRef('older.number', '=', 'lineage.from_statement'),
    )
    .select(['lineage.from_statement as from', 'lineage.to_statement as to'])
    .select(['older.text', 'older.language', 'older.state'])
    .where('lineage.dialogue_id', '=', dialogueId)
    .orderBy('lineage.from_statement')
    .orderBy('lineage.to_statement')
    .execute()
  return lineageOf(rows)
}

/** A statement that has a newer version, with the counts it had, and what came in its place. */
export type ReplacedStatement = StatementResult & {
  how: RevisionKind
  reason: string
  replacedAt: Date
  newer: { number: number; text: string; language: string }[]
}

/** What was replaced in a dialogue, by number; bounded by what a dialogue may hold. */
export async function listReplaced(db: Db, dialogueId: string): Promise<ReplacedStatement[]> {
  const rows = await selectCounted(db, dialogueId, ['closed'])
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom('statement_lineage as lineage')
          .innerJoin('statement as newer', (join) =>
            join
              .onRef('newer.dialogue_id', '=', 'lineage.dialogue_id')
              .onRef('newer.number', '=', 'lineage.to_statement'),
          )
          .select(sql<RevisionKind>`min(lineage.kind)`.as('how'))
          .select(sql<string>`min(lineage.reason)`.as('reason'))
          .select(sql<Date>`min(lineage.made_at)`.as('replacedAt'))
          .select(
            sql<ReplacedStatement['newer']>`jsonb_agg(
              jsonb_build_object('number', newer.number, 'text', newer.text, 'language', newer.language)
              order by newer.number
            ) filter (where newer.state in ('published', 'closed'))`.as('newer'),
          )
          .whereRef('lineage.dialogue_id', '=', 'statement.dialogue_id')
          .whereRef('lineage.from_statement', '=', 'statement.number')
          .as('lineage'),
      (join) => join.onTrue(),
    )
    .select(['lineage.how', 'lineage.reason', 'lineage.replacedAt', 'lineage.newer'])
    .orderBy('statement.number')
    .execute()
  return rows.map((row) => ({ ...row, newer: row.newer ?? [] }))
}

/** What came in the place of a statement, as its author reads it. */
export type Replacement = Pick<ReplacedStatement, 'how' | 'reason' | 'replacedAt' | 'newer'>

/** What came in the place of the statement of an input, where it was replaced. */
export async function findReplacement(
  db: Db,
  dialogueId: string,
  inputId: string,
): Promise<Replacement | undefined> {
  const rows = await db
    .selectFrom('statement')
    .innerJoin('statement_lineage as lineage', (join) =>
      join
        .onRef('lineage.dialogue_id', '=', 'statement.dialogue_id')
        .onRef('lineage.from_statement', '=', 'statement.number'),
    )
    .innerJoin('statement as newer', (join) =>
      join
        .onRef('newer.dialogue_id', '=', 'lineage.dialogue_id')
        .onRef('newer.number', '=', 'lineage.to_statement'),
    )
    .select(['lineage.kind as how', 'lineage.reason', 'lineage.made_at as replacedAt'])
    .select(['newer.number', 'newer.text', 'newer.language', 'newer.state'])
    .where('statement.dialogue_id', '=', dialogueId)
    .where('statement.input_id', '=', inputId)
    .orderBy('newer.number')
    .execute()
  const [first] = rows
  if (!first) return undefined
  const { how, reason, replacedAt } = first
  const newer = rows.filter((row) => row.state === 'published' || row.state === 'closed')
  return {
    how,
    reason,
    replacedAt,
    newer: newer.map(({ number, text, language }) => ({ number, text, language })),
  }
}
