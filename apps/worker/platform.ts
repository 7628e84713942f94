import { handle, type JobHandler } from '#platform/jobs'
import { forgetLimits, forgetLimitsJob } from '#platform/limits'
import {
  type createSmtpTransport,
  deliverMail,
  forgetRecipients,
  forgetRecipientsJob,
  sendMailJob,
  sweepMailJob,
  wakeWaitingMail,
} from '#platform/mail'
import { clockwork, type JobContext } from './job-context.ts'

type Transport = ReturnType<typeof createSmtpTransport> | undefined

/** What the platform does by itself: delivers mail, and forgets to whom it went and who was counted. */
export function platformHandlers({ db, clock }: JobContext, transport: Transport): JobHandler[] {
  return [
    handle(sendMailJob, ({ id }, { signal }) => deliverMail(db, transport, id, clock.now(), signal), {
      lane: 'mail',
    }),
    handle(sweepMailJob, async () => void (await wakeWaitingMail(db)), { cron: clockwork.everyTenMinutes }),
    handle(forgetLimitsJob, async () => void (await forgetLimits(db)), { cron: clockwork.everyQuarter }),
    handle(forgetRecipientsJob, async () => void (await forgetRecipients(db, clock.now())), {
      cron: clockwork.everyNight,
    }),
  ]
}
