import type { Db, Tx } from '#db'
import type { Clock } from '#platform/clock'
import { noteFinds } from '../alerts/note-finds.ts'
import { readLater } from '../asked/read-found.ts'
import { asksToBeLeft } from '../decency/kept-out.ts'
import { withdrawPosts } from '../decency/withdraw-posts.ts'
import { type FetchPageOutcome, fetchPage } from '../pages/fetch-page.ts'
import type { PageProblem, ReadPage } from '../pages/page-outcome.ts'
import { selectWritten } from '../posts/written-post.ts'
import type { FeedWeb } from '../sources/find-feed.ts'
import { lockSource } from '../sources/source.store.ts'
import type { Source } from '../sources/source.ts'
import { saveMarks } from '../watches/watch.store.ts'
import { holdWatches } from '../watches/watch-book.ts'
import { isOfPost } from './cut-text.ts'
import { leaveHostAlone } from './post-page.store.ts'

/** A site that is out of order is asked this often. */
const TRIES = 3
const HOUR_MS = 60 * 60 * 1000
/** Until the second time, and until the third. */
const PAUSES_MS = [HOUR_MS, 8 * HOUR_MS]

/** Why the page of a post gives no text of it. */
export type WholeTextProblem = PageProblem | 'page-other-text'

export type WholeTextOutcome =
  | { kind: 'whole' }
  /** The feed said all of it. */
  | { kind: 'no-more' }
  /** The page asks that nothing of it is kept. */
  | { kind: 'kept-out' }
  | { kind: 'later'; problem: WholeTextProblem }
  | { kind: 'unread'; problem: WholeTextProblem }
  /** Nobody wants it any more, or it is not its turn. */
  | { kind: 'not-asked' }

/**
 * Reads the page of a post that its feed cut, as far as the site allows, and makes what stands there the text of the post. What cannot be
 * read stays as the feed says it, with the reason beside it.
 */
export async function readWholeText(
  db: Db,
  web: FeedWeb,
  { postId, clock }: { postId: string; clock: Clock },
): Promise<WholeTextOutcome> {
  const due = await findDue(db, postId, clock.now())
  if (!due) return { kind: 'not-asked' }
  const answer = due.isWanted ? await fetchPage(db, web, { address: due.url ?? '', clock }) : undefined
  return db.transaction().execute(async (tx) => {
    const source = await lockSource(tx, due.sourceId)
    const page = await lockPage(tx, postId)
    if (!page) return { kind: 'not-asked' }
    const told = { db, tx, source, page, now: clock.now() }
    if (!answer || !source?.whole_text) {
      await standBy(told)
      return { kind: 'not-asked' }
    }
    return settle({ ...told, source }, answer)
  })
}

async function findDue(db: Db, postId: string, now: Date) {
  const due = await db
    .selectFrom('post_page')
    .innerJoin('post', 'post.id', 'post_page.post_id')
    .innerJoin('source', 'source.id', 'post_page.source_id')
    .select(['post.url', 'source.id as sourceId', 'source.whole_text', 'source.stopped_at'])
    .where('post_page.post_id', '=', postId)
    .where('post_page.next_try_at', '<=', now)
    .executeTakeFirst()
  return due && { ...due, isWanted: due.whole_text && due.stopped_at === null && due.url !== null }
}

/** The post as it stands, and what its feed says of it; nothing where its text went meanwhile. */
async function lockPage(tx: Tx, postId: string) {
  return tx
    .selectFrom('post_page')
    .innerJoin('post', 'post.id', 'post_page.post_id')
    .select(['post.id', 'post.title', 'post.html', 'post.body', 'post.first_seen_at', 'post.language'])
    .select(['post_page.host', 'post_page.tries', 'post_page.html as saidHtml', 'post_page.body as saidText'])
    .where('post.id', '=', postId)
    .where('post.text_removed_at', 'is', null)
    .where('post_page.next_try_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst()
}

type Page = NonNullable<Awaited<ReturnType<typeof lockPage>>>
type Told = { db: Db; tx: Tx; source: Source | undefined; page: Page; now: Date }
type Settling = Told & { source: Source }

async function settle(told: Settling, answer: FetchPageOutcome): Promise<WholeTextOutcome> {
  const { tx, page, now } = told
  if (answer.kind === 'unusable') {
    const { problem, isTransient, retryAfter } = answer
    if (problem === 'page-nobot' || problem === 'page-noindex') return keepOut(told)
    if (retryAfter) await leaveHostAlone(tx, page.host, retryAfter)
    const pause = isTransient ? PAUSES_MS[page.tries] : undefined
    if (pause === undefined) return giveUp(told, problem)
    const next = Math.max(now.getTime() + pause, retryAfter?.getTime() ?? 0)
    await tx
      .updateTable('post_page')
      .set({ problem, tried_at: now, tries: page.tries + 1, next_try_at: new Date(next) })
      .where('post_id', '=', page.id)
      .execute()
    return { kind: 'later', problem }
  }
  const { title, text } = answer.page
  if (asksToBeLeft(title, text)) return keepOut(told)
  const said = page.saidText ?? page.body
  if (!isOfPost({ title: page.title, text: said }, answer.page)) return giveUp(told, 'page-other-text')
  if (text.length <= said.length) {
    await standBy(told)
    return { kind: 'no-more' }
  }
  await takeWhole(told, answer.page)
  return { kind: 'whole' }
}

async function keepOut({ tx, page, now }: Told): Promise<WholeTextOutcome> {
  await withdrawPosts(tx, [page.id], { why: 'kept-out', now })
  return { kind: 'kept-out' }
}

/** What the feed says stays, with the reason why it is no more than that. */
async function giveUp(told: Told, problem: WholeTextProblem): Promise<WholeTextOutcome> {
  await restoreSaid(told)
  await told.tx
    .updateTable('post_page')
    .set({ problem, tried_at: told.now, next_try_at: null, tries: TRIES, html: null, body: null })
    .where('post_id', '=', told.page.id)
    .execute()
  return { kind: 'unread', problem }
}

/** What the feed says stays, and that is all. */
async function standBy(told: Told): Promise<void> {
  await restoreSaid(told)
  await told.tx.deleteFrom('post_page').where('post_id', '=', told.page.id).execute()
}

/** After an edit, the text of the older page gives way to what the feed says now. */
async function restoreSaid(told: Told): Promise<void> {
  const { saidHtml, saidText } = told.page
  if (saidHtml === null || saidText === null) return
  await write(told, { html: saidHtml, body: saidText, is_whole: false })
}

async function takeWhole(told: Settling, { title, html, text, language }: ReadPage): Promise<void> {
  const { tx, page } = told
  await write(told, {
    ...{ html, body: text, is_whole: true, title: page.title || title },
    language: page.language ?? language ?? null,
  })
  await tx.deleteFrom('post_page').where('post_id', '=', page.id).execute()
}

type Words = { html: string; body: string; is_whole: boolean; title?: string; language?: string | null }

/** Writes the words of a post, and marks it by them. What a source brings as we begin to read it is no news. */
async function write({ db, tx, source, page, now }: Told, words: Words): Promise<void> {
  const watches = await holdWatches(db, tx)
  await tx.updateTable('post').set(words).where('id', '=', page.id).execute()
  const written = await selectWritten(tx).where('post.id', '=', page.id).execute()
  const fresh = await saveMarks(tx, { posts: written, marks: watches.match(written), now })
  await readLater(tx, [page.id])
  if (!source || page.first_seen_at <= source.added_at) return
  await noteFinds(tx, { added: written, fresh, batch: { source, seenAt: now } })
}
