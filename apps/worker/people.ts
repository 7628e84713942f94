import { createLinkSender, sendSignInLinkJob } from '#domains/people'
import { handle, type JobHandler } from '#platform/jobs'
import type { JobContext } from './index.ts'

/** The job that mails a link to whoever works here and wants to sign in. */
export function peopleHandlers({ db, config, clock }: JobContext): JobHandler[] {
  const sendLink = createLinkSender({ db, clock, url: config.url, secret: config.secret })
  return [handle(sendSignInLinkJob, sendLink)]
}
