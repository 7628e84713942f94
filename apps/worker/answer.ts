import {
  countRuns,
  countRunsJob,
  escalate,
  escalateJob,
  handOverEnded,
  handOverEndedJob,
  keepPictures,
  keepPicturesJob,
  makeAllFindable,
  makeFindableJob,
  receiptByHandle,
  scanMailJob,
  scanMails,
  sendDueReplies,
  sendDueRepliesJob,
  sortConversations,
  sortConversationsJob,
  understandHooks,
  understandHooksJob,
  understandMail,
  understandMailJob,
} from '#domains/answer'
import { dateIn } from '#platform/clock'
import { handle, type JobHandler } from '#platform/jobs'
import type { Limits } from '#platform/limits'
import type { MailReader } from '#platform/received-mail'
import { scanPieces } from '#platform/scanner'
import { clockwork, type JobContext } from './job-context.ts'

/** More in one minute than people write: what was there before there were figures. */
const MANY_COUNTED = 1000

/** What a database says of a row repeats what is in it. */
export function nameOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? ` ${error.code}` : ''
  return `${error instanceof Error ? error.name : 'unknown'}${code}`
}

/** What answering does by itself: understands mail that came in, sends replies at their moment, has conversations found by their words. */
export function answerHandlers(
  { db, config, clock, log }: JobContext,
  { reader, limits }: { reader: MailReader; limits: Limits },
): JobHandler[] {
  const mayMail = async (handle: string) => (await limits.count(receiptByHandle, handle)).kind === 'allowed'
  const onFault = (error: unknown, rawId: string) =>
    log.error({ rawId, fault: nameOf(error) }, 'a mail could not be stored')
  const desk = { db, reader, site: config, clock, mayMail, onFault }
  return [
    // Each minute too, should a job ever be lost with mail that nobody has looked at.
    handle(understandMailJob, (_, { signal }) => understandMail(desk, signal), {
      cron: clockwork.everyMinute,
    }),
    handle(
      understandHooksJob,
      async (_, { signal }) => {
        const onFault = (error: unknown, id: string) =>
          log.error({ id, fault: nameOf(error) }, 'a hook could not be stored')
        await understandHooks({ db, timeZone: config.timeZone, now: () => clock.now(), onFault }, signal)
      },
      { cron: clockwork.everyMinute },
    ),
    // Each minute too, should a job ever be lost with a reply that waits.
    handle(
      sendDueRepliesJob,
      async (_, { signal }) => void (await sendDueReplies({ db, site: config, clock }, signal)),
      { cron: clockwork.everyMinute },
    ),
    handle(
      scanMailJob,
      async (_, { signal }) => {
        const { clamd } = config
        if (clamd) await scanMails({ db, reader, clock, scan: (pieces) => scanPieces(clamd, pieces) }, signal)
      },
      { cron: clockwork.everyMinute },
    ),
    handle(
      keepPicturesJob,
      async ({ rawId }) => void (await keepPictures(db, reader, { rawId, now: clock.now() })),
    ),
    handle(
      escalateJob,
      async () => {
        const told = await escalate(db, { site: config, now: clock.now() })
        if (told > 0) log.info({ told }, 'staff were told what is due')
      },
      { cron: clockwork.everyTenMinutes },
    ),
    handle(
      handOverEndedJob,
      async (_, { signal }) => {
        const now = clock.now()
        const people = await handOverEnded(db, { now, today: dateIn(config.timeZone, now) }, signal)
        if (people > 0)
          log.info({ people }, 'what was in the hands of who no longer works here was handed over')
      },
      { cron: clockwork.everyTenMinutes },
    ),
    handle(
      sortConversationsJob,
      async (_, { signal }) => {
        const onFault = (error: unknown, id: string) =>
          log.error({ id, fault: nameOf(error) }, 'a rule or a conversation could not be sorted')
        const { timeZone, secret, mailFrom, mailReplyTo } = config
        const ourAddresses = [mailFrom, ...(mailReplyTo ? [mailReplyTo] : [])]
        const sorting = { db, timeZone, secret, ourAddresses, now: () => clock.now(), onFault }
        await sortConversations(sorting, signal)
      },
      { cron: clockwork.everyMinute },
    ),
    countingHandler({ db, config, log }),
    handle(
      makeFindableJob,
      async (_, { signal }) => {
        const made = await makeAllFindable(db, signal)
        if (made > 0) log.info({ made }, 'conversations can be found by their words')
      },
      { cron: clockwork.everyMinute },
    ),
  ]
}

/** Counts for figures what happened in conversations since. */
function countingHandler({ db, config, log }: Pick<JobContext, 'db' | 'config' | 'log'>): JobHandler {
  const onFault = (error: unknown, id: string) =>
    log.error({ id, fault: nameOf(error) }, 'a conversation could not be counted for figures')
  return handle(
    countRunsJob,
    async (_, { signal }) => {
      const counted = await countRuns(db, { timeZone: config.timeZone, onFault }, signal)
      if (counted > MANY_COUNTED) log.info({ counted }, 'conversations were counted for figures')
    },
    { cron: clockwork.everyMinute },
  )
}
