import { sql } from 'kysely'
import type { Db } from '#db'

/** A source in the register of a dossier: what watches found there, and what of it stands in the dossier as input. */
export type SourceOfDossier = {
  id: string
  title: string
  language: string | null
  home: string | null
  address: string
  found: number
  inputs: number
  newestAt: Date
}

/** More sources than a reader looks at; those that brought most come first. */
const MOST_SOURCES = 100

/**
 * Where what concerns a dossier was said: every source of which a watch that serves it found a post, or a post stands in it as input. A
 * post counts once, however many watches found it; what was said to be not relevant to a watch was not found by it.
 */
export async function listSourcesOfDossier(db: Db, dossierId: string): Promise<SourceOfDossier[]> {
  const { rows } = await sql<SourceOfDossier>`
    with found as (
      select distinct hit.post_id from watch_dossier served join post_match hit on hit.watch_id = served.watch_id
      where served.dossier_id = ${dossierId}::uuid and hit.not_relevant_at is null
    ), counted as (
      select coalesce(found.post_id, entered.post_id) as post_id, found.post_id is not null as is_found, entered.post_id is not null as is_entered
      from found full join (select post_id from post_input where dossier_id = ${dossierId}::uuid) entered on entered.post_id = found.post_id
    )
    select source.id, source.title, source.language, source.home, source.address,
      count(*) filter (where is_found)::int as found, count(*) filter (where is_entered)::int as inputs,
      max(post.published_at) as "newestAt"
    from counted join post on post.id = counted.post_id join source on source.id = post.source_id
    group by source.id order by found desc, inputs desc, source.title, source.id limit ${MOST_SOURCES}`.execute(
    db,
  )
  return rows
}
