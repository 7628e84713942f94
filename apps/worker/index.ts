import { followupConsumers } from '#domains/followup'
import { createFeedReader } from '#domains/listen'
import { findOrganisation } from '#domains/people'
import type { JobHandler } from '#platform/jobs'
import { createLimits } from '#platform/limits'
import { createSmtpTransport } from '#platform/mail'
import { createMailReader } from '#platform/received-mail'
import { answerHandlers } from './answer.ts'
import { deliberateHandlers } from './deliberate.ts'
import { elsewhereHandlers } from './elsewhere.ts'
import { eventHandlers } from './events.ts'
import { followupHandlers } from './followup.ts'
import type { JobContext } from './job-context.ts'
import { listenHandlers } from './listen.ts'
import { mailInHandlers } from './mail-in.ts'
import { opinionsHandlers } from './opinions.ts'
import { peopleHandlers } from './people.ts'
import { platformHandlers } from './platform.ts'
import { retentionHandlers } from './retention.ts'

export { startMailIn } from './mail-in.ts'

/** Ties every job to what is done for it; `close` when no job runs any more. */
export function createJobHandlers(context: JobContext): {
  handlers: JobHandler[]
  close: () => Promise<void>
} {
  const { config, db } = context
  const sender = async () => (await findOrganisation(db))?.mail_sender || config.mailFrom
  const transport = config.smtpUrl ? createSmtpTransport(config.smtpUrl, sender) : undefined
  const reader = createFeedReader({ timeZone: config.timeZone })
  const mailReader = createMailReader()
  const limits = createLimits(context.databaseUrl, config.secret)
  return {
    handlers: [
      ...platformHandlers(context, transport),
      ...eventHandlers(context, followupConsumers),
      ...peopleHandlers(context),
      ...listenHandlers(context, { reader, mailReader }),
      ...answerHandlers(context, { reader: mailReader, limits }),
      ...elsewhereHandlers(context, reader),
      ...mailInHandlers(context),
      ...deliberateHandlers(context),
      ...opinionsHandlers(context),
      ...followupHandlers(context),
      ...retentionHandlers(context),
    ],
    close: async () => {
      transport?.close()
      await Promise.all([reader.close(), mailReader.close(), limits.close()])
    },
  }
}
