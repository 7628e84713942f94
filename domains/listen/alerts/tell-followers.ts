import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import {
  getLetterhead,
  type Letterhead,
  postLetter,
  type Site,
  type ToldWatch,
  writeWatchMail,
} from '#domains/letters'
import { findStaffMember, isAllowed, readWorkingCalendar } from '#domains/people'
import { dateIn } from '#platform/clock'
import { readQueriesOf } from '../watches/named-watches.ts'
import { type AlertTimes, findAlertTimes, lookFrom, type Pace } from './follow.ts'
import { quietUntil, type Wall } from './quiet-hours.ts'
import { MOST_SHOWN, showPosts } from './show-posts.ts'

/** What comes in within so long is told together. */
const GATHER_MS = 2 * 60_000
/** People in one run; whoever is over that is told a minute later. */
const MOST_AT_ONCE = 500

type Round = { letterhead: Letterhead; wall: Wall; now: Date }

/**
 * Mails each member of staff what the watches found that they follow, where their time for it has come: one mail for all of them.
 * What is told goes in the transaction that queues the mail, so that it is told once, however many workers do this and wherever one is
 * killed. Clockwork calls it.
 * @returns how many mails
 * @throws AggregateError where some could not be told; the others are
 */
export async function tellFollowers(db: Db, { site, now }: { site: Site; now: Date }): Promise<number> {
  const accountIds = await listDue(db, now)
  if (accountIds.length === 0) return 0
  const { calendar } = await readWorkingCalendar(db)
  const letterhead = await getLetterhead(db, site)
  const round: Round = { letterhead, wall: { calendar, timeZone: site.timeZone }, now }
  const failures: unknown[] = []
  let told = 0
  for (const accountId of accountIds)
    try {
      if (await db.transaction().execute((tx) => tellOne(tx, accountId, round))) told++
    } catch (error) {
      failures.push(error)
    }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} people were not told.`)
  return told
}

/** Something waits, and no hour of theirs or mail of before holds it back; a digest that has nothing to tell is put off all the same. */
const isDue = (now: Date) => sql<boolean>`look_at <= ${now}::timestamptz and (pace <> 'at-once' or exists (
  select from watch_news news where news.account_id = follow.account_id and news.watch_id = follow.watch_id
    and news.found_at <= ${new Date(now.getTime() - GATHER_MS)}::timestamptz
))`

async function listDue(db: Db, now: Date): Promise<string[]> {
  const { rows } = await selectDue(now).execute(db)
  return rows.map(({ accountId }) => accountId)
}

/** Whose time has come, who waits longest first. */
export function selectDue(now: Date) {
  return sql<{ accountId: string }>`
    select account_id as "accountId" from watch_follow follow where ${isDue(now)}
    group by account_id order by min(look_at), account_id limit ${MOST_AT_ONCE}`
}

type DueFollow = { watchId: string; watch: string; pace: Pace }

async function tellOne(tx: Tx, accountId: string, round: Round): Promise<boolean> {
  const { now, wall } = round
  const follower = await tx
    .selectFrom('watch_follower')
    .select('language')
    .where('account_id', '=', accountId)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!follower) return false
  const staff = await findStaffMember(tx, accountId, dateIn(wall.timeZone, now))
  if (!staff || !isAllowed(staff, 'listen')) {
    await tx.deleteFrom('watch_follower').where('account_id', '=', accountId).execute()
    return false
  }
  const times = await findAlertTimes(tx, accountId)
  const loudFrom = quietUntil(now, times.quiet, wall)
  const due = await lockDue(tx, accountId, now)
  if (loudFrom > now) {
    await putOff(tx, accountId, due, loudFrom)
    return false
  }
  const watches = await takeNews(tx, accountId, due, { times, ...round })
  if (watches.length === 0) return false
  const { language } = follower
  const letter = writeWatchMail(round.letterhead, { language, accountId, watches })
  await postLetter(tx, letter, { letterhead: round.letterhead, to: staff.email, now })
  return true
}

async function lockDue(tx: Tx, accountId: string, now: Date): Promise<DueFollow[]> {
  const { rows } = await sql<DueFollow>`
    select follow.watch_id as "watchId", watch.name as watch, follow.pace
    from watch_follow follow join watch on watch.id = follow.watch_id
    where follow.account_id = ${accountId}::uuid and ${isDue(now)} and watch.ended_at is null
    order by watch.name, watch.id for no key update of follow`.execute(tx)
  return rows
}

async function putOff(tx: Tx, accountId: string, due: readonly DueFollow[], look_at: Date): Promise<void> {
  const watchIds = due.map(({ watchId }) => watchId)
  if (watchIds.length === 0) return
  await tx
    .updateTable('watch_follow')
    .set({ look_at })
    .where('account_id', '=', accountId)
    .where('watch_id', 'in', watchIds)
    .execute()
}

async function takeNews(
  tx: Tx,
  accountId: string,
  due: readonly DueFollow[],
  { times, now, wall: { timeZone } }: Round & { times: AlertTimes },
): Promise<ToldWatch[]> {
  const queries = await readQueriesOf(
    tx,
    due.map(({ watchId }) => watchId),
  )
  const told: ToldWatch[] = []
  for (const { watchId, watch, pace } of due) {
    const { n, postIds } = await takeNewsOf(tx, accountId, watchId)
    const told_at = n > 0 ? now : undefined
    await tx
      .updateTable('watch_follow')
      .set({
        look_at: lookFrom(pace, times, told_at ?? null, { now, timeZone }),
        ...(told_at ? { told_at } : {}),
      })
      .where('account_id', '=', accountId)
      .where('watch_id', '=', watchId)
      .execute()
    if (n === 0) continue
    const posts = await showPosts(tx, postIds, queries.get(watchId))
    told.push({ watchId, watch, n, posts })
  }
  return told
}

/** Takes what waits of one watch: how much of it still counts, and the first of that. What a colleague found not relevant meanwhile does not. */
async function takeNewsOf(
  tx: Tx,
  accountId: string,
  watchId: string,
): Promise<{ n: number; postIds: string[] }> {
  const { rows } = await sql<{ postId: string; n: number }>`
    with taken as (
      delete from watch_news where account_id = ${accountId}::uuid and watch_id = ${watchId}::uuid returning post_id, found_at
    )
    select taken.post_id as "postId", (count(*) over ())::integer as n
    from taken join post_match hit on hit.watch_id = ${watchId}::uuid and hit.post_id = taken.post_id
    join post on post.id = taken.post_id
    where hit.not_relevant_at is null and post.text_removed_at is null
    order by taken.found_at, taken.post_id limit ${MOST_SHOWN}`.execute(tx)
  return { n: rows[0]?.n ?? 0, postIds: rows.map(({ postId }) => postId) }
}
