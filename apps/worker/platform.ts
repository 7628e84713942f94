import { scanFilesJob, scanHeldFiles } from '#platform/blobs'
import { createPoster } from '#platform/fetch'
import { deliverHook, sendHookJob, sweepHooksJob, wakeWaitingHooks } from '#platform/hooks'
import { handle, type JobHandler } from '#platform/jobs'
import {
  type createSmtpTransport,
  deliverMail,
  sendMailJob,
  sweepMailJob,
  wakeWaitingMail,
} from '#platform/mail'
import { scanPieces } from '#platform/scanner'
import { clockwork, type JobContext } from './job-context.ts'

type Transport = ReturnType<typeof createSmtpTransport> | undefined

/** What the platform does by itself: has files looked at for viruses, delivers mail, and answers to channels of others. Without a mail server it waits in the outbox, until there is one and the sweep finds it. */
export function platformHandlers({ db, config, clock }: JobContext, transport: Transport): JobHandler[] {
  const post = createPoster({
    userAgent: `Weerklank (+${config.url})`,
    allowPrivate: config.allowPrivateFetch,
  })
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
    handle(
      sendHookJob,
      ({ id }, { signal }) => deliverHook({ db, channels: config.hooks, post }, id, clock.now(), signal),
      { lane: 'fetching' },
    ),
    handle(sweepHooksJob, async () => void (await wakeWaitingHooks(db)), {
      cron: clockwork.everyTenMinutes,
    }),
    handle(
      scanFilesJob,
      async () => {
        const { clamd } = config
        if (clamd) await scanHeldFiles(db, (pieces) => scanPieces(clamd, pieces), clock.now())
      },
      { cron: clockwork.everyMinute },
    ),
  ]
}
