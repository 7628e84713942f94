import { z } from 'zod'
import type { Tx } from '#db'
import { channelOfRecipient, takeDelivered, takeFetched } from '#domains/answer'
import { takeMailed } from '#domains/listen'
import { defineJob, handle, type JobHandler } from '#platform/jobs'
import {
  type DeliveredMail,
  examineMailboxes,
  type FetchedMail,
  followMailbox,
  openMailboxLocks,
  startLmtp,
} from '#platform/mailbox'
import { readTrace } from '#platform/received-mail'
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
            store: (tx, mails) => takeAllFetched(tx, { channel: source.name, mails, now: clock.now() }),
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
                .execute((tx) => takeAllDelivered(tx, mail, { addresses: lmtp.addresses, now: clock.now() })),
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

/** Takes in what a mail server delivers: for sources that come by mail, and in channels for all others. */
export async function takeAllDelivered(
  tx: Tx,
  mail: DeliveredMail,
  { addresses, now }: { addresses: readonly string[]; now: Date },
): Promise<void> {
  const to = await takeMailed(tx, { raw: mail.raw, to: mail.to, now })
  if (to.length > 0) await takeDelivered(tx, { ...mail, to }, { addresses, now })
}

/** Takes in what was fetched from a mailbox: what was delivered there for a source that comes by mail is no question to us. */
export async function takeAllFetched(
  tx: Tx,
  { channel, mails, now }: { channel: string; mails: readonly FetchedMail[]; now: Date },
): Promise<void> {
  const others: FetchedMail[] = []
  for (const mail of mails) {
    const to = mail.kind === 'fetched' ? readTrace(mail.raw).deliveredTo : []
    const left = mail.kind === 'fetched' ? await takeMailed(tx, { raw: mail.raw, to, now }) : to
    if (left.length === to.length) others.push(mail)
  }
  await takeFetched(tx, { channel, mails: others, now })
}
