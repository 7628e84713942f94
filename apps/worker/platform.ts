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

/** What the platform does by itself: delivers mail. Without a mail server it waits in the outbox, until there is one and the sweep finds it. */
export function platformHandlers({ db, clock }: JobContext, transport: Transport): JobHandler[] {
  return [
    handle(
      sendMailJob,
      async ({ id }, { signal }) => {
        if (transport) await deliverMail(db, transport, id, clock.now(), signal)
      },
      { lane: 'mail' },
    ),
    handle(
      sweepMailJob,
      async () => {
        if (transport) await wakeWaitingMail(db)
      },
      { cron: clockwork.everyTenMinutes },
    ),
  ]
}
