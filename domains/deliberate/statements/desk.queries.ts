import { sql } from 'kysely'
import type { Db } from '#db'
import { getRefusalReason, type RefusalReason } from '#domains/moderation'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { fingerprintOf, type Statement } from './statement.ts'

/** A statement that waits for a moderator. */
export type HeldStatement = Pick<Statement, 'number' | 'text' | 'language' | 'created_at' | 'author'>

/** What waits for a moderator in a dialogue, the oldest first; from a certain one on, where that is given. */
export async function listHeldStatements(
  db: Db,
  dialogueId: string,
  { from = 0, ...page }: PageRequest & { from?: number | undefined },
): Promise<Page<HeldStatement>> {
  const after = readCursor(page.after, ['number'])?.[0]
  const rows = await db
    .selectFrom('statement')
    .select(['number', 'text', 'language', 'created_at', 'author'])
    .where('dialogue_id', '=', dialogueId)
    .where('state', '=', 'held')
    .where('number', '>=', from)
    .$if(after !== undefined, (query) => query.where('number', '>', Number(after)))
    .orderBy('number')
    .limit(page.size + 1)
    .execute()
  return pageOf(rows, page.size, (row) => [String(row.number)])
}

/** Where a statement stands that came in as an input of a dossier. */
export type StatementPlace = Pick<Statement, 'number' | 'state'> & { inputId: string | null; slug: string }

/** Which statement each of these inputs is: of those that are one. */
export async function findStatementsOf(
  db: Db,
  { dossierId, inputIds }: { dossierId: string; inputIds: readonly string[] },
): Promise<StatementPlace[]> {
  if (inputIds.length === 0) return []
  return db
    .selectFrom('dialogue')
    .innerJoin('statement', 'statement.dialogue_id', 'dialogue.id')
    .select(['statement.input_id as inputId', 'statement.number', 'statement.state', 'dialogue.slug'])
    .where('dialogue.dossier_id', '=', dossierId)
    .where('statement.input_id', 'in', inputIds)
    .execute()
}

/** What became of the statements that somebody wrote in this dialogue. */
export type WriterFigures = { published: number; refused: number; held: number }

export async function countWritten(db: Db, dialogueId: string, author: number): Promise<WriterFigures> {
  const row = await db
    .selectFrom('statement')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('state', 'in', ['published', 'closed']).as('published'),
      eb.fn.countAll<number>().filterWhere('state', '=', 'refused').as('refused'),
      eb.fn.countAll<number>().filterWhere('state', '=', 'held').as('held'),
    ])
    .where('dialogue_id', '=', dialogueId)
    .where('author', '=', author)
    // A newer version keeps its author, and is no second statement of theirs.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('statement_lineage as lineage')
            .select('lineage.revision')
            .whereRef('lineage.dialogue_id', '=', 'statement.dialogue_id')
            .whereRef('lineage.to_statement', '=', 'statement.number'),
        ),
      ),
    )
    .executeTakeFirst()
  return row ?? { published: 0, refused: 0, held: 0 }
}

/** A request to remove a statement that waits for a second person. */
export type RemovalRequest = {
  reason: RefusalReason
  explanation: string
  requestedBy: string
  isOwn: boolean
}

/** A statement that everybody can read, as staff look after it. */
export type PublicStatement = Pick<Statement, 'number' | 'text' | 'language' | 'is_seed' | 'is_meta'> & {
  answers: number
  isReplaced: boolean
  /** The numbers of what came in its place. */
  newer: number[]
  removal: RemovalRequest | null
}

type PublicRequest = {
  dialogueId: string
  /** Who reads: to know which requests are their own. */
  reader: string
  /** Words that are in the statement, one after another; capitals, accents and punctuation do not count. */
  search?: string | undefined
  /** Only those that somebody asked to remove. */
  withRemoval?: boolean
}

/** What everybody can read in a dialogue, the newest first. */
export async function listPublicStatements(
  db: Db,
  { dialogueId, reader, search = '', withRemoval = false }: PublicRequest,
  page: PageRequest,
): Promise<Page<PublicStatement>> {
  const after = readCursor(page.after, ['number'])?.[0]
  const words = search.trim() && fingerprintOf(search)
  const rows = await selectPublic(db, dialogueId)
    .$if(after !== undefined, (query) => query.where('statement.number', '<', Number(after)))
    .$if(withRemoval, (query) => query.where('removal.id', 'is not', null))
    .$if(words !== '', (query) => query.where(sql<boolean>`position(${words} in statement.fingerprint) > 0`))
    .orderBy('statement.number', 'desc')
    .limit(page.size + 1)
    .execute()
  return pageOf(
    rows.map((row) => publicOf(row, reader)),
    page.size,
    (row) => [String(row.number)],
  )
}

/** Some of what everybody can read, in the order of their numbers. */
export async function findPublicStatements(
  db: Db,
  { dialogueId, reader }: PublicRequest,
  numbers: readonly number[],
): Promise<PublicStatement[]> {
  if (numbers.length === 0) return []
  const rows = await selectPublic(db, dialogueId)
    .where('statement.number', 'in', numbers)
    .orderBy('statement.number')
    .execute()
  return rows.map((row) => publicOf(row, reader))
}

function selectPublic(db: Db, dialogueId: string) {
  return db
    .selectFrom('statement')
    .leftJoin('moderation_removal as removal', (join) =>
      join
        .onRef('removal.space_id', '=', 'statement.dialogue_id')
        .onRef('removal.number', '=', 'statement.number')
        .on('removal.outcome', 'is', null),
    )
    .leftJoin('account', 'account.id', 'removal.requested_by')
    .select(['statement.number', 'statement.text', 'statement.language', 'statement.is_seed'])
    .select(['statement.is_meta', 'statement.state', 'removal.reason_code', 'removal.explanation'])
    .select(['removal.requested_by', 'account.name'])
    .select(
      sql<number>`(
        select coalesce(sum(agree + disagree + pass), 0)::integer from statement_tally as tally
        where tally.dialogue_id = statement.dialogue_id and tally.statement = statement.number
      )`.as('answers'),
    )
    .select(
      sql<number[]>`array(
        select to_statement from statement_lineage as lineage
        where lineage.dialogue_id = statement.dialogue_id and lineage.from_statement = statement.number
        order by to_statement
      )`.as('newer'),
    )
    .where('statement.dialogue_id', '=', dialogueId)
    .where('statement.state', 'in', ['published', 'closed'])
}

type PublicRow = Awaited<ReturnType<ReturnType<typeof selectPublic>['execute']>>[number]

function publicOf(
  { state, reason_code, explanation, requested_by, name, ...statement }: PublicRow,
  reader: string,
): PublicStatement {
  return {
    ...statement,
    isReplaced: state === 'closed',
    removal:
      reason_code === null
        ? null
        : {
            reason: getRefusalReason(reason_code),
            explanation: explanation ?? '',
            requestedBy: name ?? '',
            isOwn: requested_by === reader,
          },
  }
}
