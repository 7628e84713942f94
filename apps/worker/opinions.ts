import { studyRepresentativeness, studyRepresentativenessJob } from '#domains/opinions'
import { handle, type JobHandler } from '#platform/jobs'
import { clockwork, type JobContext } from './job-context.ts'

/** Works out who took part. Maps are drawn by the engine, which is no job. */
export function opinionsHandlers({ db, clock }: JobContext): JobHandler[] {
  return [
    handle(studyRepresentativenessJob, async () => void (await studyRepresentativeness(db, clock.now())), {
      cron: clockwork.everyTenMinutes,
    }),
  ]
}
