import { forgetAdmissionMails, forgetAdmissionMailsJob } from '#domains/entrance'
import { handle, type JobHandler } from '#platform/jobs'
import { clockwork, type JobContext } from './job-context.ts'

/** Forgets who asked to be let in. */
export function entranceHandlers({ db, clock }: JobContext): JobHandler[] {
  return [
    handle(forgetAdmissionMailsJob, async () => void (await forgetAdmissionMails(db, clock.now())), {
      cron: clockwork.everyQuarter,
    }),
  ]
}
