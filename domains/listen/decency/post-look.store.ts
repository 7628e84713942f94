import { sql } from 'kysely'
import type { Tx } from '#db'

/** A post that stands somewhere here is looked after at its place. Those that are looked after already keep their turn. */
export async function lookAfter(tx: Tx, postIds: readonly string[], now: Date): Promise<void> {
  if (postIds.length === 0) return
  await sql`
    insert into post_look (post_id, host, next_look_at)
    select id, substring(lower(url) from '^https?://([^/?#]+)'), ${now}::timestamptz + interval '20 hours'
    from post where id = any(${[...new Set(postIds)]}::uuid[]) and url ~* '^https?://[^/?#]+' and text_removed_at is null
    order by id
    on conflict do nothing`.execute(tx)
}
