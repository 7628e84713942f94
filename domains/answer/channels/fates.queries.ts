import { sql } from 'kysely'
import type { Db } from '#db'

/** Of some mails: how many are in a conversation, how many of them began one, and how many are held. */
export type Fates = { placed: number; newConversations: number; held: number }

/** Counts what became of these mails, by their ids; those that nobody has looked at yet are in none of the numbers. */
export async function countFates(db: Db, ids: readonly string[]): Promise<Fates> {
  const { rows } = await sql<Fates>`
    select count(*) filter (where state in ('understood', 'duplicate'))::integer as placed,
      count(*) filter (where mail.seq = 1)::integer as "newConversations",
      count(*) filter (where state = 'held')::integer as held
    from received_raw
    left join mail_message as mail on mail.raw_id = received_raw.id
    where id = any(${ids}::uuid[])`.execute(db)
  return rows[0] ?? { placed: 0, newConversations: 0, held: 0 }
}

/** A conversation with the Message-IDs of its mail, of both sides, without angle brackets, in the order of its entries. */
export type MailThreadLine = { conversation: string; messageIds: string[] }

/** The conversations that came by mail or went on by it, some at a time, from one id on. */
export async function listMailThreads(
  db: Db,
  page: { after?: string | undefined; size: number },
): Promise<MailThreadLine[]> {
  const { rows } = await sql<MailThreadLine>`
    select id as conversation, ids as "messageIds"
    from (
      select id from conversation where id > ${page.after ?? '00000000-0000-0000-0000-000000000000'}::uuid
      order by id limit ${page.size}
    ) as page
    cross join lateral (
      select coalesce(array_agg(coalesce(mail.message_id, trim(both '<>' from outgoing_mail.message_id)) order by entry.seq)
        filter (where coalesce(mail.message_id, outgoing_mail.message_id) is not null), '{}') as ids
      from conversation_entry as entry
      left join mail_message as mail on mail.conversation_id = entry.conversation_id and mail.seq = entry.seq
      left join outgoing_mail on outgoing_mail.id = entry.mail_id
      where entry.conversation_id = page.id
    ) as mails
    order by id`.execute(db)
  return rows
}
