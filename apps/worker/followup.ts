import {
  sendNotices,
  sendNoticesJob,
  tellAuthor,
  tellAuthorJob,
  tellFollowers,
  tellFollowersJob,
  tellMissedDecisions,
  tellMissedJob,
} from '#domains/followup'
import { handle, type JobHandler } from '#platform/jobs'
import type { JobContext } from './job-context.ts'

/** The jobs that tell people what came of their input. */
export function followupHandlers({ db, config, clock }: JobContext): JobHandler[] {
  const desk = { db, clock, site: config }
  return [
    handle(sendNoticesJob, (version) => sendNotices(desk, version)),
    handle(tellAuthorJob, (occasion) => tellAuthor(desk, occasion)),
    handle(tellFollowersJob, (step) => tellFollowers(desk, step)),
    handle(tellMissedJob, (confirmed) => tellMissedDecisions(desk, confirmed)),
  ]
}
