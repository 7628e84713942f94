import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import { readCitations } from './citation.ts'
import type { FactState, FactVerdict } from './fact.ts'
import type { FactWriter } from './write-fact.ts'

/** A conversation that was told what a sheet no longer says. */
export type OutdatedCitation = {
  conversationId: string
  subject: string
  language: string
  /** The version that it was told of. */
  version: number
  at: Date
  /** The post that it was made of stands there; null: it was made of none. */
  source: string | null
}

/** Said of what was cited and of what anybody settled: nothing newer is public. */
const isOutdated = sql`greatest(cited.version, cited.settled_version) < sheet.public_version`

/** Whom to answer again, perhaps: conversations that were told of an older version, for whoever may read them, the newest first. */
export async function listOutdatedCitations(
  db: Db,
  sheetId: string,
  reader: Reader,
  { after, size }: PageRequest,
): Promise<Page<OutdatedCitation>> {
  const cursor = readCursor(after, ['uuid'])
  const { rows } = await sql<OutdatedCitation>`
    select cited.conversation_id as "conversationId", conversation.subject, conversation.language, cited.version, cited.at,
      (select source.title from post_conversation made
        join post on post.id = made.post_id join source on source.id = post.source_id
        where made.conversation_id = cited.conversation_id) as source
    from fact_citation cited
    join fact_sheet sheet on sheet.id = cited.sheet_id
    join conversation on conversation.id = cited.conversation_id
    where cited.sheet_id = ${sheetId}::uuid and ${isOutdated} and ${mayRead(reader, 'conversation.subject_id')}
      ${cursor ? sql`and cited.conversation_id < ${cursor[0]}::uuid` : sql``}
    order by cited.conversation_id desc limit ${size + 1}`.execute(db)
  return pageOf(rows, size, ({ conversationId }) => [conversationId])
}

/** In how many conversations a sheet is named, and in how many of these an older version than is public now. */
export async function countCitations(
  db: Db,
  sheetId: string,
  reader: Reader,
): Promise<{ cited: number; outdated: number }> {
  const { rows } = await sql<{ cited: number; outdated: number }>`
    select count(*)::integer as cited, (count(*) filter (where ${isOutdated}))::integer as outdated
    from fact_citation cited
    join fact_sheet sheet on sheet.id = cited.sheet_id
    join conversation on conversation.id = cited.conversation_id
    where cited.sheet_id = ${sheetId}::uuid and ${mayRead(reader, 'conversation.subject_id')}`.execute(db)
  return rows[0] ?? { cited: 0, outdated: 0 }
}

/** Says of a conversation that was told of an older version that it need not be told of this one. */
export async function settleCitation(
  tx: Tx,
  { sheetId, conversationId, version }: { sheetId: string; conversationId: string; version: number },
  { by }: Pick<FactWriter, 'by'>,
): Promise<{ kind: 'settled' | 'not-found' }> {
  const { rows } = await sql<{ seq: number }>`
    update fact_citation cited set settled_version = ${version}, settled_by = ${by}::uuid
    from fact_sheet sheet
    where sheet.id = cited.sheet_id and cited.sheet_id = ${sheetId}::uuid and cited.conversation_id = ${conversationId}::uuid
      and sheet.public_version = ${version} and ${isOutdated}
    returning cited.seq`.execute(tx)
  return { kind: rows.length > 0 ? 'settled' : 'not-found' }
}

/** A sheet as a conversation knows it: what it was told, or will be, beside what is public now. */
export type CitedFact = {
  id: string
  number: number
  claim: string
  language: string
  verdict: FactVerdict
  state: FactState
  publicVersion: number
  /** The version that is named. */
  version: number
  isOutdated: boolean
}

const citedColumns = sql`
  sheet.id, sheet.number, v.claim, sheet.language, v.verdict, sheet.state, sheet.public_version as "publicVersion"`

/** The sheets that answers in a conversation named, the last first. */
export async function listCitedIn(db: Db, conversationId: string): Promise<CitedFact[]> {
  const { rows } = await sql<CitedFact>`
    select ${citedColumns}, cited.version, ${isOutdated} as "isOutdated"
    from fact_citation cited
    join fact_sheet sheet on sheet.id = cited.sheet_id
    join fact_version v on v.sheet_id = sheet.id and v.version = sheet.public_version
    where cited.conversation_id = ${conversationId}::uuid
    order by cited.seq desc, sheet.number limit 50`.execute(db)
  return rows
}

/** The sheets that a text which was not sent yet names: one that changed or was withdrawn since is outdated. */
export async function readCitedFacts(db: Db, text: string): Promise<CitedFact[]> {
  const cited = readCitations(text)
  if (cited.length === 0) return []
  const { rows } = await sql<Omit<CitedFact, 'version' | 'isOutdated'>>`
    select ${citedColumns}
    from fact_sheet sheet join fact_version v on v.sheet_id = sheet.id and v.version = sheet.public_version
    where sheet.number = any(${cited.map(({ number }) => number)}::integer[]) order by sheet.number`.execute(
    db,
  )
  return rows.map((row) => {
    const version = cited.find(({ number }) => number === row.number)?.version ?? row.publicVersion
    const isOld = version < row.publicVersion || row.state === 'withdrawn'
    return { ...row, version, isOutdated: isOld }
  })
}
