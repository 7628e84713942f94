import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { forgetContacts, openSealedId } from '#domains/people'
import { discardMail } from '#platform/mail'

/** Where a notice stands: on its way, delivered, refused by the other mail server, or stopped by its reader. */
export type NoticeState = 'waiting' | 'sent' | 'refused' | 'stopped'

/** The state of a notice; for queries that join `outgoing_mail`. The mail says it, until the mail is gone. */
export const noticeState = sql<NoticeState>`coalesce(notice.outcome, outgoing_mail.state)`

/** The notice behind the token of its links. */
export async function findNoticeByToken(
  db: Db,
  token: string,
  secret: string,
): Promise<{ id: string; inputId: string; contactId: string } | undefined> {
  const id = openSealedId(token, 'notice', secret)
  if (!id) return undefined
  return db
    .selectFrom('notice')
    .select(['id', 'input_id as inputId', 'contact_id as contactId'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Whether somebody is told what comes of an input. */
export async function wantsNotices(db: Db, inputId: string): Promise<boolean> {
  const found = await db
    .selectFrom('notice_request')
    .select('contact_id')
    .where('input_id', '=', inputId)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}

/** Stops all notices about an input, whoever asked for them. */
export async function stopNotices(tx: Tx, inputId: string, now: Date): Promise<void> {
  const contacts = await tx
    .selectFrom('notice_request')
    .select('contact_id')
    .where('input_id', '=', inputId)
    .execute()
  await forgetPeople(
    tx,
    contacts.map((row) => row.contact_id),
    now,
  )
}

/**
 * Forgets people whom we told something: their address, and the mails that hold it. What became of each notice stays.
 * The contact goes first: that waits for a batch of notices in which it is, so that none escapes.
 */
export async function forgetPeople(tx: Tx, contactIds: string[], now: Date): Promise<void> {
  if (contactIds.length === 0) return
  await forgetContacts(tx, contactIds)
  const mails = await tx
    .selectFrom('notice')
    .innerJoin('outgoing_mail', 'outgoing_mail.id', 'notice.mail_id')
    .select('outgoing_mail.id')
    .where('notice.contact_id', 'in', contactIds)
    .execute()
  await tx
    .updateTable('notice')
    .from('outgoing_mail')
    .set({
      mail_id: null,
      outcome: sql<'sent'>`case outgoing_mail.state when 'waiting' then 'stopped' else outgoing_mail.state end`,
      settled_at: sql<Date>`coalesce(outgoing_mail.sent_at, ${now})`,
    })
    .whereRef('outgoing_mail.id', '=', 'notice.mail_id')
    .where('notice.contact_id', 'in', contactIds)
    .execute()
  await discardMail(
    tx,
    mails.map((mail) => mail.id),
  )
}
