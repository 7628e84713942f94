import { type RawBuilder, sql } from 'kysely'
import type { Db } from '#db'
import { type AreaName, metresBetween, type Position } from '#domains/places'
import { inLanguage, type Translation, translationsOf, type Written } from '#domains/translation'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { Locale } from '#platform/i18n'
import { mayRead, type Reader } from '../privacy/may-read.ts'
import type { NearState, WithdrawalReason } from './near-report.ts'

/** Something that was reported, in a list. */
export type NearLine = Written & {
  /** For tables; pages know it by the other. */
  id: string
  publicId: string
  title: string
  state: NearState
  changedAt: Date
  area: AreaName
  /** What stands there, of a thing in the street. */
  placeName: string | null
  position: Position | null
  /** What it is about. */
  subject: { name: string; otherName: string } | null
}

export type NearFilter = {
  /** Whether something is still to be done. */
  isOpen: boolean
  /** In this area, and in what that lies in or holds: a code as `BU99990101`. */
  area?: string | undefined
}

/** What was reported, the newest change first. Each scan reads its index, however many there are. */
export async function listNearReports(
  db: Db,
  filter: NearFilter,
  page: PageRequest,
): Promise<Page<NearLine>> {
  return pageOfLines((await selectNearReports(filter, page).execute(db)).rows, page)
}

function pageOfLines(rows: Row[], { size }: PageRequest): Page<NearLine> {
  const part = pageOf(rows, size, (row) => [row.changedAt.toISOString(), row.publicId])
  return { next: part.next, rows: part.rows.map(lineOf) }
}

export function selectNearReports({ isOpen, area }: NearFilter, page: PageRequest): RawBuilder<Row> {
  const scans = whereIn(area).map(
    (where) => sql`(select id from near_report
      where state <> 'withdrawn' and is_open = ${isOpen} ${where} ${beforeOf(page)}
      order by changed_at desc, public_id desc limit ${page.size + 1})`,
  )
  return sql<Row>`
    ${columns} where near_report.id in (${sql.join(scans, sql` union all `)})
    order by changed_at desc, public_id desc limit ${page.size + 1}`
}

/** What stands behind the row that the cursor names. */
function beforeOf({ after }: PageRequest): RawBuilder<unknown> {
  const cursor = readCursor(after, ['instant', 'uuid'])
  return cursor
    ? sql`and (changed_at, public_id) < (${cursor[0] ?? ''}::timestamptz, ${cursor[1] ?? ''}::uuid)`
    : sql``
}

/** An area lies in others by its code: what was reported of all of a district counts in each of its neighbourhoods. */
function whereIn(area: string | undefined): RawBuilder<unknown>[] {
  if (area === undefined || area.startsWith('GM')) return [sql``]
  const municipality = sql`and area_code = ${`GM${area.slice(2, 6)}`}`
  const district = `WK${area.slice(2, 8)}`
  if (area.startsWith('WK')) return [sql`and district_code = ${district}`, municipality]
  return [sql`and area_code = ${area}`, sql`and area_code = ${district}`, municipality]
}

type Row = Omit<NearLine, 'area' | 'position' | 'subject'> & {
  areaCode: string
  areaYear: number
  areaName: string
  longitude: number | null
  latitude: number | null
  subjectName: string | null
  subjectOtherName: string | null
  translations: Translation[]
}

const columns = sql`
  select near_report.id, public_id as "publicId", language, title, state, changed_at as "changedAt",
    area.code as "areaCode", area.year as "areaYear", area.name as "areaName",
    place_name as "placeName", longitude, latitude, said.name as "subjectName", said.other_name as "subjectOtherName",
    ${translationsOf('near_report.id')} as translations
  from near_report
  join area on area.code = near_report.area_code and area.year = near_report.area_year
  left join lateral (
    select name, other_name from subject_version
    where subject_version.subject_id = near_report.subject_id order by version desc limit 1
  ) as said on true`

type Translatable = { translations: readonly Translation[] }

function lineOf(row: Row): NearLine & Translatable {
  const { areaCode, areaYear, areaName, longitude, latitude, subjectName, subjectOtherName, ...line } = row
  return {
    ...line,
    area: { code: areaCode, year: areaYear, name: areaName },
    position: longitude === null || latitude === null ? null : [longitude, latitude],
    subject: subjectName === null ? null : { name: subjectName, otherName: subjectOtherName ?? '' },
  }
}

/** A line in a language, where its title was translated. */
export function nearLineIn<Line extends NearLine>(locale: Locale, line: Line & Partial<Translatable>): Line {
  return inLanguage(line, ['title'], locale, line.translations ?? [])
}

/** A step of a report, as everybody may read it. */
export type NearStepLine = Written & {
  seq: number
  state: NearState
  words: string
  withdrawnAs: WithdrawalReason | null
  at: Date
}

/** A report with all that became of it, the oldest first. */
export type NearReport = NearLine & { subjectId: string | null; unitId: string | null; steps: NearStepLine[] }

/** A report by what everybody knows it, in a language or as it was written; undefined where there is none. */
export async function findNearReport(
  db: Db,
  publicId: string,
  locale?: Locale,
): Promise<NearReport | undefined> {
  const { rows } = await sql<Row>`${columns} where public_id = ${publicId}::uuid`.execute(db)
  const [row] = rows
  if (!row) return undefined
  const line = lineOf(row)
  const [steps, { subjectId, unitId }] = await Promise.all([
    listSteps(db, row.id),
    db
      .selectFrom('near_report')
      .select(['subject_id as subjectId', 'unit_id as unitId'])
      .where('id', '=', row.id)
      .executeTakeFirstOrThrow(),
  ])
  const written = steps.map((step) => ({ ...step, language: line.language }))
  if (locale === undefined) return { ...line, subjectId, unitId, steps: written }
  const said = written.map((step) => inLanguage<NearStepLine>(step, ['words'], locale, line.translations))
  return { ...nearLineIn(locale, line), subjectId, unitId, steps: said }
}

/** More than anybody says of one thing. */
const MOST_STEPS = 200

function listSteps(db: Db, reportId: string): Promise<Omit<NearStepLine, 'language'>[]> {
  return db
    .selectFrom('near_report_step')
    .select(['seq', 'state', 'words', 'withdrawn_as as withdrawnAs', 'at'])
    .where('report_id', '=', reportId)
    .orderBy('seq')
    .limit(MOST_STEPS)
    .execute()
}

/** Reports whose title is found by words, the newest first; as `prepareSearch` makes them. */
export async function findNearReportsBySearch(
  db: Db,
  { tsquery }: { tsquery: string },
  page: PageRequest,
): Promise<Page<NearLine>> {
  const { rows } = await sql<Row>`
    ${columns} where near_report.state <> 'withdrawn' and near_report.id in (
      select id from near_report where state <> 'withdrawn' and found_words(title) @@ ${tsquery}::tsquery
      union
      select id from translation join near_report on near_report.id = translation.owner_id
      where found_words(translation.text) @@ ${tsquery}::tsquery and translation.original = title
    ) ${beforeOf(page)}
    order by changed_at desc, public_id desc limit ${page.size + 1}`.execute(db)
  return pageOfLines(rows, page)
}

/** So near, in metres, that it can be the same thing; and so many are offered. */
const SAME_WITHIN = 75
const MOST_OFFERED = 3

/**
 * What is open and may be the same as what somebody is about to tell us: what is at that place, and what is in its area with a word in
 * common.
 */
export async function listNearAlike(
  db: Db,
  { position, area, body }: { position: Position | null; area: AreaName | null; body: string },
): Promise<NearLine[]> {
  const [close, alike] = await Promise.all([
    position ? listClosest(db, position) : [],
    area ? listWithWord(db, area.code, body) : [],
  ])
  const found = new Map([...close, ...alike].map((line) => [line.id, line]))
  return [...found.values()].slice(0, MOST_OFFERED)
}

async function listClosest(db: Db, position: Position): Promise<NearLine[]> {
  const { rows } = await selectClosest(position).execute(db)
  return rows
    .map(lineOf)
    .filter((line) => line.position && metresBetween(line.position, position) <= SAME_WITHIN)
}

export function selectClosest([longitude, latitude]: Position): RawBuilder<Row> {
  const place = sql`point(${longitude}::double precision * 0.6157, ${latitude}::double precision)`
  return sql<Row>`
    with closest as materialized (
      select id from near_report where is_open and longitude is not null
      order by point(longitude * 0.6157, latitude) <-> ${place} limit ${MOST_OFFERED}
    )
    ${columns} where near_report.id in (select id from closest)`
}

/** Words of one or two letters say nothing of what something is about; of more than these, the first count. */
const LEAST_LETTERS = 4
const MOST_WORDS = 60

async function listWithWord(db: Db, area: string, body: string): Promise<NearLine[]> {
  return (await selectWithWord(area, body).execute(db)).rows.map(lineOf)
}

export function selectWithWord(area: string, body: string): RawBuilder<Row> {
  return sql<Row>`
    with asked as (
      select array_to_string(array(
        select quote_literal(lexeme) from unnest(found_words(${body.slice(0, 2000)})) as word (lexeme, places, weights)
        where length(lexeme) >= ${LEAST_LETTERS} order by lexeme limit ${MOST_WORDS}
      ), ' | ')::tsquery as words
    )
    ${columns} where near_report.id in (
      select id from near_report, asked
      where state <> 'withdrawn' and is_open and found_words(title) @@ asked.words and (${sql.join(
        whereIn(area).map((where) => sql`true ${where}`),
        sql` or `,
      )})
      order by changed_at desc, public_id desc limit ${MOST_OFFERED}
    )
    order by changed_at desc, public_id desc`
}

/** The reports that a conversation, or the one in which it is handled, stands behind: withdrawn ones too. */
export async function listNearOfConversation(db: Db, conversationId: string): Promise<NearLine[]> {
  const { rows } = await sql<Row>`
    ${columns} where near_report.id in (
      select report_id from near_report_source
      where conversation_id in (
        select unnest(array[id, merged_into]) from conversation where id = ${conversationId}::uuid
      )
    )
    order by changed_at desc, public_id desc limit 20`.execute(db)
  return rows.map(lineOf)
}

/** The same, by the input that a conversation began with; those that can be read. */
export async function listNearOfInput(db: Db, inputId: string): Promise<NearLine[]> {
  const found = await db
    .selectFrom('conversation')
    .select('id')
    .where('input_id', '=', inputId)
    .executeTakeFirst()
  const lines = found ? await listNearOfConversation(db, found.id) : []
  return lines.filter(({ state }) => state !== 'withdrawn')
}

/** The conversations behind a report that somebody may read, the newest first. */
export async function listNearSources(
  db: Db,
  reportId: string,
  reader: Reader,
): Promise<{ id: string; subject: string; language: string }[]> {
  return db
    .selectFrom('near_report_source as source')
    .innerJoin('conversation', 'conversation.id', 'source.conversation_id')
    .select(['conversation.id', 'conversation.subject', 'conversation.language'])
    .where('report_id', '=', reportId)
    .where(mayRead(reader, 'conversation.subject_id'))
    .orderBy('conversation.id', 'desc')
    .limit(50)
    .execute()
}

/** How many conversations stand behind a report. */
export async function countNearSources(db: Db, reportId: string): Promise<number> {
  const { sources } = await db
    .selectFrom('near_report_source')
    .select((eb) => eb.fn.countAll<number>().as('sources'))
    .where('report_id', '=', reportId)
    .executeTakeFirstOrThrow()
  return sources
}
