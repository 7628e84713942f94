import {
  addListed,
  addListedJob,
  applyWatch,
  applyWatchJob,
  askAgainForWatches,
  askAgainForWatchesJob,
  askHub,
  askHubJob,
  countFinds,
  countFindsJob,
  createHubWeb,
  createSourceFetcher,
  escalateWatches,
  escalateWatchesJob,
  type FeedReader,
  type FeedWeb,
  fetchDueSources,
  fetchDueSourcesJob,
  fetchSource,
  fetchSourceJob,
  lookAfterPosts,
  lookAfterPostsJob,
  lookAtPost,
  lookAtPostJob,
  readFound,
  readFoundJob,
  readHost,
  readHostJob,
  readWholeText,
  readWholeTextJob,
  suggestCommunities,
  suggestCommunitiesJob,
  tellFollowers,
  tellFollowersJob,
  understandMailed,
  understandMailedJob,
  understandRaw,
  understandRawJob,
} from '#domains/listen'
import { handle, type JobHandler } from '#platform/jobs'
import type { MailReader } from '#platform/received-mail'
import { clockwork, type JobContext } from './job-context.ts'

/** What listening does by itself: fetch, understand and mark. */
export function listenHandlers(
  context: JobContext,
  { reader, mailReader }: { reader: FeedReader; mailReader: MailReader },
): JobHandler[] {
  const { db, config, clock, log } = context
  const fetcher = createSourceFetcher(config)
  const hubs = createHubWeb(config)
  return [
    handle(
      fetchDueSourcesJob,
      async () => void (await db.transaction().execute((tx) => fetchDueSources(tx, clock.now()))),
      { cron: clockwork.everyMinute },
    ),
    handle(
      fetchSourceJob,
      async ({ sourceId }) => {
        const outcome = await fetchSource(db, fetcher, { sourceId, clock })
        log.debug({ sourceId, ...outcome }, 'a source was asked for news')
      },
      { lane: 'fetching' },
    ),
    handle(
      askHubJob,
      async ({ sourceId }) => {
        const outcome = await askHub(db, hubs, { sourceId, clock })
        log.debug({ sourceId, ...outcome }, 'a hub was asked for news')
      },
      { lane: 'fetching' },
    ),
    handle(
      readHostJob,
      async ({ sourceId }) => {
        const outcome = await readHost(db, fetcher, { sourceId, clock })
        log.debug({ sourceId, ...outcome }, 'a site was asked how to behave there')
      },
      { lane: 'fetching' },
    ),
    ...pageHandlers(context, { fetcher, reader }),
    handle(
      addListedJob,
      async ({ listId, number }) => {
        const outcome = await addListed(db, { fetcher, reader }, { listId, number, clock })
        log.debug({ listId, number, ...outcome }, 'an address of a list was tried')
      },
      { lane: 'fetching' },
    ),
    handle(understandRawJob, async ({ rawId }) => {
      const outcome = await understandRaw(db, reader, { rawId, now: clock.now() })
      log.debug({ rawId, ...outcome }, 'a file was understood')
    }),
    handle(understandMailedJob, async ({ rawId }) => {
      const outcome = await understandMailed(db, mailReader, { rawId, now: clock.now() })
      log.debug({ rawId, ...outcome }, 'a mail of a source was understood')
    }),
    ...watchHandlers(context),
  ]
}

/** What watches do by themselves: mark what is there, tell of it, and wait for a second colleague again. */
function watchHandlers({ db, config, clock }: JobContext): JobHandler[] {
  return [
    handle(tellFollowersJob, async () => void (await tellFollowers(db, { site: config, now: clock.now() })), {
      cron: clockwork.everyMinute,
    }),
    handle(
      escalateWatchesJob,
      async () => void (await escalateWatches(db, { site: config, now: clock.now() })),
      { cron: clockwork.everyMinute },
    ),
    handle(
      countFindsJob,
      async () => void (await db.transaction().execute((tx) => countFinds(tx, clock.now()))),
      { cron: clockwork.everyHour },
    ),
    handle(suggestCommunitiesJob, async (_, { signal }) => suggestCommunities(db, clock.now(), signal), {
      cron: clockwork.everyNightBefore,
    }),
    handle(
      askAgainForWatchesJob,
      async () => void (await db.transaction().execute((tx) => askAgainForWatches(tx, clock.now()))),
      { cron: clockwork.everyHour },
    ),
    handle(readFoundJob, async ({ postIds }) => readFound(db, postIds, clock.now())),
    handle(applyWatchJob, async ({ watchId }) => void (await applyWatch(db, watchId, clock.now()))),
  ]
}

/** What is asked where posts stand. */
function pageHandlers({ db, clock, log }: JobContext, { fetcher, reader }: FeedWeb): JobHandler[] {
  return [
    handle(
      lookAfterPostsJob,
      async () => void (await db.transaction().execute((tx) => lookAfterPosts(tx, clock.now()))),
      { cron: clockwork.everyMinute },
    ),
    handle(
      lookAtPostJob,
      async ({ postId }) => {
        const outcome = await lookAtPost(db, fetcher, { postId, clock })
        log.debug({ postId, ...outcome }, 'a post was looked at where it stands')
      },
      { lane: 'fetching' },
    ),
    handle(
      readWholeTextJob,
      async ({ postId }) => {
        const outcome = await readWholeText(db, { fetcher, reader }, { postId, clock })
        log.debug({ postId, ...outcome }, 'the page of a post was read')
      },
      { lane: 'fetching' },
    ),
  ]
}
