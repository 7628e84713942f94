import { sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { Locale } from '#platform/i18n'

/** A standard text as it is now. */
export type StandardText = {
  id: string
  version: number
  title: string
  /** Empty: there is none in that language. */
  nl: string
  en: string
  /** Whose it is; null: of all. */
  unitId: string | null
  unit: string | null
  /** What it is about; null: anything. */
  subjectId: string | null
  subject: { name: string; otherName: string } | null
}

const columns = sql`
  v.text_id as id, v.version, v.title, coalesce(v.body_nl, '') as nl, coalesce(v.body_en, '') as en,
  v.unit_id as "unitId", unit.name as unit, v.subject_id as "subjectId",
  (select json_build_object('name', name, 'otherName', other_name) from subject_version
    where subject_id = v.subject_id order by version desc limit 1) as subject`

const newest = sql`
  select ${columns}
  from standard_text text join lateral (
    select * from standard_text_version where text_id = text.id order by version desc limit 1
  ) v on true left join unit on unit.id = v.unit_id
  where text.ended_at is null`

/** All texts that can be used, the newest first. */
export async function listStandardTexts(db: Db, { after, size }: PageRequest): Promise<Page<StandardText>> {
  const cursor = readCursor(after, ['uuid'])
  const { rows } = await sql<StandardText>`${newest} ${cursor ? sql`and text.id < ${cursor[0]}::uuid` : sql``}
    order by text.id desc limit ${size + 1}`.execute(db)
  return pageOf(rows, size, ({ id }) => [id])
}

/** One text, where it was not ended. */
export async function findStandardText(db: Db, id: string): Promise<StandardText | undefined> {
  const { rows } = await sql<StandardText>`${newest} and text.id = ${id}::uuid`.execute(db)
  return rows[0]
}

export type StandardTextVersion = StandardText & { by: string; madeAt: Date }

/** What a text said before and now, the newest first; at most a hundred versions. */
export async function listStandardTextVersions(db: Db, id: string): Promise<StandardTextVersion[]> {
  const { rows } = await sql<StandardTextVersion>`
    select ${columns}, account.name as by, v.made_at as "madeAt"
    from standard_text_version v join account on account.id = v.made_by left join unit on unit.id = v.unit_id
    where v.text_id = ${id}::uuid order by v.version desc limit 100`.execute(db)
  return rows
}

/** A text as it is offered in a conversation: what it is called, and what it is about where that is something else. */
export type OfferedText = { id: string; title: string; subject: StandardText['subject'] }

/** Longer than any list that somebody chooses from. */
const MOST_OFFERED = 500

/**
 * The texts that somebody can put into a reply, by title: those in its language that are for all, or of a unit that they or the
 * conversation belong to, or one above it. First what is about the subject of the conversation, the nearest before what lies
 * above it; then what is about anything; then the rest.
 */
export async function listOfferedTexts(
  db: Db,
  about: { language: Locale; subjectId: string | null; unitIds: string[] },
): Promise<OfferedText[]> {
  const body = sql.ref(about.language === 'nl' ? 'v.body_nl' : 'v.body_en')
  const { rows } = await sql<OfferedText>`
    with recursive mine (id) as (
      select id from unit where id = any(${about.unitIds}::uuid[])
      union select unit.parent_id from mine join unit on unit.id = mine.id where unit.parent_id is not null
    ), theirs (id, distance) as (
      select ${about.subjectId}::uuid, 0
      union all select (select parent_id from subject_version where subject_id = theirs.id order by version desc limit 1), distance + 1
      from theirs where theirs.id is not null and distance < 100
    )
    select text.id, v.title, case when theirs.id is null then (
      select json_build_object('name', name, 'otherName', other_name) from subject_version
      where subject_id = v.subject_id order by version desc limit 1
    ) end as subject
    from standard_text text join lateral (
      select * from standard_text_version where text_id = text.id order by version desc limit 1
    ) v on true left join theirs on theirs.id = v.subject_id
    where text.ended_at is null and ${body} is not null
      and (v.unit_id is null or exists (select from mine where mine.id = v.unit_id))
    order by theirs.distance nulls last, v.subject_id is not null, v.title, text.id
    limit ${MOST_OFFERED}`.execute(db)
  return rows
}
