import { forgetAskers, forgetAskersJob } from '#domains/answer'
import { handle, type JobHandler } from '#platform/jobs'
import { clockwork, type JobContext } from './job-context.ts'

/** Forgets who asked, long after the answer. */
export function answerHandlers({ db, clock }: JobContext): JobHandler[] {
  return [
    handle(forgetAskersJob, async () => void (await forgetAskers(db, clock.now())), {
      cron: clockwork.everyNight,
    }),
  ]
}
