import { sql } from 'kysely'
import type { Db } from '#db'

/** Something to choose in a tree, in the order of the tree; `depth` from 0. */
export type Branch = { id: string; name: string; otherName: string; depth: number }

/** What a conversation can be about, and who can answer it. */
export async function listClassifications(db: Db): Promise<{ subjects: Branch[]; units: Branch[] }> {
  const subjects = await sql<Branch>`
    with recursive newest as (
      select distinct on (subject_id) subject_id as id, parent_id, name, other_name
      from subject_version join subject on subject.id = subject_id
      where replaced_by is null order by subject_id, version desc
    ), tree as (
      select id, name, other_name, 0 as depth, array[lower(name), id::text] as path
      from newest where parent_id is null or parent_id not in (select id from newest)
      union all
      select newest.id, newest.name, newest.other_name, depth + 1, path || lower(newest.name) || newest.id::text
      from tree join newest on newest.parent_id = tree.id where depth < 20
    )
    select id, name, other_name as "otherName", depth from tree order by path limit 1000`.execute(db)
  const units = await sql<Branch>`
    with recursive tree as (
      select id, name, 0 as depth, array[lower(name), id::text] as path from unit
      where parent_id is null and closed_on is null
      union all
      select unit.id, unit.name, depth + 1, path || lower(unit.name) || unit.id::text
      from tree join unit on unit.parent_id = tree.id and closed_on is null where depth < 20
    )
    select id, name, '' as "otherName", depth from tree order by path limit 1000`.execute(db)
  return { subjects: subjects.rows, units: units.rows }
}
