import { hearBelow, hearBelowJob, lookAtPlaced, lookAtPlacedJob } from '#domains/answer'
import { createSourceFetcher, type FeedReader } from '#domains/listen'
import { handle, type JobHandler } from '#platform/jobs'
import { nameOf } from './answer.ts'
import { clockwork, type JobContext } from './job-context.ts'

/** What is done by itself about replies that staff put below posts: looks whether they stand, and hears what is said below them. */
export function elsewhereHandlers({ db, config, clock, log }: JobContext, reader: FeedReader): JobHandler[] {
  const fetcher = createSourceFetcher(config)
  const onFault = (error: unknown, postId: string) =>
    log.error({ postId, fault: nameOf(error) }, 'a post below a reply could not be heard')
  return [
    handle(
      lookAtPlacedJob,
      async ({ conversationId, seq }) => {
        const outcome = await lookAtPlaced(db, { fetcher, reader }, { conversationId, seq, clock })
        log.debug({ conversationId, seq, ...outcome }, 'it was looked whether a reply stands')
      },
      { lane: 'fetching' },
    ),
    handle(
      hearBelowJob,
      async (_, { signal }) => {
        const desk = { db, timeZone: config.timeZone, now: () => clock.now(), onFault }
        const heard = await hearBelow(desk, signal)
        if (heard > 0) log.info({ heard }, 'posts below our replies were heard')
      },
      { cron: clockwork.everyMinute },
    ),
  ]
}
