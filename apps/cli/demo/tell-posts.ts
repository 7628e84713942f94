import type { Db } from '#db'
import {
  addSource,
  addWatch,
  applyWatch,
  createFeedReader,
  type FeedReader,
  followWatch,
  makePostAnInput,
  type NewWatch,
  newWatchSchema,
  understandRaw,
} from '#domains/listen'
import type { Calendar } from './calendar.ts'
import { type DemoFeed, demoFeeds, writeFeed } from './feeds.ts'

type Telling = { streetId: string; heatId: string; by: string; timeZone: string }

/** The sources that are listened to, their posts, a watch on each subject of which one is followed, and two posts that became input. */
export async function tellPosts(
  db: Db,
  { streetId, heatId, by, timeZone }: Telling,
  calendar: Calendar,
): Promise<void> {
  const reader = createFeedReader()
  try {
    for (const feed of demoFeeds) await listenTo({ db, reader }, feed, by, calendar)
  } finally {
    await reader.close()
  }
  const watchId = await watch(
    db,
    { name: 'Dorpsstraat', query: 'dorpsstraat OF bakker OF parkeerplek*', dossierIds: [streetId], by },
    calendar,
  )
  const at = { now: calendar.ago(0), timeZone }
  const followed = { watchId, pace: 'weekly' } as const
  await db.transaction().execute((tx) => followWatch(tx, { accountId: by, language: 'nl' }, followed, at))
  await watch(
    db,
    { name: 'Hitte in de wijk', query: 'schaduw OF hitte OF graden OF tegels', dossierIds: [heatId], by },
    calendar,
  )
  await makeInput(db, { title: 'Bijna geraakt bij de bakker', dossierId: streetId, by }, calendar.ago(28))
  await makeInput(db, { title: 'Een bankje in de schaduw', dossierId: heatId, by }, calendar.ago(20))
}

/** Adds a source as anybody would, only that its site is part of the story: the file comes from us, not from the net. */
async function listenTo(
  { db, reader }: { db: Db; reader: FeedReader },
  feed: DemoFeed,
  by: string,
  calendar: Calendar,
): Promise<void> {
  const body = new TextEncoder().encode(writeFeed(feed, calendar))
  const headers = { 'content-type': 'application/rss+xml; charset=utf-8' }
  const fetcher = async () => ({ kind: 'fetched', url: feed.address, headers, body }) as const
  const clock = { now: () => calendar.ago(0) }
  const source = {
    address: feed.address,
    purpose: feed.purpose,
    legalBasis: 'public_task',
    by,
    clock,
  } as const
  const added = await addSource(db, { fetcher, reader }, source)
  if (added.kind !== 'added') throw new Error(`The demo source ${feed.title} was not added: ${added.kind}`)
  const raws = await db
    .selectFrom('source_raw')
    .select('id')
    .where('source_id', '=', added.sourceId)
    .execute()
  for (const { id } of raws) await understandRaw(db, reader, { rawId: id, now: calendar.ago(0) })
  // There is no such site: it is never asked again, so that it does not turn into a failing source.
  await db
    .updateTable('source')
    .set({ next_fetch_at: calendar.ago(-36_500) })
    .where('id', '=', added.sourceId)
    .execute()
}

async function watch(
  db: Db,
  { by, ...words }: Pick<NewWatch, 'name' | 'query' | 'dossierIds'> & { by: string },
  calendar: Calendar,
): Promise<string> {
  const { name } = words
  const purpose = `Zien wat over ${name.toLowerCase()} wordt gezegd, als input voor het dossier.`
  const watch = newWatchSchema.parse({ ...words, purpose, followsSubject: true })
  const now = calendar.ago(0)
  const added = await db.transaction().execute((tx) => addWatch(tx, watch, { by, now }))
  if (added.kind !== 'added') throw new Error(`The demo watch ${name} was not added: ${added.kind}`)
  await applyWatch(db, added.watchId, now)
  return added.watchId
}

async function makeInput(
  db: Db,
  { title, dossierId, by }: { title: string; dossierId: string; by: string },
  now: Date,
): Promise<void> {
  const { id } = await db.selectFrom('post').select('id').where('title', '=', title).executeTakeFirstOrThrow()
  await db.transaction().execute((tx) => makePostAnInput(tx, { postId: id, dossierId, by, now }))
}
