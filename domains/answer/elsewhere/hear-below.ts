import { sql } from 'kysely'
import { compareTexts } from '#cores/text'
import type { Db, Tx } from '#db'
import { isDatabaseAway } from '#platform/db'
import { appendEntries } from '../conversations/conversation.store.ts'
import { listEntries } from '../conversations/entry.queries.ts'
import { readHearing } from '../deadlines/hearing.ts'
import { lockHome } from '../hands/home.ts'
import { OPENED_AGAIN_WITHIN_DAYS } from '../split/long-solved.ts'
import { standsOn } from './stands-on.ts'
import { CONTINUES } from './thread-address.ts'

/** What hearing stands on. */
export type BelowDesk = {
  db: Db
  timeZone: string
  now: () => Date
  /** A post that could not be heard: the others are, and it is tried again with the next. */
  onFault: (error: unknown, postId: string) => void
}

const AT_ONCE = 200
/** A reply may stand for a while before somebody says so; what is said below it then counts too. */
const PLACED_BEFORE = sql`interval '1 day'`
/** Of its words, at its own address: a site may add a line. */
const SAME_POST = 0.8
/** As much as of a post that a conversation is made of: the rest is where it stands. */
const LONGEST_QUOTE = 2000

/**
 * Brings every new post that stands below a reply of ours, or in its thread, into the conversation that the reply is of, each in a
 * transaction of its own: once, whoever tries and whatever stops. The conversation is open again, and an answer is due as by
 * anything that is said to us. Who wrote it is not kept. Our own reply, where a source brings it, is seen to stand.
 * @param signal  ends it after the post that it is at
 * @returns how many were heard
 */
export async function hearBelow(desk: BelowDesk, signal?: AbortSignal): Promise<number> {
  let heard = 0
  let page = await listBelow(desk)
  while (page.length > 0) {
    for (const found of page) {
      signal?.throwIfAborted()
      try {
        if (await desk.db.transaction().execute((tx) => take(tx, desk, found))) heard++
      } catch (error) {
        if (isDatabaseAway(error)) throw error
        desk.onFault(error, found.postId)
      }
    }
    page = page.length === AT_ONCE ? await listBelow(desk, page.at(-1)?.postId) : []
  }
  return heard
}

type Below = { postId: string; url: string; body: string; conversationId: string; seq: number }

/**
 * As long as a conversation is open, or would be opened again by who asked.
 * @param after  the last of the page before: those that could not be heard still stand there
 */
async function listBelow({ db, now }: BelowDesk, after: string | null = null): Promise<Below[]> {
  const { rows } = await sql<Below>`
    select distinct on (post.id) post.id as "postId", post.url, post.body, placed.conversation_id as "conversationId", placed.seq
    from placed_reply as placed
    join conversation_entry as sent on sent.conversation_id = placed.conversation_id and sent.seq = placed.seq
    join conversation as home on home.id = coalesce(conversation_home(placed.conversation_id), placed.conversation_id)
    cross join lateral unnest(placed.thread) as start
    join post on post.url collate "C" >= start and post.url collate "C" < start || chr(1114111)
      and substr(post.url, length(start) + 1) ~ ${CONTINUES}
    where (${after}::uuid is null or post.id > ${after}::uuid) and placed.address <> '' and post.text_removed_at is null
      and post.first_seen_at >= sent.at - ${PLACED_BEFORE} and (not post.is_dated or post.published_at >= sent.at - ${PLACED_BEFORE})
      and home.closed_as is distinct from 'spam'
      and (home.status = 'open'
        or coalesce(home.answered_at, home.closed_at) > ${now()}::timestamptz - ${OPENED_AGAIN_WITHIN_DAYS} * interval '24 hours')
      and not exists (select from post_below as known where known.post_id = post.id)
      and not exists (select from post_conversation as made where made.post_id = post.id)
    order by post.id, placed.conversation_id, placed.seq desc
    limit ${AT_ONCE}`.execute(db)
  return rows
}

/** @returns whether it was heard */
async function take(tx: Tx, { timeZone, now }: BelowDesk, below: Below): Promise<boolean> {
  const { postId, conversationId } = below
  const taken = await tx
    .insertInto('post_below')
    .values({ post_id: postId, conversation_id: conversationId })
    .onConflict((conflict) => conflict.column('post_id').doNothing())
    .executeTakeFirstOrThrow()
  // Another process was faster.
  if (taken.numInsertedOrUpdatedRows === 0n) return false
  if (await isKnown(tx, below, now())) return false
  const home = await lockHome(tx, conversationId)
  if (!home) return false
  const hearing = await readHearing(tx, home, { timeZone, now: now() })
  const heard = { kind: 'received', channel: 'feed', body: quote(below), ...hearing } as const
  const seq = await appendEntries(tx, home, [heard], { by: null, now: now() })
  await tx
    .updateTable('post_below')
    .set({ conversation_id: home.id, seq })
    .where('post_id', '=', postId)
    .execute()
  return true
}

/** Whether it is our reply, which then was seen to stand, or the post that we replied to, by another source. */
async function isKnown(tx: Tx, { conversationId, seq, url, body }: Below, now: Date): Promise<boolean> {
  const entries = await listEntries(tx, conversationId)
  const said = entries.flatMap(({ kind, body: words }) => (kind === 'received' && words ? [words] : []))
  const ours = entries.find((entry) => entry.seq === seq)?.body
  if (ours && standsOn(body, ours, said) && isMostly(body, ours)) {
    await tx
      .updateTable('placed_reply')
      .set({ state: 'seen', looked_at: now, reason: null })
      .where('conversation_id', '=', conversationId)
      .where('seq', '=', seq)
      .where('state', '<>', 'seen')
      .execute()
    return true
  }
  const [first = ''] = said
  return first !== '' && !url.includes('#') && compareTexts(first, body).containment >= SAME_POST
}

/** Who quotes us says more than we did. */
function isMostly(body: string, ours: string): boolean {
  return body.length <= ours.length * 1.2
}

/** Without its title, in which sites name who wrote it. */
function quote({ body, url }: Below): string {
  const text = body.length > LONGEST_QUOTE ? `${body.slice(0, LONGEST_QUOTE).toWellFormed()} …` : body
  return [text, url].filter(Boolean).join('\n\n')
}
