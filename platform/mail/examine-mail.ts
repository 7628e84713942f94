import { sql } from 'kysely'
import type { Db } from '#db'

/** How the outbox stands: what waits for longer than it should, since when, and what was refused for good of late. */
export type MailCondition = { waiting: number; since: Date | null; refused: number }

/** Mail leaves at once; this much later, something is wrong. */
const WAITS_TOO_LONG = sql`interval '10 minutes'`
const OF_LATE = sql`interval '7 days'`

/** Looks how the outbox stands, by its two small indexes. */
export async function examineMail(db: Db): Promise<MailCondition> {
  const { rows } = await sql<MailCondition>`
    select late.waiting, late.since, refused.refused
    from (
      select count(*)::integer as waiting, min(created_at) as since from outgoing_mail
      where state = 'waiting' and created_at < now() - ${WAITS_TOO_LONG}
    ) as late
    cross join (
      select count(*)::integer as refused from outgoing_mail
      where state = 'refused' and created_at > now() - ${OF_LATE}
    ) as refused`.execute(db)
  return rows[0] ?? { waiting: 0, since: null, refused: 0 }
}
