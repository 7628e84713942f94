import { makeAllFindable, makeFindableJob } from '#domains/answer'
import { handle, type JobHandler } from '#platform/jobs'
import { clockwork, type JobContext } from './job-context.ts'

/** What answering does by itself. */
export function answerHandlers({ db, log }: JobContext): JobHandler[] {
  return [
    handle(
      makeFindableJob,
      async (_, { signal }) => {
        const made = await makeAllFindable(db, signal)
        if (made > 0) log.info({ made }, 'conversations can be found by their words')
      },
      { cron: clockwork.everyMinute },
    ),
  ]
}
