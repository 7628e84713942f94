import { z } from 'zod'
import {
  askers,
  conversationFiles,
  conversationPlaces,
  conversationWords,
  entryNotices,
  factDrafts,
  heldReplies,
  hookHandles,
  placedReplies,
  receivedHooks,
  receivedMail,
  replyCopies,
  scannedContent,
  taskLinks,
  withdrawnNearReports,
} from '#domains/answer'
import { backgroundAnswers, dialogueKeys } from '#domains/deliberate'
import { admissionMails, rolls } from '#domains/entrance'
import { noticeContacts } from '#domains/followup'
import { alerted, communityContacts, listened, personRequests, withdrawnPosts } from '#domains/listen'
import { absences, heldForms, signIns, unsentTexts } from '#domains/people'
import { addressesSaid } from '#domains/register'
import { waitingFiles } from '#platform/blobs'
import type { Config } from '#platform/config'
import { hookTexts } from '#platform/hooks'
import { defineJob, handle, type JobHandler } from '#platform/jobs'
import { limitCounts } from '#platform/limits'
import { mailRecipients, mailTexts } from '#platform/mail'
import { sentForms } from '#platform/once'
import type { Release, Retention } from '#platform/retention'
import { clockwork, type JobContext } from './job-context.ts'

/** A kind that goes by time, and when it is looked at. */
export type Scheduled = { retention: Retention; cron: string }

/**
 * Every kind of data that is let go of by time, in the order in which a run by hand takes them, and when each is
 * looked at: what is kept for minutes more often than what is kept for months.
 */
export function scheduleRetention({ timeZone }: Pick<Config, 'timeZone'>): Scheduled[] {
  const at = (cron: string, kinds: Retention[]) => kinds.map((retention) => ({ retention, cron }))
  return [
    ...at(clockwork.everyQuarter, [limitCounts, sentForms, ...signIns, heldForms, admissionMails]),
    ...at(clockwork.everyHour, [waitingFiles, ...noticeContacts(timeZone), ...addressesSaid(timeZone)]),
    ...at(clockwork.everyNight, [
      mailRecipients,
      askers,
      replyCopies,
      placedReplies,
      conversationFiles,
      conversationPlaces,
      conversationWords,
      entryNotices,
      taskLinks,
      receivedMail,
      scannedContent,
      receivedHooks,
      hookHandles,
      unsentTexts,
      heldReplies,
      absences,
      dialogueKeys,
      withdrawnNearReports,
      factDrafts,
    ]),
    ...at(clockwork.everyNightBefore, [...listened, ...alerted, communityContacts, personRequests]),
  ]
}

/** Every kind that goes with something that happens, at whatever time. */
export const releases: readonly Release[] = [mailTexts, hookTexts, rolls, backgroundAnswers, withdrawnPosts]

/** Lets go of each kind in a job of its own: one that fails is tried again, and holds up no other. */
export function retentionHandlers({ db, config, clock, log }: JobContext): JobHandler[] {
  return scheduleRetention(config).map(({ retention, cron }) =>
    handle(
      defineJob(`let-go-of-${retention.kind}`, z.looseObject({})),
      async (_, { signal }) => {
        const removed = await retention.remove(db, clock.now(), signal)
        if (removed > 0) log.info({ kind: retention.kind, removed }, 'what was kept long enough went')
      },
      { cron },
    ),
  )
}
