import {
  forgetContactsJob,
  forgetFinishedContacts,
  sendNotices,
  sendNoticesJob,
  tellAuthor,
  tellAuthorJob,
  tellMissedDecisions,
  tellMissedJob,
} from '#domains/followup'
import { forgetAddresses } from '#domains/register'
import { dateIn } from '#platform/clock'
import { handle, type JobHandler } from '#platform/jobs'
import { clockwork, type JobContext } from './job-context.ts'

/** The jobs that tell people what came of their input, and forget them after the last notice. */
export function followupHandlers({ db, config, clock }: JobContext): JobHandler[] {
  const { timeZone } = config
  const desk = { db, clock, site: config }
  return [
    handle(sendNoticesJob, (version) => sendNotices(desk, version)),
    handle(tellAuthorJob, (occasion) => tellAuthor(desk, occasion)),
    handle(tellMissedJob, (confirmed) => tellMissedDecisions(desk, confirmed)),
    handle(
      forgetContactsJob,
      async () => {
        await forgetFinishedContacts(db, clock.now(), timeZone)
        await forgetAddresses(db, dateIn(timeZone, clock.now()))
      },
      { cron: clockwork.everyHour },
    ),
  ]
}
