import {
  applyWatch,
  applyWatchJob,
  createSourceFetcher,
  type FeedReader,
  fetchDueSources,
  fetchDueSourcesJob,
  fetchSource,
  fetchSourceJob,
  removeExpired,
  removeExpiredJob,
  understandRaw,
  understandRawJob,
} from '#domains/listen'
import { handle, type JobHandler } from '#platform/jobs'
import type { JobContext } from './index.ts'

const EVERY_MINUTE = '* * * * *'
const EVERY_NIGHT = '17 2 * * *'

/** What listening does by itself: fetch, understand, mark, and let go. */
export function listenHandlers({ db, config, clock, log }: JobContext, reader: FeedReader): JobHandler[] {
  const fetcher = createSourceFetcher(config)
  return [
    handle(
      fetchDueSourcesJob,
      async () => void (await db.transaction().execute((tx) => fetchDueSources(tx, clock.now()))),
      { cron: EVERY_MINUTE },
    ),
    handle(
      fetchSourceJob,
      async ({ sourceId }) => {
        const outcome = await fetchSource(db, fetcher, { sourceId, clock })
        log.debug({ sourceId, ...outcome }, 'a source was asked for news')
      },
      { lane: 'fetching' },
    ),
    handle(understandRawJob, async ({ rawId }) => {
      const outcome = await understandRaw(db, reader, { rawId, now: clock.now() })
      log.debug({ rawId, ...outcome }, 'a file was understood')
    }),
    handle(applyWatchJob, async ({ watchId }) => void (await applyWatch(db, watchId, clock.now()))),
    handle(
      removeExpiredJob,
      async () =>
        log.info({ removed: await removeExpired(db, clock.now()) }, 'what was kept long enough went'),
      { cron: EVERY_NIGHT },
    ),
  ]
}
