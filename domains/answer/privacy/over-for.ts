import { type RawBuilder, sql } from 'kysely'

/** What is kept of a conversation that is over, each for a time of its own. */
type KeptPart = 'mail' | 'words' | 'contact' | 'files'

/**
 * Conversations that were answered or closed so long ago that a part of them is kept no longer: a query of their ids. How long is said by what
 * a conversation is about. Each is read by its index, from the shortest time that is said anywhere on.
 * @param days  how long, where the subject and all above it say nothing
 */
export function overFor(part: KeptPart, now: Date, days: number): RawBuilder<unknown> {
  const said = sql.ref(`kept.${part}_days`)
  const shortest = sql`(select least(${days}::integer, min(${said})) from find_kept_days() as kept)`
  const over = (status: string, at: string) => sql`
    select conversation.id from conversation left join find_kept_days() as kept on kept.subject_id = conversation.subject_id
    where status = ${sql.lit(status)} and ${sql.ref(at)} < ${now}::timestamptz - interval '24 hours' * ${shortest}
      and ${sql.ref(at)} < ${now}::timestamptz - interval '24 hours' * coalesce(${said}, ${days}::integer)`
  return sql`${over('answered', 'answered_at')} union all ${over('closed', 'closed_at')}`
}
