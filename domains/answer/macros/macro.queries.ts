import { sql } from 'kysely'
import type { Db } from '#db'
import { type Page, type PageRequest, pageOf, readCursor } from '#platform/db'
import type { MacroWords } from './macro.ts'

type Named = { name: string; otherName: string }

/** A macro as it is now, with the names of what it does. */
export type Macro = MacroWords & {
  id: string
  version: number
  unit: string | null
  text: string | null
  colleague: string | null
  subject: Named | null
  answeringUnit: string | null
  label: string | null
}

const selectMacros = sql`
  select m.id, m.version, m.title, m.unit_id as "unitId", m.text_id as "textId", m.assign, m.assign_to as "assignTo",
    m.subject_id as "subjectId", m.answering_unit_id as "answeringUnitId", unit.name as unit, answering.name as "answeringUnit",
    colleague.name as colleague, label.name as label, m.label_id as "labelId", m.snooze_days as "snoozeDays",
    m.close_as as "closeAs",
    (select title from standard_text_version where text_id = m.text_id order by version desc limit 1) as text,
    (select json_build_object('name', name, 'otherName', other_name) from subject_version
      where subject_id = m.subject_id order by version desc limit 1) as subject
  from macro m left join unit on unit.id = m.unit_id left join unit answering on answering.id = m.answering_unit_id
    left join account colleague on colleague.id = m.assign_to left join label on label.id = m.label_id
  where m.ended_at is null`

/** All macros that can be used, the newest first. */
export async function listMacros(db: Db, { after, size }: PageRequest): Promise<Page<Macro>> {
  const cursor = readCursor(after, ['uuid'])
  const { rows } = await sql<Macro>`${selectMacros} ${cursor ? sql`and m.id < ${cursor[0]}::uuid` : sql``}
    order by m.id desc limit ${size + 1}`.execute(db)
  return pageOf(rows, size, ({ id }) => [id])
}

/** One macro, where it was not ended. */
export async function findMacro(db: Db, id: string): Promise<Macro | undefined> {
  const { rows } = await sql<Macro>`${selectMacros} and m.id = ${id}::uuid`.execute(db)
  return rows[0]
}

/** Longer than any list that somebody chooses from. */
const MOST_OFFERED = 200

/** The macros that somebody who works in some units can use: those of all, of these units and of those above them, by title. */
export async function listOfferedMacros(db: Db, unitIds: string[]): Promise<{ id: string; title: string }[]> {
  const { rows } = await sql<{ id: string; title: string }>`
    with recursive mine (id) as (
      select id from unit where id = any(${unitIds}::uuid[])
      union select unit.parent_id from mine join unit on unit.id = mine.id where unit.parent_id is not null
    )
    select id, title from macro
    where ended_at is null and (unit_id is null or exists (select from mine where mine.id = macro.unit_id))
    order by title, id limit ${MOST_OFFERED}`.execute(db)
  return rows
}
