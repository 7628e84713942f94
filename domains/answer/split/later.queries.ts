import { sql } from 'kysely'
import type { Db } from '#db'

/** A conversation, and the one that it continues where it began because that was solved long before. */
export type Reached = { id: string; goesOnFrom: string | null }

/**
 * Some conversations, with all in which what comes in by them may be heard: what continues them, what that was merged into, and so on. One may
 * be there twice, once without what it continues.
 */
export async function listReached(db: Db, ids: readonly string[]): Promise<Reached[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<Reached>`
    with recursive way (id, goes_on_from) as (
      select unnest(${ids}::uuid[]), null::uuid
      union
      select next.id, next.goes_on_from from way cross join lateral (
        select later.id, way.id as goes_on_from
        from conversation as later join conversation_entry as first on first.conversation_id = later.id and first.seq = 1
        where later.continues = way.id and first.other_id is null
        union all
        select merged_into, null from conversation where id = way.id and merged_into is not null
      ) as next
    )
    select id, goes_on_from as "goesOnFrom" from way`.execute(db)
  return rows
}
