import { type RawBuilder, sql } from 'kysely'

/** Conversations that were answered or closed before a moment: a query of their ids, each by its index. */
export function overBefore(moment: Date): RawBuilder<unknown> {
  return sql`
    select id from conversation where status = 'answered' and answered_at < ${moment}
    union all select id from conversation where status = 'closed' and closed_at < ${moment}`
}
