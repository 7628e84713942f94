import { z } from 'zod'
import { channelOfRecipient, takeDelivered, takeFetched } from '#domains/answer'
import { defineJob, handle, type JobHandler } from '#platform/jobs'
import { examineMailboxes, followMailbox, openMailboxLocks, startLmtp } from '#platform/mailbox'
import { clockwork, type JobContext } from './job-context.ts'

/** Looks whether mail comes in. */
const watchMailInJob = defineJob('watch-mail-in', z.looseObject({}))

/** Says in the log, each minute, which mailboxes are not read: for whoever is alarmed by what stands there. */
export function mailInHandlers({ db, config, clock, log }: JobContext): JobHandler[] {
  if (config.mailboxes.length === 0) return []
  const watch = async () => {
    const late = (await examineMailboxes(db, config.mailboxes, clock.now())).filter(({ isLate }) => isLate)
    for (const { failure, readAt } of late)
      log.error({ failure, readAt }, 'a mailbox is not read: "weerklank doctor" says which, and why')
  }
  return [handle(watchMailInJob, watch, { cron: clockwork.everyMinute })]
}

/** Lets mail come in, from mailboxes that are read and from mail servers that deliver, until it is stopped. */
export function startMailIn({ db, databaseUrl, config, clock, log }: JobContext): {
  stop: () => Promise<void>
} {
  const { mailboxes, lmtp } = config
  const locks = mailboxes.length > 0 ? openMailboxLocks(databaseUrl) : undefined
  const ways = [
    ...(locks
      ? mailboxes.map((source) =>
          followMailbox({
            ...{ db, locks, source, clock, log },
            store: (tx, mails) => takeFetched(tx, { channel: source.name, mails, now: clock.now() }),
          }),
        )
      : []),
    ...(lmtp
      ? [
          startLmtp({
            ...{ ...lmtp, log },
            accepts: (recipient) => channelOfRecipient(recipient, lmtp.addresses) !== undefined,
            take: (mail) =>
              db
                .transaction()
                .execute((tx) => takeDelivered(tx, mail, { addresses: lmtp.addresses, now: clock.now() })),
          }),
        ]
      : []),
  ]
  return {
    stop: async () => {
      await Promise.all(ways.map(({ stop }) => stop()))
      await locks?.close()
    },
  }
}
