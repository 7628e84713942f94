import { shuffleRollsOfDialogues } from '#domains/deliberate'
import { shuffleRollsJob } from '#domains/entrance'
import { handle, type JobHandler } from '#platform/jobs'
import { clockwork, type JobContext } from './job-context.ts'

/** What keeps it from being known who took part in a dialogue. */
export function deliberateHandlers({ db, clock }: JobContext): JobHandler[] {
  return [
    handle(shuffleRollsJob, async () => void (await shuffleRollsOfDialogues(db, clock.now())), {
      cron: clockwork.everyNight,
    }),
  ]
}
