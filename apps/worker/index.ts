import type { Db } from '#db'
import { createFeedReader } from '#domains/listen'
import { studyRepresentativeness, studyRepresentativenessJob } from '#domains/opinions'
import type { Clock } from '#platform/clock'
import type { Config } from '#platform/config'
import { handle, type JobHandler } from '#platform/jobs'
import type { Log } from '#platform/log'
import { createSmtpTransport, deliverMail, sendMailJob, sweepMailJob, wakeWaitingMail } from '#platform/mail'
import { followupHandlers } from './followup.ts'
import { listenHandlers } from './listen.ts'
import { peopleHandlers } from './people.ts'
import { retentionHandlers } from './retention.ts'

/** What the jobs stand on. */
export type JobContext = { db: Db; config: Config & { secret: string }; clock: Clock; log: Log }

const EVERY_TEN_MINUTES = '*/10 * * * *'

/** Ties every job to what is done for it; `close` when no job runs any more. */
export function createJobHandlers(context: JobContext): {
  handlers: JobHandler[]
  close: () => Promise<void>
} {
  const { db, config, clock } = context
  const transport = config.smtpUrl ? createSmtpTransport(config.smtpUrl, config.mailFrom) : undefined
  const reader = createFeedReader()
  return {
    handlers: [
      handle(sendMailJob, ({ id }, { signal }) => deliverMail(db, transport, id, clock.now(), signal), {
        lane: 'mail',
      }),
      handle(sweepMailJob, async () => void (await wakeWaitingMail(db)), { cron: EVERY_TEN_MINUTES }),
      handle(studyRepresentativenessJob, async () => void (await studyRepresentativeness(db, clock.now())), {
        cron: EVERY_TEN_MINUTES,
      }),
      ...peopleHandlers(context),
      ...listenHandlers(context, reader),
      ...followupHandlers(context),
      ...retentionHandlers(context),
    ],
    close: async () => {
      transport?.close()
      await reader.close()
    },
  }
}
