import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#db'
import { ASKER_KEPT_DAYS } from '#domains/answer'
import { defineRetention, type Release, type Retention } from '#platform/retention'
import { forgetPeople, toldContacts } from './notice.ts'

/** How long somebody may take to confirm an address; what came of their input meanwhile, they are told then. */
const UNCONFIRMED_KEPT_DAYS = 7

/** How long a report that is over can be opened again, and its followers be told. */
const FOLLOWER_KEPT_DAYS = 30

const DAY_MS = 24 * 60 * 60 * 1000

/** Where people are told what came of their input, and the mails that hold it. */
export function noticeContacts(timeZone: string): (Retention & Release)[] {
  const goes = {
    table: 'notice_contact',
    key: 'id',
    letGo: (tx: Tx, ids: string[]) => forgetPeople(tx, ids, timeZone),
  }
  return [
    defineRetention<string>({
      kind: 'notice-contact-unconfirmed',
      what: 'an address to be told what comes of an input, which nobody confirmed',
      keptFor: { days: UNCONFIRMED_KEPT_DAYS },
      from: 'it was given',
      ground: 'Whoever does not confirm an address within a week does not read it, or never gave it.',
      ...goes,
      isDue: ({ olderThan }) => isUnconfirmedSince(olderThan),
    }),
    defineRetention<string>({
      ...toldContacts,
      keptFor: { days: ASKER_KEPT_DAYS },
      ...goes,
      isDue: ({ now, olderThan }) => {
        const weekAgo = new Date(now.getTime() - UNCONFIRMED_KEPT_DAYS * DAY_MS)
        return sql<boolean>`not (${isUnconfirmedSince(weekAgo)}) and ${isFinished(olderThan)}`
      },
    }),
    defineRetention<string>({
      kind: 'report-follower',
      what: 'an address to be told what becomes of a report near somebody, with the mails that hold it',
      keptFor: { days: FOLLOWER_KEPT_DAYS },
      from: 'the report was solved, declined or withdrawn; sooner, when its holder stops the notices',
      ground: 'What is solved can be broken again within weeks; afterwards there is nothing to tell.',
      ...goes,
      isDue: ({ olderThan }) => followsNothing(olderThan),
    }),
  ]
}

function isUnconfirmedSince(olderThan: Date): RawBuilder<boolean> {
  return sql<boolean>`not is_confirmed and created_at < ${olderThan}`
}

/**
 * A contact is finished when nothing that it asked about can bring another notice: the dossier is closed, each version
 * of its responses has been told, and no notice of theirs waits, nor a second look that they asked for. What was asked
 * without a dossier brings no notice: that is finished when we forget who asked.
 */
function isFinished(answeredBefore: Date): RawBuilder<boolean> {
  return sql<boolean>`
    exists (select from notice_request request where request.contact_id = notice_contact.id)
      and not exists (
        select from notice_request request
        join input on input.id = request.input_id
        left join dossier on dossier.id = input.dossier_id
        where request.contact_id = notice_contact.id and (
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
        where notice.contact_id = notice_contact.id and mail.state = 'waiting'
      )`
}

/** A follower of a report that is over; also one whose report is gone. */
function followsNothing(overBefore: Date): RawBuilder<boolean> {
  return sql<boolean>`
    is_confirmed and not exists (select from notice_request request where request.contact_id = notice_contact.id)
      and not exists (
        select from report_follow follow
        join near_report report on report.id = follow.report_id
        where follow.contact_id = notice_contact.id and (
          report.is_open or report.changed_at >= ${overBefore} or follow.told < report.last_seq
        )
      )`
}
