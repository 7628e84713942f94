import { sql } from 'kysely'
import type { Db } from '#db'
import type { NamedConversation } from '../hands/merge-conversation.ts'
import { mayRead, type Reader } from '../privacy/may-read.ts'

/** What a conversation was split off from or continues, and what goes on from it, of what somebody may read. */
export type Around = { from: Going | undefined; onward: Going[] }

type Going = NamedConversation & { why: 'split' | 'later' }

/** More are not shown beside a conversation. */
const MOST_SHOWN = 10

export async function listAround(db: Db, id: string, reader: Reader): Promise<Around> {
  const named = sql`other.id, other.subject, other.language, other.status, other.received_at as at`
  const { rows } = await sql<Going & { isFrom: boolean }>`
    with self as (
      select conversation.continues, first.other_id
      from conversation join conversation_entry as first on first.conversation_id = conversation.id and first.seq = 1
      where conversation.id = ${id}::uuid
    ), onward (id, why) as (
      select other_id, 'split' from conversation_entry where conversation_id = ${id}::uuid and kind = 'split'
      union
      select later.id, 'later' from conversation as later
      join conversation_entry as first on first.conversation_id = later.id and first.seq = 1
      where later.continues = ${id}::uuid and first.other_id is null
    )
    (select ${named}, case when self.other_id is null then 'later' else 'split' end as why, true as "isFrom"
      from self join conversation as other on other.id = coalesce(self.other_id, self.continues)
      where ${mayRead(reader, 'other.subject_id')})
    union all
    (select ${named}, onward.why, false from onward join conversation as other on other.id = onward.id
      where ${mayRead(reader, 'other.subject_id')} order by other.id desc limit ${MOST_SHOWN})`.execute(db)
  const onward = rows.filter(({ isFrom }) => !isFrom)
  return { from: rows.find(({ isFrom }) => isFrom), onward }
}
