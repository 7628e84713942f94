import { tellAuthorJob } from '#domains/deliberate'
import {
  forgetContactsJob,
  forgetFinishedContacts,
  sendNotices,
  sendNoticesJob,
  tellAuthor,
} from '#domains/followup'
import { handle, type JobHandler } from '#platform/jobs'
import type { JobContext } from './index.ts'

const EVERY_HOUR = '17 * * * *'

/** The jobs that tell people what came of their input, and forget them after the last notice. */
export function followupHandlers({ db, config, clock }: JobContext): JobHandler[] {
  const { url, secret } = config
  return [
    handle(sendNoticesJob, (version) => sendNotices({ db, clock, url, secret }, version)),
    handle(tellAuthorJob, (occasion) => tellAuthor({ db, clock, url, secret }, occasion)),
    handle(forgetContactsJob, async () => void (await forgetFinishedContacts(db, clock.now())), {
      cron: EVERY_HOUR,
    }),
  ]
}
