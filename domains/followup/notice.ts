import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { openSealedId, type Site } from '#domains/letters'
import { forgetContacts } from '#domains/register'
import { discardMail } from '#platform/mail'
import { defineRelease } from '#platform/retention'
import { takeReportMails } from './report-notice.ts'

/** Where people are told what came of their input. */
export const toldContacts = defineRelease({
  kind: 'notice-contact',
  what: 'an address to be told what comes of an input, with the mails that hold it',
  from: 'the answer, where there is no dossier; where there is one, it goes with the last notice once the dossier is closed; sooner, when its holder stops the notices',
  ground: 'It serves to tell somebody what came of their input, and nothing else.',
})

/** Where we are, and when. */
export type At = Pick<Site, 'timeZone'> & { now: Date }

/** The notice behind the token of its links. */
export async function findNoticeByToken(
  db: Db,
  token: string,
  secret: string,
): Promise<{ id: string; inputId: string; contactId: string } | undefined> {
  const id = openSealedId(token, secret)
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
export async function stopNotices(tx: Tx, inputId: string, at: At): Promise<void> {
  const contacts = await tx
    .selectFrom('notice_request')
    .select('contact_id')
    .where('input_id', '=', inputId)
    .execute()
  await forgetAtTheirWish(
    tx,
    contacts.map((row) => row.contact_id),
    at,
  )
}

/** Forgets people who asked for it, and proves that it was done. */
export async function forgetAtTheirWish(tx: Tx, contactIds: string[], { timeZone, now }: At): Promise<void> {
  await toldContacts.prove(tx, await forgetPeople(tx, contactIds, timeZone), now)
}

/**
 * Forgets people whom we told something: their address, and the mails that hold it. Of a notice that left, its day
 * stays, the same as for everybody who was told that day; one that never left goes, because those who were refused,
 * or stopped, are so few that it would join their inputs. The contact goes first: that waits for any batch of notices
 * that it is in, so that none escapes.
 * @returns how many were forgotten
 */
export async function forgetPeople(tx: Tx, contactIds: string[], timeZone: string): Promise<number> {
  if (contactIds.length === 0) return 0
  const forgotten = await forgetContacts(tx, contactIds)
  const mailIds = await lockMailsTo(tx, contactIds)
  await tx
    .updateTable('notice')
    .from('outgoing_mail')
    .set({ mail_id: null, sent_on: sql<string>`(outgoing_mail.sent_at at time zone ${timeZone})::date` })
    .whereRef('outgoing_mail.id', '=', 'notice.mail_id')
    .where('outgoing_mail.state', '=', 'sent')
    .where('notice.contact_id', 'in', contactIds)
    .execute()
  await tx
    .deleteFrom('notice')
    .where('contact_id', 'in', contactIds)
    .where('mail_id', 'is not', null)
    .execute()
  await discardMail(tx, [...(await listUntied(tx, mailIds)), ...(await takeReportMails(tx, contactIds))])
  return forgotten
}

/** Locked, so that of two who let go of one mail, the second sees that nobody holds it any more. */
async function lockMailsTo(tx: Tx, contactIds: string[]): Promise<string[]> {
  const mails = await tx
    .selectFrom('outgoing_mail')
    .select('id')
    .where('id', 'in', (from) =>
      from.selectFrom('notice').select('mail_id').where('contact_id', 'in', contactIds),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  return mails.map(({ id }) => id)
}

/** A mail may hold several notices of one address, of which others are still needed. */
async function listUntied(tx: Tx, mailIds: string[]): Promise<string[]> {
  if (mailIds.length === 0) return []
  const tied = await tx.selectFrom('notice').select('mail_id').where('mail_id', 'in', mailIds).execute()
  const held = new Set(tied.map((row) => row.mail_id))
  return mailIds.filter((id) => !held.has(id))
}
