import type { Db } from '#db'
import { type DeskPage, type Load, measurePages, signInAtDesk } from './desk-pages.ts'
import { fillInbox, type InboxSize } from './inbox-stage.ts'
import { searches } from './search-words.ts'
import { startBenchSite } from './site.ts'

const OPENED = 2000

const lists = ['open', 'open&order=newest', 'mine', 'late', 'answered&order=newest']

/** An inbox of today, somebody who is signed in, and conversations from all over it. */
async function prepare(db: Db, size: InboxSize): Promise<{ cookie: string; ids: string[] }> {
  await db.connection().execute((one) => fillInbox(one, size, new Date()))
  const cookie = await signInAtDesk(db, '1@voorbeeld.example')
  const rows = await db.selectFrom('conversation').select('id').orderBy('input_id').limit(OPENED).execute()
  return { cookie, ids: rows.map(({ id }) => id) }
}

/** How long the desk takes to answer a browser, and what that costs: its lists, and one conversation after the other. */
export async function measureOverHttp(
  size: InboxSize,
  { ofSearches, ...load }: Load & { ofSearches: boolean },
): Promise<void> {
  const site = await startBenchSite((db) => prepare(db, size))
  const { cookie, ids } = site.stage
  let turn = 0
  const ofLists: DeskPage[] = [
    ...lists.map((list) => ({ page: list, next: () => `/nl/desk/inbox?filter=${list}` })),
    { page: 'a conversation', next: () => `/nl/desk/inbox/${ids[turn++ % ids.length]}` },
  ]
  const sought = Object.entries(searches).map(([page, typed]) => ({
    page,
    next: () => `/nl/desk/inbox?q=${encodeURIComponent(typed)}`,
  }))
  const pages = ofSearches ? sought : ofLists
  try {
    await measurePages(site, load, {
      ...{ bench: 'inbox over http', cookie, from: '/nl/desk/inbox', pages },
      size: { ...size },
    })
  } finally {
    await site.stop()
  }
}
