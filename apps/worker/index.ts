import { followupConsumers } from '#domains/followup'
import { createFeedReader } from '#domains/listen'
import { findOrganisation } from '#domains/people'
import type { JobHandler } from '#platform/jobs'
import { createSmtpTransport } from '#platform/mail'
import { answerHandlers } from './answer.ts'
import { deliberateHandlers } from './deliberate.ts'
import { eventHandlers } from './events.ts'
import { followupHandlers } from './followup.ts'
import type { JobContext } from './job-context.ts'
import { listenHandlers } from './listen.ts'
import { opinionsHandlers } from './opinions.ts'
import { peopleHandlers } from './people.ts'
import { platformHandlers } from './platform.ts'
import { retentionHandlers } from './retention.ts'

/** Ties every job to what is done for it; `close` when no job runs any more. */
export function createJobHandlers(context: JobContext): {
  handlers: JobHandler[]
  close: () => Promise<void>
} {
  const { config, db } = context
  const sender = async () => (await findOrganisation(db))?.mail_sender || config.mailFrom
  const transport = config.smtpUrl ? createSmtpTransport(config.smtpUrl, sender) : undefined
  const reader = createFeedReader()
  return {
    handlers: [
      ...platformHandlers(context, transport),
      ...eventHandlers(context, followupConsumers),
      ...peopleHandlers(context),
      ...listenHandlers(context, reader),
      ...answerHandlers(context),
      ...deliberateHandlers(context),
      ...opinionsHandlers(context),
      ...followupHandlers(context),
      ...retentionHandlers(context),
    ],
    close: async () => {
      transport?.close()
      await reader.close()
    },
  }
}
