import { sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import type { FactState, FactVerdict } from './fact.ts'
import { type FactVersion, type FactVersionRow, versionColumns, versionOf } from './fact-version.ts'

/** A sheet as staff see it in a list, by its newest text. */
export type FactDeskLine = {
  id: string
  number: number | null
  state: FactState
  language: string
  version: number
  /** The version that everybody reads; null: none. */
  publicVersion: number | null
  /** Whether its newest text waits for approval. */
  waits: boolean
  withdraws: boolean
  claim: string
  verdict: FactVerdict
  unit: string
  writtenBy: string
  workedAt: Date
}

const columns = sql`
  sheet.id, sheet.number, sheet.state, sheet.language, v.version, sheet.public_version as "publicVersion", sheet.waits,
  v.withdraws, v.claim, v.verdict, unit.name as unit, writer.name as "writtenBy", sheet.worked_at as "workedAt"`

const newest = sql`
  fact_sheet sheet
  join fact_version v on v.sheet_id = sheet.id and v.version = sheet.last_version
  join unit on unit.id = v.unit_id
  join account writer on writer.id = v.written_by`

/** All sheets or those of which a text waits, what was worked at last first. */
export async function listDeskFacts(
  db: Db,
  { isWaiting }: { isWaiting: boolean },
  reader: Reader,
  page: PageRequest,
): Promise<Page<FactDeskLine>> {
  const cursor = readCursor(page.after, ['instant', 'uuid'])
  const { rows } = await sql<FactDeskLine>`
    select ${columns} from ${newest}
    where ${mayRead(reader, 'v.subject_id')} ${isWaiting ? sql`and sheet.waits` : sql``}
      ${cursor ? sql`and (sheet.worked_at, sheet.id) < (${cursor[0]}::timestamptz, ${cursor[1]}::uuid)` : sql``}
    order by sheet.worked_at desc, sheet.id desc limit ${page.size + 1}`.execute(db)
  return pageOf(rows, page.size, ({ workedAt, id }) => [workedAt.toISOString(), id])
}

/** More is not told than that it is more. */
export const MOST_FACTS_COUNTED = 99

/** How many texts wait that somebody may approve; at most `MOST_FACTS_COUNTED`. */
export async function countFactsToApprove(db: Db, { accountId, today }: Reader): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from (
      select from (
        select id, last_version from fact_sheet where waits order by worked_at desc, id desc limit ${MOST_FACTS_COUNTED}
      ) waiting
      join lateral find_fact_obstacle(waiting.id, waiting.last_version, ${accountId}::uuid, ${today}::date) found on true
      where found.obstacle is null
    ) able`.execute(db)
  return rows[0]?.n ?? 0
}

/** A version at the desk: who wrote it, and what was decided. */
export type FactDeskVersion = FactVersion & {
  writtenById: string
  writtenBy: string
  writtenAt: Date
  unit: string
  decision: { kind: 'approved' | 'returned'; reason: string; by: string; at: Date } | null
}

/** A sheet at the desk. */
export type FactDesk = {
  id: string
  number: number | null
  state: FactState
  language: 'nl' | 'en'
  publicVersion: number | null
  waits: boolean
  /** The newest first. */
  versions: [FactDeskVersion, ...FactDeskVersion[]]
}

/** More versions than anybody looks through. */
const MOST_VERSIONS = 200

/** A sheet with all its versions, for whoever may read what it is about. */
export async function findDeskFact(db: Db, id: string, reader: Reader): Promise<FactDesk | undefined> {
  const sheet = await db
    .selectFrom('fact_sheet')
    .select(['id', 'number', 'state', 'language', 'public_version as publicVersion', 'waits'])
    .where('id', '=', id)
    .where(mayRead(reader, 'subject_id'))
    .executeTakeFirst()
  if (!sheet) return undefined
  const [first, ...others] = await listDeskVersions(db, id)
  if (!first) throw new Error(`Sheet ${id} says nothing.`)
  return { ...sheet, versions: [first, ...others] }
}

async function listDeskVersions(db: Db, id: string): Promise<FactDeskVersion[]> {
  type Row = FactVersionRow & Pick<FactDeskVersion, 'writtenById' | 'writtenBy' | 'writtenAt' | 'unit'>
  type Decided = {
    decidedAs: 'approved' | 'returned' | null
    reason: string
    decidedBy: string
    decidedAt: Date
  }
  const { rows } = await sql<Row & Decided>`
    select ${versionColumns}, v.written_by as "writtenById", writer.name as "writtenBy", v.written_at as "writtenAt",
      unit.name as unit, d.kind as "decidedAs", d.reason, decider.name as "decidedBy", d.at as "decidedAt"
    from fact_version v
    join account writer on writer.id = v.written_by
    join unit on unit.id = v.unit_id
    left join fact_decision d on d.sheet_id = v.sheet_id and d.version = v.version
    left join account decider on decider.id = d.by_account
    where v.sheet_id = ${id}::uuid order by v.version desc limit ${MOST_VERSIONS}`.execute(db)
  return rows.map(({ decidedAs: kind, reason, decidedBy: by, decidedAt: at, ...row }) => ({
    ...versionOf(row),
    decision: kind === null ? null : { kind, reason, by, at },
  }))
}

/** A sheet that can be chosen: to be linked to a post, or named in a reply. */
export type OfferedFact = Pick<FactDeskLine, 'id' | 'number' | 'language' | 'claim' | 'verdict' | 'state'>

/** Longer than anybody reads through; what fits best comes first. */
const MOST_OFFERED = 60

/**
 * Sheets to choose from: first those about a subject, then by the newest work.
 * @param isPublic  only what everybody reads; else what was withdrawn alone is left out
 */
export async function listOfferedFacts(
  db: Db,
  { isPublic, subjectId }: { isPublic: boolean; subjectId: string | null },
  reader: Reader,
): Promise<OfferedFact[]> {
  const { rows } = await sql<OfferedFact>`
    select sheet.id, sheet.number, sheet.language, v.claim, v.verdict, sheet.state
    from fact_sheet sheet
    join fact_version v on v.sheet_id = sheet.id and v.version = coalesce(sheet.public_version, sheet.last_version)
    where ${isPublic ? sql`sheet.state = 'public'` : sql`sheet.state <> 'withdrawn'`} and ${mayRead(reader, 'v.subject_id')}
    order by sheet.subject_id = ${subjectId}::uuid desc nulls last, sheet.worked_at desc, sheet.id desc
    limit ${MOST_OFFERED}`.execute(db)
  return rows
}
