import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '#db'
import { ASKER_KEPT_DAYS } from '#domains/answer'
import { defineJob } from '#platform/jobs'
import { forgetPeople } from './notice.ts'

/** Forgets people to whom we have nothing more to tell: clockwork, a few times an hour is enough. */
export const forgetContactsJob = defineJob('forget-contacts', z.looseObject({}))

/** People forgotten in one transaction. */
const AT_ONCE = 500

/** How long somebody may take to confirm an address; what came of their input meanwhile, they are told then. */
const UNCONFIRMED_KEPT_DAYS = 7

const DAY_MS = 24 * 60 * 60 * 1000

/**
 * Forgets everybody whose last notice has gone: the dossier is closed, each version of its responses has been told, and
 * no notice of theirs waits, nor a second look that they asked for. What was asked without a dossier brings no notice:
 * that is finished when we forget who asked. An address that was not confirmed within a week is forgotten too.
 * @returns how many were forgotten
 */
export async function forgetFinishedContacts(db: Db, now: Date, timeZone: string): Promise<number> {
  let forgotten = 0
  for (;;) {
    const batch = await db.transaction().execute(async (tx) => {
      const contactIds = await listFinished(tx, now)
      await forgetPeople(tx, contactIds, timeZone)
      return contactIds.length
    })
    forgotten += batch
    if (batch < AT_ONCE) return forgotten
  }
}

/** A contact is finished when nothing that it asked about can bring another notice. */
async function listFinished(tx: Tx, now: Date): Promise<string[]> {
  const unconfirmedBefore = new Date(now.getTime() - UNCONFIRMED_KEPT_DAYS * DAY_MS)
  const answeredBefore = new Date(now.getTime() - ASKER_KEPT_DAYS * DAY_MS)
  const { rows } = await sql<{ id: string }>`
    select contact.id
    from notice_contact contact
    where not contact.is_confirmed and contact.created_at < ${unconfirmedBefore}
      or exists (select from notice_request request where request.contact_id = contact.id)
      and not exists (
        select from notice_request request
        join input on input.id = request.input_id
        left join dossier on dossier.id = input.dossier_id
        where request.contact_id = contact.id and (
          (dossier.id is null and (input.answered_at is null or input.answered_at >= ${answeredBefore}))
          or dossier.state <> 'closed'
          or exists (
            select from response
            join response_version version on version.response_id = response.id
            where response.dossier_id = input.dossier_id and version.noticed_at is null
          )
          or exists (
            select from moderation_decision decision
            join moderation_appeal appeal
              on appeal.space_id = decision.space_id and appeal.decision_id = decision.id
            where decision.input_id = input.id and appeal.outcome is null
          )
        )
      )
      and not exists (
        select from notice
        join outgoing_mail mail on mail.id = notice.mail_id
        where notice.contact_id = contact.id and mail.state = 'waiting'
      )
    limit ${AT_ONCE}`.execute(tx)
  return rows.map((row) => row.id)
}
