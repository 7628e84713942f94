import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import { inLanguage, type Translation, translationsOf, type Written } from '#domains/translation'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { Locale } from '#platform/i18n'
import type { FactSource, FactState, FactVerdict } from './fact.ts'
import { type FactVersion, type FactVersionRow, versionColumns, versionOf } from './fact-version.ts'

/** What something is called in both languages of the organisation. */
type Named = { name: string; otherName: string }

/** A public sheet in a list; one that was withdrawn stays in it. */
export type FactLine = Written & {
  /** For tables; pages know it by its number. */
  id: string
  number: number
  state: Exclude<FactState, 'draft'>
  version: number
  claim: string
  verdict: FactVerdict
  answer: string
  /** When what it says changed last. */
  changedAt: Date
  subject: Named | null
  /** Who is responsible. */
  unit: string
}

type Row = FactLine & { translations: Translation[] }

const columns = sql`
  select sheet.id, sheet.number, sheet.language, sheet.state, sheet.public_version as version, sheet.changed_at as "changedAt",
    v.claim, v.verdict, v.answer, unit.name as unit,
    (select json_build_object('name', name, 'otherName', other_name) from subject_version
      where subject_id = sheet.subject_id order by version desc limit 1) as subject,
    ${translationsOf('sheet.id')} as translations
  from fact_sheet sheet
  join fact_version v on v.sheet_id = sheet.id and v.version = sheet.public_version
  join unit on unit.id = sheet.unit_id`

/** Which public sheets: about a subject, or that belong to a dossier. */
export type FactFilter = { subjectId?: string | undefined; dossierId?: string | undefined }

/** Public sheets, the newest change first. */
export async function listFacts(db: Db, filter: FactFilter, page: PageRequest): Promise<Page<FactLine>> {
  return pageOfLines((await selectFacts(filter, page).execute(db)).rows, page)
}

export function selectFacts({ subjectId, dossierId }: FactFilter, page: PageRequest): RawBuilder<Row> {
  const about = subjectId === undefined ? sql`` : sql`and sheet.subject_id = ${subjectId}::uuid`
  const belongs =
    dossierId === undefined
      ? sql``
      : sql`and sheet.id in (select sheet_id from fact_dossier where dossier_id = ${dossierId}::uuid)`
  return sql<Row>`
    ${columns} where sheet.number is not null ${about} ${belongs} ${beforeOf(page)}
    order by sheet.changed_at desc, sheet.number desc limit ${page.size + 1}`
}

function beforeOf({ after }: PageRequest): RawBuilder<unknown> {
  const cursor = readCursor(after, ['instant', 'number'])
  return cursor
    ? sql`and (sheet.changed_at, sheet.number) < (${cursor[0]}::timestamptz, ${cursor[1]}::bigint)`
    : sql``
}

function pageOfLines(rows: Row[], { size }: PageRequest): Page<FactLine> {
  return pageOf(rows, size, ({ changedAt, number }) => [changedAt.toISOString(), `${number}`])
}

/** A line in a language, where its words were translated. */
export function factLineIn<Line extends FactLine>(
  locale: Locale,
  line: Line & { translations?: readonly Translation[] },
): Line {
  return inLanguage<Line>(line, ['claim', 'answer'], locale, line.translations ?? [])
}

/** Public sheets that say some words, as `prepareSearch` makes them, the newest change first; what was withdrawn is not among them. */
export async function findFactsBySearch(
  db: Db,
  { tsquery }: { tsquery: string },
  page: PageRequest,
): Promise<Page<FactLine>> {
  return pageOfLines((await selectFactsBySearch(tsquery, page).execute(db)).rows, page)
}

export function selectFactsBySearch(tsquery: string, page: PageRequest): RawBuilder<Row> {
  return sql<Row>`
    ${columns} where sheet.state = 'public' and (sheet.id, sheet.public_version) in (
      select sheet_id, version from fact_version
      where found_words(claim || E'\n' || answer || E'\n' || explanation) @@ ${tsquery}::tsquery
      union
      select said.sheet_id, said.version
      from translation
      join fact_version said on said.sheet_id = translation.owner_id
        and translation.original in (said.claim, said.answer, said.explanation)
      where found_words(translation.text) @@ ${tsquery}::tsquery
    ) ${beforeOf(page)}
    order by sheet.changed_at desc, sheet.number desc limit ${page.size + 1}`
}

/** More subjects than there are sheets about. */
const MOST_SUBJECTS = 500

/** What there are public sheets about, by name. */
export async function listFactSubjects(db: Db): Promise<(Named & { id: string })[]> {
  const { rows } = await sql<Named & { id: string }>`
    select about.id, said.name, said.other_name as "otherName"
    from (select distinct subject_id as id from fact_sheet where number is not null and subject_id is not null) about
    join lateral (
      select name, other_name from subject_version where subject_id = about.id order by version desc limit 1
    ) said on true
    order by said.name, about.id limit ${MOST_SUBJECTS}`.execute(db)
  return rows
}

/** A version that everybody can read, or could. */
export type PublicFactVersion = Written &
  Pick<
    FactVersion,
    'version' | 'claim' | 'verdict' | 'answer' | 'explanation' | 'knownOn' | 'change' | 'withdraws'
  > & {
    sources: FactSource[]
    /** When it was approved. */
    at: Date
  }

/** A public sheet as it is now, with all that it said before. */
export type Fact = FactLine & {
  firstAt: Date
  subjectId: string | null
  /** The newest first; the first of them is what it says now. */
  versions: [PublicFactVersion, ...PublicFactVersion[]]
}

/** More than anybody corrects one thing. */
const MOST_VERSIONS = 200

/** A sheet by what everybody knows it, in a language where it was translated; undefined where none of that number is public. */
export async function findFact(db: Db, number: number, locale: Locale): Promise<Fact | undefined> {
  const { rows } = await sql<Row & { subjectId: string | null }>`
    select found.*, sheet.subject_id as "subjectId"
    from (${columns} where sheet.number = ${number}) found join fact_sheet sheet on sheet.id = found.id`.execute(
    db,
  )
  const [row] = rows
  if (!row) return undefined
  const { translations, ...line } = row
  const [newest, ...older] = await listVersions(db, row, locale)
  if (!newest) throw new Error(`Sheet ${number} is public, and no version of it was approved.`)
  const { language, translated } = newest
  const words = { claim: newest.claim, answer: newest.answer, language, translated }
  const firstAt = (older.at(-1) ?? newest).at
  return { ...line, ...words, firstAt, versions: [newest, ...older] }
}

async function listVersions(db: Db, { id, language, translations }: Row, locale: Locale) {
  const { rows } = await sql<FactVersionRow & { at: Date }>`
    select ${versionColumns}, d.at
    from fact_version v
    join fact_decision d on d.sheet_id = v.sheet_id and d.version = v.version and d.kind = 'approved'
    where v.sheet_id = ${id}::uuid order by v.version desc limit ${MOST_VERSIONS}`.execute(db)
  return rows.map(versionOf).map((row): PublicFactVersion => {
    const { version, claim, verdict, answer, explanation, sources, knownOn, change, withdraws, at } = row
    const said = {
      version,
      claim,
      verdict,
      answer,
      explanation,
      sources,
      knownOn,
      change,
      withdraws,
      at,
      language,
    }
    return inLanguage<PublicFactVersion>(
      said,
      ['claim', 'answer', 'explanation', 'change'],
      locale,
      translations,
    )
  })
}

/** A dossier that a public sheet belongs to. */
export type FactDossier = { slug: string; question: string; language: string }

/** The dossiers of a sheet that everybody can read. */
export async function listFactDossiers(db: Db, sheetId: string): Promise<FactDossier[]> {
  return db
    .selectFrom('fact_dossier')
    .innerJoin('dossier', 'dossier.id', 'fact_dossier.dossier_id')
    .select(['dossier.slug', 'dossier.question', 'dossier.language'])
    .where('fact_dossier.sheet_id', '=', sheetId)
    .where('dossier.state', '<>', 'draft')
    .orderBy('dossier.id', 'desc')
    .limit(20)
    .execute()
}
