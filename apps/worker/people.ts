import { getLetterhead, postLetter, writeSignInMail } from '#domains/letters'
import { createLinkSender, type SignInLink, sendSignInLinkJob } from '#domains/people'
import { dateIn } from '#platform/clock'
import { handle, type JobHandler } from '#platform/jobs'
import type { JobContext } from './job-context.ts'

/** Mails a link to whoever works here and wants to sign in. */
export function peopleHandlers({ db, config, clock }: JobContext): JobHandler[] {
  const send = async ({ to, ...link }: SignInLink) => {
    const letterhead = await getLetterhead(db, config)
    const letter = writeSignInMail(letterhead, link)
    await db.transaction().execute((tx) => postLetter(tx, letter, { letterhead, to, now: clock.now() }))
  }
  const { url, secret } = config
  const today = () => dateIn(config.timeZone, clock.now())
  return [handle(sendSignInLinkJob, createLinkSender({ db, today, url, secret, send }))]
}
