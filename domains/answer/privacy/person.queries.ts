import { sql } from 'kysely'
import type { Db } from '#db'
import type { Held, Person } from '#domains/people'
import { placeOfConversation } from './forget-words.store.ts'
import { mayRead, type Reader } from './may-read.ts'

/** A conversation of a person, in a list. */
export type PersonsConversation = {
  id: string
  inputId: string
  subject: string
  language: string
  receivedAt: Date
}

/** More conversations of one person than anybody looks at at once. */
const MOST_LISTED = 200

/**
 * The conversations of a person: those that began with their inputs, with what was split off from them or continues them, and those in which they gave the address or wrote from it. The newest
 * first, at most two hundred; whoever asks for more asks again once these are gone.
 * @param reader  the member of staff who asks: what they may not read is left out; without, whoever runs the installation
 */
export async function listConversationsOfPerson(
  db: Db,
  { inputIds, mailbox }: Person,
  reader: Reader | undefined,
): Promise<PersonsConversation[]> {
  const address = mailbox?.toLowerCase() ?? null
  const { rows } = await sql<PersonsConversation>`
    with recursive own (id) as (
      select id from conversation where input_id = any(${inputIds}::uuid[])
      union select next.id from own join conversation next on next.continues = own.id
    )
    select id, input_id as "inputId", subject, language, received_at as "receivedAt" from conversation
    where id in (
      select id from own
      union select conversation_id from conversation_contact where lower(address) = ${address}
      union select conversation_id from mail_message where from_address <> '' and lower(from_address) = ${address}
    ) and ${reader ? mayRead(reader, 'subject_id') : sql`true`}
    order by received_at desc, id desc limit ${MOST_LISTED}`.execute(db)
  return rows
}

/** What is kept of who asked in these conversations, by table: of what is counted here, nothing is left once it is erased. */
export async function countHeldIn(db: Db, ids: readonly string[]): Promise<Held> {
  const places = ids.map(placeOfConversation)
  const { rows } = await sql<Held>`
    with one as (select unnest(${ids}::uuid[]) as id)
    select
      (select count(*)::integer from conversation_entry where conversation_id in (select id from one) and body is not null)
        as conversation_entry,
      (select count(*)::integer from conversation_contact where conversation_id in (select id from one)) as conversation_contact,
      (select count(*)::integer from conversation_place where conversation_id in (select id from one)) as conversation_place,
      (select count(*)::integer from input where not is_public and body is not null
        and id in (select input_id from conversation where id in (select id from one))) as input,
      (select count(*)::integer from received_raw where conversation_id in (select id from one) and raw is not null)
        as received_raw,
      (select count(*)::integer from received_hook where raw is not null and id in (
        select received_id from hook_message where conversation_id in (select id from one))) as received_hook,
      (select count(*)::integer from hook_thread where conversation_id in (select id from one)) as hook_thread,
      (select count(*)::integer from outgoing_hook where state = 'waiting' and id in (
        select hook_id from conversation_entry where conversation_id in (select id from one))) as outgoing_hook,
      (select count(*)::integer from mail_participant where conversation_id in (select id from one)) as mail_participant,
      (select count(*)::integer from blob_use where owner in (
        select 'conversation:' || conversation_id || ':' || seq from conversation_file where conversation_id in (select id from one)
        union all select 'mail:' || id from received_raw where conversation_id in (select id from one))) as blob_use,
      (select count(*)::integer from outgoing_mail where (recipient <> '' or state = 'waiting') and id in (
        select mail_id from conversation_entry where conversation_id in (select id from one)
        union select mail_id from reply_copy where conversation_id in (select id from one))) as outgoing_mail,
      (select count(*)::integer from reply_copy where address <> '' and conversation_id in (select id from one)) as reply_copy,
      (select count(*)::integer from leaving_reply where conversation_id in (select id from one)) as leaving_reply,
      (select count(*)::integer from task_link where task_id in (
        select task.id from task where conversation_id in (select id from one))) as task_link,
      (select count(*)::integer from unsent_text where place = any(${places}::text[])) as unsent_text`.execute(
    db,
  )
  return Object.fromEntries(Object.entries(rows[0] ?? {}).filter(([, many]) => many > 0))
}
