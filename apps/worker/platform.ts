import { handle, type JobHandler } from '#platform/jobs'
import {
  type createSmtpTransport,
  deliverMail,
  sendMailJob,
  sweepMailJob,
  wakeWaitingMail,
} from '#platform/mail'
import { clockwork, type JobContext } from './job-context.ts'

type Transport = ReturnType<typeof createSmtpTransport> | undefined

/** What the platform does by itself: delivers mail. */
export function platformHandlers({ db, clock }: JobContext, transport: Transport): JobHandler[] {
  return [
    handle(sendMailJob, ({ id }, { signal }) => deliverMail(db, transport, id, clock.now(), signal), {
      lane: 'mail',
    }),
    handle(sweepMailJob, async () => void (await wakeWaitingMail(db)), { cron: clockwork.everyTenMinutes }),
  ]
}
