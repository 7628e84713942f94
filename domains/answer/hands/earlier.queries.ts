import { sql } from 'kysely'
import type { Db } from '#db'
import { handleOf } from '../channels/handle.ts'
import { sealParticipant } from '../channels/mail-seals.ts'
import type { Viewer } from '../conversations/inbox-pick.queries.ts'
import { mayRead } from '../privacy/may-read.ts'
import { MOST_BESIDE, type NamedConversation } from './merge-conversation.ts'

/** Of each way by which somebody is known, so many of their newest conversations are looked at. */
const LOOKED_AT = 50

/**
 * Other conversations of whoever asked, the newest first, of which a member of staff may read: those begun from the same address, and
 * those in which it takes part by mail. None where they gave no address: a name is no proof.
 */
export async function listEarlier(
  db: Db,
  id: string,
  { viewer, secret }: { viewer: Viewer; secret: string },
): Promise<NamedConversation[]> {
  const contact = await db
    .selectFrom('conversation_contact')
    .select('address')
    .where('conversation_id', '=', id)
    .executeTakeFirst()
  if (!contact?.address) return []
  const seal = Buffer.from(sealParticipant(handleOf(contact.address), secret), 'hex')
  const { rows } = await sql<NamedConversation>`
    select id, subject, language, status, received_at as at from conversation
    where id in (
      (select conversation_id from conversation_contact where lower(address) = lower(${contact.address})
        order by conversation_id desc limit ${LOOKED_AT})
      union all
      (select conversation_id from mail_participant where seal = ${seal}
        order by conversation_id desc limit ${LOOKED_AT})
    ) and id <> ${id} and closed_as is distinct from 'spam' and ${mayRead(viewer, 'subject_id')}
    order by received_at desc, id desc limit ${MOST_BESIDE}`.execute(db)
  return rows
}
