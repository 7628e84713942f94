import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import type { Clock } from '#platform/clock'
import type { Fetcher, FetchOutcome } from '#platform/fetch'
import { mayRead } from '../hosts/read-host.ts'
import { cursorOf } from '../sources/source.store.ts'
import { pageAsksToBeLeft } from './kept-out.ts'
import { type Withdrawal, withdrawPosts } from './withdraw-posts.ts'

const HOUR_MS = 60 * 60 * 1000
/** Within a day, with time left to be sure. */
const NEXT_LOOK_MS = 20 * HOUR_MS
/** A page that is not there may be so by mistake of a moment: it is looked for once more. */
const SECOND_LOOK_MS = HOUR_MS
const LOOKS = 2
/** As much of a page as its head takes. */
const HEAD = 100_000

export type LookOutcome =
  | { kind: 'there' }
  | { kind: 'withdrawn'; why: Withdrawal }
  /** It was not found, and is looked for once more. */
  | { kind: 'missing' }
  /** The site lets us not look, or does not answer: nothing is known. */
  | { kind: 'unknown' }
  | { kind: 'not-looked-after' }

type Look = {
  postId: string
  host: string
  url: string
  misses: number
  etag: string | null
  last_modified: string | null
}

/**
 * Looks whether a post is still where it was published, as far as the site allows. One that is gone, or that asks not to be kept, loses
 * its text here.
 */
export async function lookAtPost(
  db: Db,
  fetcher: Fetcher,
  { postId, clock }: { postId: string; clock: Clock },
): Promise<LookOutcome> {
  const look = await findLook(db, postId, clock.now())
  if (!look) return { kind: 'not-looked-after' }
  const may = await mayRead(db, fetcher, { address: look.url, clock })
  const answer = may.kind === 'allowed' ? await ask(fetcher, look) : undefined
  return db.transaction().execute((tx) => settle(tx, look, answer, clock.now()))
}

/** A post of which nothing stands here any more is looked after no longer. */
async function findLook(db: Db, postId: string, now: Date): Promise<Look | undefined> {
  const { rows } = await sql<Look & { isShown: boolean }>`
    select look.post_id as "postId", look.host, post.url, look.misses, look.etag, look.last_modified,
      post.text_removed_at is null and post.url is not null and (
        exists (select from post_match where post_id = post.id) or exists (select from post_input where post_id = post.id)
      ) as "isShown"
    from post_look look join post on post.id = look.post_id
    where look.post_id = ${postId}::uuid and look.next_look_at <= ${now}`.execute(db)
  const [look] = rows
  if (look?.isShown) return look
  if (look) await db.deleteFrom('post_look').where('post_id', '=', postId).execute()
  return undefined
}

function ask(fetcher: Fetcher, { url, etag, last_modified }: Look): Promise<FetchOutcome> {
  return fetcher({
    ...{ url, accept: 'text/html, */*;q=0.5' },
    ...(etag === null ? {} : { etag }),
    ...(last_modified === null ? {} : { lastModified: last_modified }),
  })
}

async function settle(tx: Tx, look: Look, answer: FetchOutcome | undefined, now: Date): Promise<LookOutcome> {
  const judged = judge(look.url, answer)
  if (judged === 'there') await noteGivesPages(tx, look.host)
  const found = judged === 'missing' && !(await givesPages(tx, look.host)) ? 'unknown' : judged
  if (found === 'kept-out' || found === 'gone') return withdraw(tx, look, found, now)
  if (found === 'missing' && look.misses + 1 >= LOOKS) return withdraw(tx, look, 'gone', now)
  const cursor = answer?.kind === 'fetched' ? cursorOf(answer.headers) : {}
  const again = found === 'missing' ? SECOND_LOOK_MS : NEXT_LOOK_MS
  await tx
    .updateTable('post_look')
    .set({
      ...cursor,
      next_look_at: new Date(now.getTime() + again),
      misses: found === 'missing' ? look.misses + 1 : 0,
    })
    .where('post_id', '=', look.postId)
    .execute()
  return { kind: found }
}

/** A page of this host stood where it should. */
async function noteGivesPages(tx: Tx, host: string): Promise<void> {
  await tx
    .updateTable('source_site')
    .set({ gives_pages: true })
    .where('host', '=', host)
    .where('gives_pages', '=', false)
    .execute()
}

/** Whether a page of this host ever stood where it should: of a feed whose links lead nowhere, none does. */
async function givesPages(tx: Tx, host: string): Promise<boolean> {
  const site = await tx
    .selectFrom('source_site')
    .select('gives_pages')
    .where('host', '=', host)
    .executeTakeFirst()
  return site?.gives_pages ?? false
}

async function withdraw(tx: Tx, look: Look, why: Withdrawal, now: Date): Promise<LookOutcome> {
  await withdrawPosts(tx, [look.postId], { why, now })
  return { kind: 'withdrawn', why }
}

/** What an answer says of a post. A site that refuses us, or is out of order, says nothing. */
function judge(url: string, answer: FetchOutcome | undefined): 'there' | 'missing' | 'unknown' | Withdrawal {
  if (answer?.kind === 'not-modified') return 'there'
  if (answer?.kind === 'failed') {
    if (answer.status === 410) return 'gone'
    return answer.status === 404 ? 'missing' : 'unknown'
  }
  if (answer?.kind !== 'fetched') return 'unknown'
  if (isLedToFront(url, answer.url)) return 'missing'
  const html = Buffer.from(answer.body.subarray(0, HEAD)).toString('utf8')
  return pageAsksToBeLeft(answer.headers, html) ? 'kept-out' : 'there'
}

/** Many sites lead who asks for a page that was deleted to their first page. */
function isLedToFront(asked: string, got: string): boolean {
  const [from, to] = [new URL(asked), new URL(got)]
  return (from.pathname !== '/' || from.search !== '') && to.pathname === '/' && to.search === ''
}
